package io.chronoshard.jobs.train;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.error.DataException;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.training.SeriesKeeping;
import io.chronoshard.jobs.spark.training.SeriesStart;
import io.chronoshard.jobs.spark.training.SparkSeriesTraining;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.registry.start.StartingVersion;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Part;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.SeriesPlan;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * The training of a network for each series.
 *
 * @param settings the whole configuration
 * @param design of the training
 * @param inputs scales the inputs
 * @param plan of the network of all series
 * @param least windows of the training part that a series needs
 * @param start the version that training begins from; nothing for initial weights
 */
record SeriesTraining(
    Configuration settings,
    TrainingDesign design,
    Scaler inputs,
    TrainingPlan plan,
    int least,
    Optional<StartingVersion> start) {

  /**
   * Trains them.
   *
   * @param all the network of all series
   * @param keeping what was trained before, and what takes what is trained now
   * @throws DataException where no series has a network of its own in the end
   */
  SeriesTrained train(
      SparkSession spark,
      HistoryTable table,
      ModelNetwork all,
      SeriesKeeping keeping,
      TrainingListener listener) {
    WindowLayout layout = design.layout();
    int series = layout.history().series().size();
    int tasks = SparkSeriesTraining.tasks(series, spark.sparkContext().defaultParallelism());
    List<OriginRule> rules = List.of(layout.rows(Part.TRAINING), layout.part(Part.VALIDATION));
    JavaRDD<Block> blocks = table.blocks(layout, layout.dealSeries(tasks, rules), tasks);
    SparkSeriesTraining networks =
        SparkSeriesTraining.of(
            blocks,
            layout,
            inputs,
            new SeriesPlan(settings.training(), onOneThread(), FrozenNetwork.of(all), least),
            start.flatMap(SeriesTraining::learned),
            keeping);
    listener.seriesStarted(series);
    List<SeriesResult> read = networks.train(listener);
    SeriesTrained trained = SeriesTrained.of(layout.history(), read, networks);
    List<SeriesResult> unread = new ArrayList<>(trained.results());
    unread.removeAll(Set.copyOf(read));
    if (!unread.isEmpty()) {
      listener.seriesDone(unread);
    }
    requireSome(trained.results());
    return trained;
  }

  private static Optional<SeriesStart> learned(StartingVersion version) {
    return version
        .series()
        .map(
            networks ->
                new SeriesStart(
                    networks, ModelState.of(version.version().contents().network()).parameters()));
  }

  /** Tasks side by side share the cores better than the threads of one. */
  private TrainingPlan onOneThread() {
    return plan.with(new Compute(plan.compute().engine(), 1));
  }

  private void requireSome(List<SeriesResult> results) {
    if (results.stream().allMatch(result -> result.own().isEmpty())) {
      long most =
          results.stream().mapToLong(result -> result.counts().training().used()).max().orElse(0);
      throw new DataException(
          String.format(
              Locale.ROOT,
              "model.per-series = true: none of the %d series has a network of its own; they have"
                  + " at most %d windows to train on, and need %d (model.per-series-windows) and"
                  + " some to validate on. Set it lower, or model.per-series = false",
              results.size(),
              most,
              least));
    }
  }
}
