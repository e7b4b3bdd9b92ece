package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockId;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.spark.Fragment.Place;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.DayHasher;
import io.chronoshard.retrain.DayHashes;
import io.chronoshard.retrain.Known;
import io.chronoshard.retrain.QualityRange;
import io.chronoshard.retrain.SeriesFacts;
import io.chronoshard.retrain.SeriesWatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Looks at the rows of a history table for what is new in it.
 *
 * @param path the table
 * @param snapshot what of it is read
 * @param history its description, up to the last step that is looked at
 */
public record SparkQuality(
    SparkSession spark, String path, TableSnapshot snapshot, History history) {

  /** Whatever a cluster's size; a series is looked at in one task. */
  private static final int PARTITIONS = 256;

  /**
   * The hash of each day's rows, and where series end.
   *
   * @param steps of a day
   */
  public Known known(int steps) {
    Broadcast<History> described = context().broadcast(history);
    JavaRDD<Tuple2<TreeMap<Long, CellHash>, TreeMap<String, Long>>> hashes =
        rows(history).mapPartitions(some -> hashes(some, described.value(), steps));
    TreeMap<Long, CellHash> days = new TreeMap<>();
    TreeMap<String, Long> lastSteps = new TreeMap<>();
    described("hash the rows of each day", hashes::collect)
        .forEach(
            some -> {
              some._1().forEach((day, hash) -> days.merge(day, hash, CellHash::plus));
              some._2().forEach((series, last) -> lastSteps.merge(series, last, Math::max));
            });
    History ended = history.endingWith(lastSteps);
    return new Known(ended, new DayHashes(steps, ended.toStep(), history.channels(), days));
  }

  private static Iterator<Tuple2<TreeMap<Long, CellHash>, TreeMap<String, Long>>> hashes(
      Iterator<TableRow> rows, History history, int steps) {
    DayHasher hasher = new DayHasher(history, steps);
    while (rows.hasNext()) {
      TableRow row = rows.next();
      hasher.add(row.series(), row.step(), row.millis(), row.values());
    }
    return List.of(new Tuple2<>(new TreeMap<>(hasher.days()), new TreeMap<>(hasher.lastSteps())))
        .iterator();
  }

  /** What the new steps of each series are like, sorted by series; of those that have rows. */
  public List<SeriesFacts> facts(QualityRange range) {
    Broadcast<QualityRange> wanted = context().broadcast(range);
    int partitions = Math.max(1, Math.min(PARTITIONS, history.series().size()));
    JavaPairRDD<Place, float[]> sorted =
        rows(history.withChannels(range.channels()))
            .filter(row -> wanted.value().holds(row.step()))
            .mapToPair(SparkQuality::placed)
            .repartitionAndSortWithinPartitions(new BySeries(partitions));
    JavaRDD<SeriesFacts> facts =
        sorted.mapPartitions(some -> facts(some, wanted.value()).iterator());
    List<SeriesFacts> all =
        new ArrayList<>(described("look at what is new of each series", facts::collect));
    all.sort(Comparator.comparing(SeriesFacts::series));
    return all;
  }

  /** As a block of the whole series: places are sorted by series, then by step. */
  private static Tuple2<Place, float[]> placed(TableRow row) {
    return new Tuple2<>(new Place(new BlockId(row.series(), 0), row.step()), row.values());
  }

  private static List<SeriesFacts> facts(
      Iterator<Tuple2<Place, float[]>> rows, QualityRange range) {
    List<SeriesFacts> all = new ArrayList<>();
    String series = "";
    SeriesWatch watch = new SeriesWatch(series, range);
    boolean begun = false;
    while (rows.hasNext()) {
      Tuple2<Place, float[]> row = rows.next();
      String next = row._1().block().series();
      if (!begun || !next.equals(series)) {
        if (begun) {
          all.add(watch.facts());
        }
        begun = true;
        series = next;
        watch = new SeriesWatch(series, range);
      }
      watch.add(row._1().fromStep(), row._2());
    }
    if (begun) {
      all.add(watch.facts());
    }
    return all;
  }

  private JavaRDD<TableRow> rows(History read) {
    return new HistoryTable(spark, path, snapshot, read).rows();
  }

  private <T> T described(String job, Supplier<T> run) {
    context().sc().setJobDescription(job);
    try {
      return run.get();
    } finally {
      context().sc().setJobDescription(null);
    }
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** All of a series comes together. */
  private static final class BySeries extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int partitions;

    BySeries(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object place) {
      return Math.floorMod(((Place) place).block().series().hashCode(), partitions);
    }
  }
}
