package io.chronoshard.jobs.plan;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.train.PreparedTraining;
import io.chronoshard.split.Part;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.plan.Calibration;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.EpochClock;
import io.chronoshard.train.plan.ExecutorTimes;
import io.chronoshard.train.plan.PlannedNetwork;
import io.chronoshard.train.plan.PlannedShard;
import io.chronoshard.train.plan.PlannedShards;
import io.chronoshard.train.plan.PlannedTraining;
import io.chronoshard.train.plan.Prediction;
import io.chronoshard.train.plan.Prediction.Read;
import io.chronoshard.train.plan.Prediction.Rounds;
import io.chronoshard.train.plan.Prediction.Travel;
import io.chronoshard.train.plan.Prediction.Windows;
import io.chronoshard.train.plan.Shortage;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Puts a prediction together.
 *
 * @param prepared the configured training
 * @param design of it
 * @param planned its shards and networks
 * @param cluster on which it is to run
 * @param engine what it computes with
 */
record Predicting(
    PreparedTraining prepared,
    TrainingDesign design,
    PlannedTraining planned,
    Cluster cluster,
    EngineChoice engine) {

  /** Measures, where all fits, and puts together. */
  Prediction predict(SparkSession spark) {
    TrainingSettings training = prepared.settings().training();
    PlannedShards shards = planned.shards();
    List<Shortage> shortages = planned.shortages(cluster);
    boolean isRefused =
        shortages.stream().anyMatch(one -> one.kind() == Shortage.Kind.DOES_NOT_FIT);
    EpochClock clock = new EpochClock(planned.networks().get(0).plan(), shards.sizes());
    Optional<Calibration> calibration =
        isRefused ? Optional.empty() : Optional.of(measured(spark, shards));
    return new Prediction(
        prepared.run("train").id(),
        prepared.run("train").identity(),
        prepared.start().map(version -> version.told().toString()),
        read(),
        windows(),
        Prediction.Shards.of(shards, design.layout().history().blockSteps()),
        Rounds.of(clock, training.epochs(), planned.networks().size()),
        Travel.of(planned.largest().size(), training.shards(), cluster),
        planned.memory(cluster),
        cluster,
        engine.toString(),
        calibration,
        calibration.map(
            measured ->
                ExecutorTimes.of(
                    new ExecutorTimes.Facts(
                        clock,
                        measured,
                        planned.networks().stream().map(one -> one.member().model()).toList(),
                        training.epochs(),
                        cluster,
                        this::threads))),
        shortages,
        notes());
  }

  private Read read() {
    History history = design.layout().history();
    return new Read(
        prepared.snapshot().head().rows(),
        history.series().size(),
        history.series().stream().mapToLong(SeriesExtent::steps).sum(),
        history.channels().size(),
        design.layout().features().inputs().size());
  }

  private Windows windows() {
    PlannedShards shards = planned.shards();
    WindowLayout layout = design.layout();
    long test =
        layout.history().series().stream()
            .mapToLong(series -> layout.part(Part.TEST).of(series).count())
            .sum();
    return new Windows(
        shards.sum(PlannedShard::training), shards.sum(PlannedShard::validation), test);
  }

  private int threads(int executors) {
    // Layers of Deeplearning4j's own are held to one thread.
    return engine.compute().engine().hasOwnLayers()
        ? EngineChoice.threads(prepared.settings().training().shards(), cluster, executors)
        : 1;
  }

  private Calibration measured(SparkSession spark, PlannedShards shards) {
    TreeMap<Integer, PlannedNetwork> ofModels = new TreeMap<>();
    planned.networks().forEach(one -> ofModels.putIfAbsent(one.member().model(), one));
    int count = shards.shards().size();
    // With the fewest executors, with all that can be of use, and as it is now.
    TreeSet<Integer> threads =
        new TreeSet<>(
            List.of(
                threads(1),
                threads((count - 1) / cluster.slots() + 1),
                engine.compute().threads()));
    return new SparkCalibration(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            design.layout(),
            cluster,
            count)
        .measure(List.copyOf(ofModels.values()), planned.largest(), threads);
  }

  /** What is not known, or not in it. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "windows are those that are possible: which of them touch an unknown value, and are dropped, is known once"
            + " values are read");
    if (prepared.extent().hasTexts() && prepared.start().isEmpty()) {
      notes.add(
          "texts are taken to have as many categories as the whole history has, up to features.categories; the"
              + " training part may have fewer");
    }
    if (prepared.settings().training().earlyStopping().patience() > 0) {
      notes.add("the run's time is that of all epochs; training.early-stopping may end it sooner");
    }
    notes.add(
        "times are of rounds and validations alone: reading and dealing the history, statistics, checkpoints and"
            + " publishing come on top");
    if (prepared.settings().model().seriesWindows().isPresent()) {
      notes.add(
          "networks of single series (model.per-series) are trained after the one of all, and are in none of these numbers");
    }
    return notes;
  }
}
