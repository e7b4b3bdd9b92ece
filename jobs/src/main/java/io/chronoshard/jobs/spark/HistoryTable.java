package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.jobs.spark.Fragment.Place;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.registry.Paths;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.NavigableMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** The table that ingest writes, as blocks on executors. */
public final class HistoryTable {

  private final SparkSession spark;
  private final String path;
  private final TableSnapshot snapshot;
  private final History history;

  /**
   * A snapshot of a table, of which only some channels are read, and nothing behind the history's
   * end.
   *
   * @param history the snapshot's history, or an earlier part of it, with the channels to read in
   *     the order wanted
   */
  public HistoryTable(SparkSession spark, String path, TableSnapshot snapshot, History history) {
    this.spark = spark;
    // Executors have working folders of their own.
    this.path =
        Paths.qualified("history.table", path, spark.sparkContext().hadoopConfiguration())
            .toString();
    this.snapshot = snapshot;
    this.history = history;
  }

  /**
   * The snapshot that the settings choose, without Spark.
   *
   * @throws io.chronoshard.error.DataException where there is no table
   * @throws io.chronoshard.error.ConfigurationException where it has no such snapshot
   */
  public static TableSnapshot snapshot(HistorySettings settings, Configuration hadoop) {
    return TableSnapshots.of(settings.table(), hadoop).chosen(settings.snapshot());
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
        new NamedJobs(context)
            .stage("read the table and deal its blocks", () -> fragments(plan, placement))
            .repartitionAndSortWithinPartitions(new BlockPartitioner(shards, placement));
    return fragments.mapPartitions(
        sorted ->
            new BlockAssembler(values(sorted), plan.value().builder(), plan.value().history()),
        true);
  }

  private JavaPairRDD<Place, Fragment> fragments(
      Broadcast<WindowLayout> plan, Broadcast<NavigableMap<BlockId, Integer>> placement) {
    return rows().mapPartitionsToPair(rows -> fragments(rows, plan.value(), placement.value()));
  }

  /** The rows, in no order. */
  JavaRDD<TableRow> rows() {
    long to = history.toStep();
    int channels = history.channels().size();
    StructType columns =
        new StructType()
            .add("series", DataTypes.StringType, false)
            .add("step", DataTypes.LongType, false);
    if (history.recordedTimes() == RecordedTimes.READ) {
      columns = columns.add("time", DataTypes.TimestampType);
    }
    for (String channel : history.channels()) {
      columns = columns.add(channel, DataTypes.FloatType);
    }
    return TableReader.rows(spark, path, snapshot.files(), columns)
        .map(row -> TableRow.of(row, channels))
        .filter(row -> row.step() < to);
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
