package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.score.Score;
import io.chronoshard.score.Scorer;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Forecasts on executors, one task per partition of blocks. */
public final class SparkScores {

  private SparkScores() {}

  /** Where windows are looked for: the newest may begin at any step, whatever the stride. */
  public static OriginRule origins(WindowLayout layout, ChosenWindows windows) {
    return switch (windows) {
      case ALL -> layout.everywhere();
      case NEWEST -> layout.everyStep();
    };
  }

  /**
   * The forecasts of all windows, or of each series' newest one.
   *
   * @param counts takes the account of the windows, once the forecasts were made
   */
  public static JavaRDD<Score> score(
      JavaRDD<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      ChosenWindows windows,
      int batch,
      PartitionValues counts) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<WindowLayout> plan = context.broadcast(layout);
    Broadcast<OpenedVersion> opened = context.broadcast(version);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    JavaRDD<List<Score>> byWindows =
        blocks.mapPartitionsWithIndex(
            (partition, some) -> {
              CountingWindows found = new CountingWindows(partition, counts);
              return score(
                  some,
                  plan.value(),
                  opened.value(),
                  windows,
                  batch,
                  hadoop.value().value(),
                  found);
            },
            true);
    if (windows == ChosenWindows.ALL) {
      return byWindows.flatMap(List::iterator);
    }
    JavaPairRDD<String, List<Score>> newestOfBlocks =
        byWindows
            .filter(scores -> !scores.isEmpty())
            .mapToPair(scores -> new Tuple2<>(scores.get(0).series(), scores));
    return newestOfBlocks
        .reduceByKey((a, b) -> a.get(0).originStep() >= b.get(0).originStep() ? a : b)
        .flatMap(pair -> pair._2().iterator());
  }

  /** The account of the windows of all partitions. */
  public static WindowCounts windows(PartitionValues counts) {
    return CountingWindows.total(counts);
  }

  private static Iterator<List<Score>> score(
      Iterator<Block> blocks,
      WindowLayout layout,
      OpenedVersion version,
      ChosenWindows windows,
      int batch,
      Configuration hadoop,
      CountingWindows counting) {
    OriginRule origins = origins(layout, windows);
    Scorer scorer =
        new Scorer(
            version.units().layout(),
            version.labels(),
            version.range(),
            version.forecaster(batch, hadoop),
            version.alarms(),
            batch);
    return new MappedIterator<>(
        blocks,
        raw -> {
          Block block = raw.scaled(version.inputScaler());
          BlockWindows found = layout.windows(block, origins, BlockWindows.Needs.INPUTS);
          counting.add(found.counts());
          List<Score> scores = new ArrayList<>();
          scorer.score(windows == ChosenWindows.ALL ? found : found.newest(), scores::add);
          return scores;
        });
  }
}
