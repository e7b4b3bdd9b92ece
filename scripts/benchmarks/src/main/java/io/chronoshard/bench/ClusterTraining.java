package io.chronoshard.bench;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.training.SparkWorkers;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A training whose rounds are measured: each shard has a series of its own, made where it is
 * trained on, of as many windows as fill some rounds.
 *
 * @param layers of the network, as a configuration writes them; one unit follows
 * @param length steps of a window
 * @param channels of a step
 * @param batch windows of a minibatch
 * @param period minibatches of a round
 * @param rounds of an epoch
 * @param shards how many
 */
record ClusterTraining(
    String layers, int length, int channels, int batch, int period, int rounds, int shards) {

  /** Windows of all shards. */
  long windows() {
    return (long) windowsOfShard() * shards;
  }

  private int windowsOfShard() {
    return Math.multiplyExact(Math.multiplyExact(batch, period), rounds);
  }

  /** What workers must know. */
  TrainingPlan plan() {
    TrainingSettings settings =
        configuration("training { loss = mse, batch = " + batch + ", period = " + period + " }")
            .training();
    Objectives objectives = Objectives.of(Objective.ofValues(settings.loss(), 1));
    MadeUpShard any = shard(length, channels, 1);
    return TrainingPlan.of(
        Networks.json(
            Architecture.of(
                configuration("model.layers = [" + layers + "]").model(),
                new InputShape(length, channels),
                new OutputShape(1, 1)),
            settings,
            objectives),
        settings,
        new Compute(TrainingSettings.Engine.VECTOR, 1),
        any.shape(),
        channels,
        any.targetScaler(),
        objectives);
  }

  /** Those who train it on a cluster. */
  SparkWorkers workers(Kept<Shard> kept) {
    return new SparkWorkers(kept, plan());
  }

  /** Its shards, kept on executors. */
  Kept<Shard> kept(JavaSparkContext spark) {
    int steps = length;
    int width = channels;
    int windows = windowsOfShard();
    return Kept.inMemory(
        spark
            .parallelize(IntStream.range(0, shards).boxed().toList(), shards)
            .map(number -> shard(number, steps, width, windows)),
        "shards");
  }

  private static Shard shard(int number, int length, int channels, int windows) {
    return new Shard(
        number,
        shard(length, channels, windows).windows(),
        new WindowSet(List.of()),
        Shard.Counts.NONE);
  }

  private static MadeUpShard shard(int length, int channels, int windows) {
    return MadeUpShard.of(length + windows, channels, 4096, List.of("window.length = " + length));
  }

  private static Configuration configuration(String... sets) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("window.targets = [c0]");
    return ConfigurationReader.read(Optional.empty(), all);
  }
}
