package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkShards;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.train.Averaging;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.AveragingPlace.Where;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.MadeUpShards;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RandomTraining;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.RoundSlices;
import io.chronoshard.train.Shard;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One session for all: what it does is told by the shards, and by where results are averaged. */
class ExecutorAveragingIT {

  @TempDir private static Path disk;
  private static SparkSession session;
  private static JavaSparkContext spark;

  @BeforeAll
  static void open() {
    session =
        Sessions.open(
            "test",
            new SparkConf()
                .setMaster("local[2]")
                .set("spark.local.dir", disk.toString())
                .set("spark.driver.maxResultSize", "2m")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost"));
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static Kept<Shard> dealt(List<Shard> shards) {
    return Kept.inMemory(spark.parallelize(shards, shards.size()), SparkShards.NAME);
  }

  private static TrainingOutcome train(
      TrainingSettings settings, TrainingPlan plan, Workers workers) {
    return new TrainingLoop(settings, workers, new Silence()).run(ModelState.of(plan.newNetwork()));
  }

  /**
   * Means and outer steps, fixed and growing periods, one to three shards, some of which run out.
   */
  @Test
  void aTrainingWhoseExecutorsAverageIsThatOfOneMachine() {
    for (int seed = 1; seed <= 3; seed++) {
      RandomTraining training = RandomTraining.of(seed);
      int shards = training.shards().size();
      AveragingPlace place = new AveragingPlace(shards, (long) seed << 26, Where.EXECUTORS);
      assertThat(place.slices(2)).isEqualTo(Math.max(2, seed * shards));
      SparkWorkers workers = new SparkWorkers(dealt(training.shards()), training.plan(), place);
      TrainingOutcome outcome = train(training.settings(), training.plan(), workers);
      assertThat(outcome)
          .as("seed %d", seed)
          .isEqualTo(training.loop(progress -> {}).run(training.initial()));
    }
    assertThat(tracked()).isZero();
  }

  /** Shuffles that the driver knows of. */
  private static int tracked() {
    return ((MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker()).shuffleStatuses().size();
  }

  @Test
  void aDriverThatCannotTakeAllResultsHasExecutorsAverage() throws TimeoutException {
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = mse, epochs = 1, batch = 16, period = 2, shards = 5, averaging = nesterov");
    TrainingPlan plan = MadeUpShards.TINY.plan(settings, "type = lstm, units = 100");
    List<Shard> shards = MadeUpShards.TINY.deal(3, 5, 240, 20);
    SparkWorkers workers = new SparkWorkers(dealt(shards), plan);
    assertThat(workers.averaging().where()).isEqualTo(Where.EXECUTORS);
    assertThat(workers.averaging().shards() * workers.averaging().resultBytes())
        .isGreaterThan(2 << 20);
    List<String> stages = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
            stages.add(submitted.stageInfo().name());
          }
        };
    session.sparkContext().addSparkListener(listener);
    TrainingOutcome outcome = train(settings, plan, workers);
    assertThat(outcome).isEqualTo(train(settings, plan, new LocalWorkers(shards, plan)));
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(listener);
    assertThat(stages)
        .containsExactly(
            "epoch 1, round 1 of 2: train 5 shards",
            "epoch 1, round 1 of 2: train 5 shards, average 2 slices",
            "epoch 1, round 2 of 2: train 5 shards",
            "epoch 1, round 2 of 2: train 5 shards, average 2 slices",
            "epoch 1: validate 5 shards");
    assertThat(tracked()).isZero();

    AveragingPlace onDriver = new AveragingPlace(5, 1, Where.DRIVER);
    assertThatThrownBy(() -> train(settings, plan, new SparkWorkers(dealt(shards), plan, onDriver)))
        .hasMessageContaining("is bigger than spark.driver.maxResultSize");
  }

  /** What tasks tell beside values is counted for each of them, and not much above what it is. */
  @ParameterizedTest
  @EnumSource(Where.class)
  void whatComesToTheDriverIsWhatIsCounted(Where where) throws TimeoutException {
    RandomTraining training = RandomTraining.of(2);
    int shards = training.shards().size();
    long bytes = AveragingPlace.of(shards, training.initial(), 0).resultBytes();
    AveragingPlace place = new AveragingPlace(shards, bytes, where);
    List<Long> results = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskType().equals("ResultTask")) {
              results.add(end.taskMetrics().resultSize());
            }
          }
        };
    SparkWorkers workers = new SparkWorkers(dealt(training.shards()), training.plan(), place);
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().addSparkListener(listener);
    workers.train(EpochProgress.begin(training.initial()), new Silence(), reached -> {});
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(listener);
    long ofValues = where == Where.DRIVER ? bytes : bytes / place.slices(2);
    assertThat(results)
        .isNotEmpty()
        .allSatisfy(
            size ->
                assertThat(size - ofValues)
                    .isBetween(AveragingPlace.TOLD_BY_TASK / 5, AveragingPlace.TOLD_BY_TASK));
  }

  /** As where the disk, or the executor, that held a shard's result is gone. */
  @Test
  void aResultThatIsLostIsMadeAgain() throws IOException {
    MersenneTwister random = new MersenneTwister(new int[] {7});
    List<RoundResult> results = new ArrayList<>();
    for (int shard = 0; shard < 5; shard++) {
      float[] parameters = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      ModelState state = new ModelState(parameters, new float[] {random.nextFloat()}, shard, 0);
      results.add(new RoundResult(shard, 1 + random.nextInt(9), random.nextDouble(), state));
    }
    RoundSlices slices = new RoundSlices(3);
    JavaRDD<RoundMean> means = RoundMeans.means(spark.parallelize(results, 5), slices, 5);
    RoundMean expected = Averaging.mean(results, 5);
    assertThat(slices.join(means.collect())).isEqualTo(expected);
    List<Path> files = shuffled();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Files.delete(file);
    }
    assertThat(slices.join(means.collect())).isEqualTo(expected);
    assertThat(shuffled()).isNotEmpty();
    means.rdd().cleanShuffleDependencies(false);
  }

  private static List<Path> shuffled() throws IOException {
    try (Stream<Path> files = Files.walk(disk)) {
      return files.filter(file -> file.getFileName().toString().startsWith("shuffle_")).toList();
    }
  }
}
