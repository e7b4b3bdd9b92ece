package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkShards;
import io.chronoshard.jobs.spark.watch.RoundWatch.Detail;
import io.chronoshard.jobs.spark.watch.TrainingSource.Measure;
import io.chronoshard.train.RoundWindows;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingListener;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class RoundWatchIT {

  private static final String NAME = "chronoshard.training";

  @Test
  void aRoundIsPublishedAsMetricsUntilTheWatchEnds() throws TimeoutException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (SparkSession spark =
        Sessions.open(
            "test", new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false"))) {
      try (RoundWatch watch = RoundWatch.of(spark.sparkContext(), told::add, Clock.systemUTC())) {
        TrainingListener listener = watch.before(new Silence(), Detail.ALL);
        listener.epochStarted(3, 9);
        JavaSparkContext jobs = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<Integer> shards = jobs.parallelize(List.of(0, 1), 2).setName(SparkShards.NAME);
        RoundWatch.mark(jobs, new RoundWindows(0, 20));
        assertThat(shards.map(shard -> -shard).collect()).containsExactly(0, -1);
        RoundWatch.unmark(jobs);
        listener.roundDone(new TrainingListener.Round(3, 7, 9, 640, 0.25));
        List<Source> sources = sources(spark);
        assertThat(sources).hasSize(1);
        assertThat(value(sources.get(0), "epoch")).isEqualTo(3);
        assertThat(value(sources.get(0), "round")).isEqualTo(7);
        assertThat(value(sources.get(0), "loss")).isEqualTo(0.25);
        double seconds = value(sources.get(0), "roundSeconds");
        assertThat(value(sources.get(0), "windowsPerSecond")).isEqualTo(640 / seconds);
        spark.sparkContext().listenerBus().waitUntilEmpty();
        assertThat(value(sources.get(0), "averagingSeconds")).isBetween(0.0, seconds);
        assertThat(sources.get(0).metricRegistry().getGauges()).hasSize(Measure.values().length);
      }
      assertThat(sources(spark)).isEmpty();
    }
    assertThat(told).isEmpty();
  }

  /** Nobody here trained the windows of rounds that were done before an epoch was resumed. */
  @Test
  void anExecutorsWindowsAreThoseOfTheRoundsThatItTrained() throws TimeoutException {
    try (SparkSession session =
            Sessions.open(
                "test", new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false"));
        RoundWatch watch = RoundWatch.of(session.sparkContext(), told -> {}, Clock.systemUTC())) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      TrainingListener listener = watch.before(new Silence(), Detail.ALL);
      listener.trainingStarted(List.of(new ShardSize(0, 50, 0), new ShardSize(1, 30, 0)), 1);
      listener.epochStarted(1, 3);
      JavaRDD<Integer> shards = spark.parallelize(List.of(0, 1), 2).setName(SparkShards.NAME);
      for (int round = 2; round <= 3; round++) {
        RoundWatch.mark(spark, new RoundWindows((round - 1) * 20L, round * 20L));
        assertThat(shards.map(shard -> -shard).collect()).containsExactly(0, -1);
        RoundWatch.unmark(spark);
      }
      assertThat(shards.map(shard -> 1 - shard).collect()).containsExactly(1, 0);
      session.sparkContext().listenerBus().waitUntilEmpty();
      List<ExecutorPace> paces = watch.takeTrained().paces();
      assertThat(paces).extracting(ExecutorPace::tasks).containsExactly(4);
      assertThat(paces).extracting(ExecutorPace::windows).containsExactly(20 + 10 + 10 + 0L);
      assertThat(watch.takeTrained().paces()).isEmpty();
    }
  }

  /** What validates is sent a state as well, and nobody waits for what is told of a round. */
  @Test
  void whatARoundSendsIsItsStateAndItsTask() throws TimeoutException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (SparkSession session =
            Sessions.open(
                "test", new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false"));
        RoundWatch watch = RoundWatch.of(session.sparkContext(), told::add, Clock.systemUTC())) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      JavaRDD<Integer> shards = spark.parallelize(List.of(0, 1), 2).setName(SparkShards.NAME);
      for (int round = 1; round <= 2; round++) {
        RoundWatch.mark(spark, new RoundWindows((round - 1) * 20L, round * 20L));
        withSent(spark, shards, 100_000);
        RoundWatch.unmark(spark);
        withSent(spark, shards, 1_000_000);
      }
      session.sparkContext().listenerBus().waitUntilEmpty();
      SentBroadcasts.Sent sent = watch.takeSent();
      assertThat(sent.rounds()).isEqualTo(2);
      assertThat(sent.stateBytes()).isBetween(200_000L, 202_000L);
      assertThat(sent.taskBytes()).isBetween(1L, 40_000L);
      assertThat(watch.takeSent().rounds()).isZero();
    }
  }

  /** Does a job with random bytes, which no compression makes fewer. */
  private static void withSent(JavaSparkContext spark, JavaRDD<Integer> shards, int bytes) {
    byte[] random = new byte[bytes];
    new MersenneTwister(bytes).nextBytes(random);
    Broadcast<byte[]> state = spark.broadcast(random);
    assertThat(shards.map(shard -> state.value().length).collect()).containsExactly(bytes, bytes);
    state.destroy();
  }

  @Test
  void aWatchThatFailsSaysSoAndEndsNothing() throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Clock broken =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new IllegalStateException("the clock is broken");
          }
        };
    try (SparkSession session =
            Sessions.open(
                "test", new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false"));
        RoundWatch watch = RoundWatch.of(session.sparkContext(), told::add, broken)) {
      assertThat(told.take())
          .isEqualTo(
              "nobody tells any more whom rounds wait for, for looking failed:"
                  + " java.lang.IllegalStateException: the clock is broken");
      assertThat(watch.takeSent().rounds()).isZero();
    }
    assertThat(told).isEmpty();
  }

  private static List<Source> sources(SparkSession spark) {
    return JavaConverters.seqAsJavaList(
        spark.sparkContext().env().metricsSystem().getSourcesByName(NAME));
  }

  private static double value(Source source, String gauge) {
    return (Double) source.metricRegistry().getGauges().get(gauge).getValue();
  }
}
