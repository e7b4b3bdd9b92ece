package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import io.chronoshard.registry.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Watches that YARN starts an application that it has taken. Where its queue has no room YARN lets
 * it wait, and whoever submits it by Spark waits too, for ever. Such a one is ended after a while,
 * so that Spark hears of it; what has run once is left alone.
 */
public final class YarnStart implements AutoCloseable {

  /** Spark's setting by which an application is found again. */
  public static final String TAGS = "spark.yarn.tags";

  /** Looks until an application has waited for too long. */
  private static final int LOOKS = 10;

  private static final Set<YarnApplicationState> WAITING =
      EnumSet.of(
          YarnApplicationState.NEW,
          YarnApplicationState.NEW_SAVING,
          YarnApplicationState.SUBMITTED,
          YarnApplicationState.ACCEPTED);

  private final String tag = "chronoshard-" + Token.next();
  private final YarnClient yarn = YarnClient.createYarnClient();
  private final Duration most;
  private final Consumer<String> told;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(YarnStart::thread);
  private final ScheduledFuture<?> looking;

  // Of the thread that looks.
  private int waited;
  private boolean isSilent;

  private volatile Optional<String> ended = Optional.empty();

  private YarnStart(Configuration hadoop, Duration most, Consumer<String> told) {
    this.most = most;
    this.told = told;
    YarnConfiguration settings = new YarnConfiguration(hadoop);
    settings.setBoolean(YarnConfiguration.TIMELINE_SERVICE_ENABLED, false);
    yarn.init(settings);
    yarn.start();
    long pause = most.dividedBy(LOOKS).toMillis();
    looking = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Watches until this is closed.
   *
   * @param hadoop by which YARN is found
   * @param most how long an application may wait
   * @param told hears while it waits; called by a thread of its own
   */
  public static YarnStart watch(Configuration hadoop, Duration most, Consumer<String> told) {
    return new YarnStart(hadoop, most, told);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "start on YARN");
    thread.setDaemon(true);
    return thread;
  }

  /** The tags of the application that is watched, among them those that it has anyway. */
  public String tags(String others) {
    return others.isEmpty() ? tag : others + "," + tag;
  }

  private void look() {
    try {
      List<ApplicationReport> found =
          yarn.getApplications(null, EnumSet.allOf(YarnApplicationState.class), Set.of(tag));
      if (!found.isEmpty()) {
        look(found.get(0));
      }
    } catch (IOException | YarnException e) {
      // Whoever submits is told by Spark where that lasts.
      if (!isSilent && !thread.isShutdown()) {
        isSilent = true;
        told.accept("YARN does not tell whether it has started the job: " + e.getMessage());
      }
    }
  }

  private void look(ApplicationReport application) throws IOException, YarnException {
    if (!WAITING.contains(application.getYarnApplicationState())) {
      thread.shutdown();
      return;
    }
    waited++;
    if (waited < LOOKS) {
      told.accept(
          String.format(
              Locale.ROOT,
              "waiting for YARN to start %s in queue %s, for %s of at most %s (run.executor-wait)",
              application.getApplicationId(),
              application.getQueue(),
              FirstExecutors.text(most.dividedBy(LOOKS).multipliedBy(waited)),
              FirstExecutors.text(most)));
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "YARN has taken the job as %s and has not started it within %s (run.executor-wait), so it was ended; see that"
                + " queue %s has room for the application's own container (spark.yarn.am.memory, --driver-memory in"
                + " cluster mode), choose another one by --queue, or wait longer%s",
            application.getApplicationId(),
            FirstExecutors.text(most),
            application.getQueue(),
            reason(application));
    // Before, for Spark may see that it is gone while this still waits for an answer.
    ended = Optional.of(text);
    try {
      yarn.killApplication(application.getApplicationId(), "run.executor-wait is over");
      thread.shutdown();
    } catch (IOException | YarnException e) {
      ended = Optional.empty();
      throw e;
    }
  }

  private static String reason(ApplicationReport application) {
    String says = application.getDiagnostics();
    return says == null || says.isBlank() ? "" : "; YARN says: " + says.strip();
  }

  /**
   * Refuses to go on where the application has waited for too long.
   *
   * @param failure by which Spark tells that it is gone
   * @throws ClusterException with what to do
   */
  public void requireNotEnded(Exception failure) {
    ended.ifPresent(
        text -> {
          throw new ClusterException(text, failure);
        });
  }

  /** Why it was ended; nothing where it was not. */
  public Optional<String> ended() {
    return ended;
  }

  /** Stops watching. */
  @Override
  public void close() {
    thread.shutdownNow();
    yarn.stop();
    if (looking.isDone() && !looking.isCancelled()) {
      requireNoFailure();
    }
  }

  private void requireNoFailure() {
    try {
      looking.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("watching YARN failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the watch ended", e);
    }
  }
}
