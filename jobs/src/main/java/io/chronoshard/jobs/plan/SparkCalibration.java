package io.chronoshard.jobs.plan;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.jobs.spark.training.RoundMeans;
import io.chronoshard.model.Compute;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.EpochRounds;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.plan.Calibration;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.PlannedNetwork;
import io.chronoshard.train.plan.Speed;
import io.chronoshard.train.plan.SpeedTrial;
import io.chronoshard.window.WindowLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Measures a cluster for a few seconds: how fast its tasks train made-up windows, all of its cores
 * at work, and what a round takes in which they do not.
 *
 * @param spark the context
 * @param layout of the windows
 * @param cluster as it is now
 * @param shards of the training
 */
record SparkCalibration(JavaSparkContext spark, WindowLayout layout, Cluster cluster, int shards) {

  private static final Duration WARM_UP = Duration.ofMillis(1500);
  private static final Duration MEASURED = Duration.ofMillis(800);

  /** Rounds before those that are measured. */
  private static final int FIRST_ROUNDS = 4;

  private static final double SECONDS_OF_ROUNDS = 1.5;
  private static final int LEAST_ROUNDS = 4;
  private static final int MOST_ROUNDS = 40;

  /**
   * Measures.
   *
   * @param networks one of each model
   * @param largest the network that sends most in a round
   * @param threads numbers of threads of a minibatch that matter
   */
  Calibration measure(
      List<PlannedNetwork> networks, PlannedNetwork largest, SortedSet<Integer> threads) {
    List<Speed> speeds = new ArrayList<>();
    for (PlannedNetwork network : networks) {
      for (int some : threads) {
        speeds.add(speed(network, some));
      }
    }
    rounds(largest.plan(), FIRST_ROUNDS);
    double about = median(rounds(largest.plan(), FIRST_ROUNDS));
    int count = (int) Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, SECONDS_OF_ROUNDS / about));
    return new Calibration(speeds, median(rounds(largest.plan(), count)), count);
  }

  private Speed speed(PlannedNetwork network, int threads) {
    int slots = Math.min(cluster.slots(), Math.max(1, cluster.cores() / threads));
    int tasks = Math.min(shards, cluster.executors() * slots);
    TrainingPlan plan =
        network.plan().with(new Compute(network.plan().compute().engine(), threads));
    Broadcast<TrainingPlan> sent = spark.broadcast(plan);
    Broadcast<WindowLayout> windows = spark.broadcast(layout);
    NamedJobs.begin(spark, "plan: train made-up windows");
    try {
      List<SpeedTrial.Result> results = trials(numbers(tasks), sent, windows).collect();
      return new Speed(
          network.member().model(),
          threads,
          tasks,
          results.stream().mapToDouble(SpeedTrial.Result::minibatchSeconds).average().orElse(0),
          results.stream().mapToDouble(SpeedTrial.Result::validationSeconds).average().orElse(0));
    } finally {
      NamedJobs.end(spark);
      sent.destroy();
      windows.destroy();
    }
  }

  // Static, so that what travels captures these arguments and nothing else.

  private static JavaRDD<SpeedTrial.Result> trials(
      JavaRDD<Integer> tasks, Broadcast<TrainingPlan> plan, Broadcast<WindowLayout> layout) {
    return tasks.map(
        task ->
            new SpeedTrial(plan.value(), layout.value(), WARM_UP, MEASURED).run(System::nanoTime));
  }

  private static JavaRDD<RoundResult> returned(
      JavaRDD<Integer> shards, Broadcast<ModelState> state) {
    return shards.map(shard -> new RoundResult(shard, 1, 0, state.value()));
  }

  private JavaRDD<Integer> numbers(int count) {
    return spark.parallelize(IntStream.range(0, count).boxed().toList(), count);
  }

  /**
   * Seconds of rounds of one window a shard, which is not trained, averaged as a training's would
   * be.
   */
  private List<Double> rounds(TrainingPlan plan, int count) {
    List<ShardSize> sizes =
        IntStream.range(0, shards).mapToObj(shard -> new ShardSize(shard, count, 0)).toList();
    JavaRDD<Integer> numbers = numbers(shards);
    Stopwatch stopwatch = new Stopwatch();
    ModelState initial = ModelState.of(plan.newNetwork());
    RoundMeans means =
        new RoundMeans(spark, AveragingPlace.of(shards, initial, cluster.roomForResults()));
    new EpochRounds(plan.ofSingleWindows(), sizes)
        .run(
            EpochProgress.begin(initial),
            (start, round) -> round(numbers, start, means),
            stopwatch,
            reached -> {});
    return stopwatch.seconds;
  }

  private RoundMean round(JavaRDD<Integer> numbers, ModelState start, RoundMeans means) {
    Broadcast<ModelState> state = spark.broadcast(start);
    try {
      return means.of("plan: a round without training", () -> returned(numbers, state));
    } finally {
      state.destroy();
    }
  }

  private static double median(List<Double> seconds) {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** The time from round to round. */
  private static final class Stopwatch implements TrainingListener {

    private final List<Double> seconds = new ArrayList<>();
    private long from;

    @Override
    public void averaging(AveragingPlace place) {}

    @Override
    public void trainingStarted(List<ShardSize> sizes, int epochs) {}

    @Override
    public void epochStarted(int epoch, int rounds) {
      from = System.nanoTime();
    }

    @Override
    public void roundDone(Round round) {
      long now = System.nanoTime();
      seconds.add((now - from) / 1e9);
      from = now;
    }

    @Override
    public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {}
  }
}
