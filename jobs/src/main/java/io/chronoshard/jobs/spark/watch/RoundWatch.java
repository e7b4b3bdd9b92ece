package io.chronoshard.jobs.spark.watch;

import io.chronoshard.jobs.spark.watch.TrainingSource.Measure;
import io.chronoshard.train.RoundWindows;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Watches how a training goes on its cluster, from the table that is read to the last job: tells
 * who is waited for while it happens, how fast each executor was after each epoch, and how much a
 * round sends, and publishes metrics.
 */
public final class RoundWatch implements AutoCloseable {

  /** A local property of jobs that train a round: the windows of each shard. */
  private static final String TRAINS = "chronoshard.trains";

  /** What takes less nobody needs to know of. */
  private static final long LEAST_MILLIS = 10_000;

  private final SparkContext spark;
  private final Consumer<String> tell;
  private final Clock clock;
  private final SentBroadcasts broadcasts = new SentBroadcasts();
  private final TrainingSource source = new TrainingSource();
  private final AveragingTime averaging =
      new AveragingTime(seconds -> source.set(Measure.AVERAGING_SECONDS, seconds));
  private final RoundTasks tasks;
  private final Stragglers stragglers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(RoundWatch::thread);

  private final ScheduledFuture<?> looking;

  private RoundWatch(SparkContext spark, Consumer<String> tell, Clock clock) {
    this.spark = spark;
    this.tell = tell;
    this.clock = clock;
    tasks = new RoundTasks(clock, averaging);
    long heartbeat = spark.conf().getTimeAsMs("spark.executor.heartbeatInterval", "10s");
    stragglers = new Stragglers(LEAST_MILLIS, 5 * heartbeat / 2);
    spark.addSparkListener(tasks);
    spark.addSparkListener(broadcasts);
    spark.env().metricsSystem().registerSource(source);
    looking = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Watches an application until this is closed.
   *
   * @param tell takes a line; called by a thread of its own
   */
  public static RoundWatch of(SparkContext spark, Consumer<String> tell, Clock clock) {
    return new RoundWatch(spark, tell, clock);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "round watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Whatever goes wrong here is no reason to give up a training of hours. */
  private void look() {
    try {
      lookNow();
    } catch (RuntimeException e) {
      thread.shutdown();
      tell.accept("nobody tells any more whom rounds wait for, for looking failed: " + e);
    }
  }

  private void lookNow() {
    long now = clock.millis();
    List<StageView> running = tasks.running();
    running.stream().flatMap(stage -> stragglers.of(stage, now).stream()).forEach(tell);
    if (running.isEmpty()) {
      stragglers.forget();
    }
  }

  /**
   * A listener that passes on what it hears.
   *
   * @param detail whether each executor and the sizes of rounds are told
   */
  public TrainingListener before(TrainingListener next, Detail detail) {
    return new WatchedTraining(next, this, detail, tell, clock);
  }

  /** How much is told after an epoch. */
  public enum Detail {
    /** The slowest executor and the fastest. */
    EXTREMES,
    /** Each executor, and how much a round sends. */
    ALL
  }

  /** Has the jobs that a thread begins next known as those of a round. */
  public static void mark(JavaSparkContext spark, RoundWindows windows) {
    spark.setLocalProperty(TRAINS, windows.from() + "-" + windows.to());
  }

  /** Ends that. */
  public static void unmark(JavaSparkContext spark) {
    spark.setLocalProperty(TRAINS, null);
  }

  /** What a job or stage of such properties trains of each shard; nothing where it does not. */
  public static Optional<RoundWindows> windows(@Nullable Properties properties) {
    String marked = properties == null ? null : properties.getProperty(TRAINS);
    if (marked == null) {
      return Optional.empty();
    }
    int dash = marked.indexOf('-');
    return Optional.of(
        new RoundWindows(
            Long.parseLong(marked.substring(0, dash)), Long.parseLong(marked.substring(dash + 1))));
  }

  void shards(List<ShardSize> sizes) {
    tasks.shards(sizes);
  }

  TrainedTasks takeTrained() {
    return tasks.takeTrained();
  }

  void roundDone(long from, long to) {
    averaging.done(from, to);
  }

  SentBroadcasts.Sent takeSent() {
    return broadcasts.take();
  }

  void measured(Measure measure, double value) {
    source.set(measure, value);
  }

  /** Stops watching. */
  @Override
  public void close() {
    looking.cancel(true);
    thread.shutdownNow();
    spark.removeSparkListener(tasks);
    spark.removeSparkListener(broadcasts);
    spark.env().metricsSystem().removeSource(source);
  }
}
