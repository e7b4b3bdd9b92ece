package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.Ledger;
import io.chronoshard.jobs.spark.Fragment.Place;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.Paths;
import io.chronoshard.window.WindowLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Tuple2;

/** The table that ingest writes, as blocks on executors. */
public final class HistoryTable {

  /** Folder inside the table that describes it; readers of Parquet do not look into it. */
  public static final String DESCRIPTION = "_chronoshard";

  private static final String HISTORY_FILE = "history.json";
  private static final String LEDGER_FILE = "ledger.json";

  private final SparkSession spark;
  private final String path;
  private final History history;

  /**
   * A table, of which only some channels are read.
   *
   * @param history the table's description, with the channels to read in the order wanted
   */
  public HistoryTable(SparkSession spark, String path, History history) {
    this.spark = spark;
    this.path = path;
    this.history = history;
  }

  /**
   * Reads a table's description, without Spark.
   *
   * @throws DataException where there is no table
   */
  public static History describe(String path, Configuration hadoop) {
    return read(path, HISTORY_FILE, History.class, hadoop);
  }

  /** Writes a table's description into its folder. */
  public static void describe(Path table, History history, Ledger ledger, Configuration hadoop) {
    write(table, HISTORY_FILE, history, hadoop);
    write(table, LEDGER_FILE, ledger, hadoop);
  }

  private static void write(Path table, String file, Object content, Configuration hadoop) {
    Path description = new Path(new Path(table, DESCRIPTION), file);
    try (FSDataOutputStream out = description.getFileSystem(hadoop).create(description, false)) {
      out.write(Json.bytes(content));
    } catch (IOException e) {
      throw new StorageException("cannot write " + description + ": " + e.getMessage(), e);
    }
  }

  /** Reads the account of the ingest that wrote a table. */
  public static Ledger ledger(String path, Configuration hadoop) {
    return read(path, LEDGER_FILE, Ledger.class, hadoop);
  }

  private static <T> T read(String path, String file, Class<T> type, Configuration hadoop) {
    Path description = new Path(new Path(Paths.of("history.table", path), DESCRIPTION), file);
    try (FSDataInputStream in = description.getFileSystem(hadoop).open(description)) {
      return Json.read(in.readAllBytes(), type, description.toString());
    } catch (FileNotFoundException e) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.table = %s holds no history (%s is not there); run `ingest` first, or name another table",
              path,
              description),
          e);
    } catch (IOException e) {
      throw new StorageException("cannot read " + description + ": " + e.getMessage(), e);
    }
  }

  /**
   * The blocks with unscaled inputs, one partition per shard, sorted within it.
   *
   * @param dealt each block's shard; blocks that are not named are not read
   */
  public JavaRDD<Block> blocks(
      WindowLayout layout, NavigableMap<BlockId, Integer> dealt, int shards) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<NavigableMap<BlockId, Integer>> placement = context.broadcast(dealt);
    Broadcast<WindowLayout> plan = context.broadcast(layout);
    JavaPairRDD<Place, Fragment> fragments =
        rows()
            .mapPartitionsToPair(rows -> fragments(rows, plan.value(), placement.value()))
            .repartitionAndSortWithinPartitions(new BlockPartitioner(shards, placement));
    return fragments.mapPartitions(
        sorted ->
            new BlockAssembler(values(sorted), plan.value().builder(), plan.value().history()),
        true);
  }

  private JavaRDD<TableRow> rows() {
    int channels = history.channels().size();
    Stream<Column> keys =
        history.recordedTimes() == RecordedTimes.READ
            ? Stream.of(functions.col("series"), functions.col("step"), functions.col("time"))
            : Stream.of(functions.col("series"), functions.col("step"));
    Stream<Column> values = history.channels().stream().map(HistoryTable::quoted);
    Column[] columns = Stream.concat(keys, values).toArray(Column[]::new);
    return spark
        .read()
        .parquet(LiteralPath.of(path))
        .select(columns)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(row -> TableRow.of(row, channels));
  }

  private static Column quoted(String channel) {
    return functions.col("`" + channel.replace("`", "``") + "`");
  }

  private static Iterator<Tuple2<Place, Fragment>> fragments(
      Iterator<TableRow> rows, WindowLayout layout, NavigableMap<BlockId, Integer> dealt) {
    Fragmenter fragmenter =
        new Fragmenter(rows, layout.builder(), dealt::containsKey, layout.history());
    return new MappedIterator<>(fragmenter, fragment -> new Tuple2<>(fragment.place(), fragment));
  }

  private static Iterator<Fragment> values(Iterator<Tuple2<Place, Fragment>> pairs) {
    return new MappedIterator<>(pairs, Tuple2::_2);
  }
}
