package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
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

  private static final Set<YarnApplicationState> FAILED =
      EnumSet.of(YarnApplicationState.FAILED, YarnApplicationState.KILLED);

  private final YarnApplication application;
  private final YarnAsk ask;
  private final Duration most;
  private final Consumer<String> told;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(YarnStart::thread);
  private final ScheduledFuture<?> looking;

  // Of the thread that looks.
  private int waited;
  private boolean isSilent;

  private volatile Optional<String> ended = Optional.empty();

  private YarnStart(
      YarnApplication application, YarnAsk ask, Duration most, Consumer<String> told) {
    this.application = application;
    this.ask = ask;
    this.most = most;
    this.told = told;
    long pause = Math.max(1, most.dividedBy(LOOKS).toMillis());
    looking = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Watches until this is closed.
   *
   * @param hadoop by which YARN is found
   * @param ask of the application
   * @param most how long it may wait
   * @param told hears while it waits; called by a thread of its own
   */
  public static YarnStart watch(
      Configuration hadoop, YarnAsk ask, Duration most, Consumer<String> told) {
    return new YarnStart(new YarnApplication(hadoop), ask, most, told);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "start on YARN");
    thread.setDaemon(true);
    return thread;
  }

  /** The tags of the application that is watched, among them those that it has anyway. */
  public String tags(String others) {
    return others.isEmpty() ? application.tag() : others + "," + application.tag();
  }

  private void look() {
    try {
      Optional<ApplicationReport> report = application.report();
      if (report.isPresent()) {
        look(report.get());
      }
    } catch (IOException | YarnException e) {
      // Whoever submits is told by Spark where that lasts.
      if (!isSilent && !thread.isShutdown()) {
        isSilent = true;
        told.accept("YARN does not tell whether it has started the job: " + e.getMessage());
      }
    }
  }

  /**
   * Whether it has not been started: it is told to be accepted until its own container, in which
   * the driver may have been at work for long, has registered.
   */
  static boolean waits(ApplicationReport report) {
    return WAITING.contains(report.getYarnApplicationState()) && report.getLaunchTime() == 0;
  }

  private void look(ApplicationReport report) throws IOException, YarnException {
    if (!waits(report)) {
      thread.shutdown();
      return;
    }
    waited++;
    if (waited < LOOKS) {
      told.accept(
          String.format(
              Locale.ROOT,
              "waiting for YARN to start %s in queue %s, for %s of at most %s (run.executor-wait)",
              report.getApplicationId(),
              report.getQueue(),
              FirstExecutors.text(most.dividedBy(LOOKS).multipliedBy(waited)),
              FirstExecutors.text(most)));
      return;
    }
    // Told before, for Spark may see that it is gone while this still waits for an answer.
    ended = Optional.of(waitedTooLong(report, application.room()));
    try {
      application.end(report.getApplicationId());
      thread.shutdown();
    } catch (IOException | YarnException e) {
      ended = Optional.empty();
      throw e;
    }
  }

  private String waitedTooLong(ApplicationReport report, String room) {
    return String.format(
        Locale.ROOT,
        "YARN has taken the job as %s into queue %s and has not started it within %s (run.executor-wait), so it was"
            + " ended. It asks for %s; %s%s. Wait until the queue has room, name another one by --queue, ask for less"
            + " (spark.yarn.am.memory, --driver-memory in cluster mode), or set run.executor-wait higher",
        report.getApplicationId(),
        report.getQueue(),
        FirstExecutors.text(most),
        ask,
        room,
        says(report, "; YARN says: "));
  }

  private static String says(ApplicationReport report, String before) {
    String says = report.getDiagnostics();
    return says == null || says.isBlank() ? "" : before + YarnRefusal.line(says);
  }

  /**
   * Why the application was never started, where that is the cluster's doing.
   *
   * @param thrown by Spark, class and message
   */
  public Optional<String> refusal(String thrown) {
    return ended
        .or(() -> YarnRefusal.text(thrown, ask))
        .or(() -> failed(report -> report.getLaunchTime() == 0));
  }

  /**
   * Refuses to go on where the application was not started, or has not come to serve the driver
   * here, and that is the cluster's doing.
   *
   * @param failure by which Spark tells that there is no application
   * @throws ClusterException with what to do
   */
  void requireNoRefusal(Exception failure) {
    refusal(failure.toString())
        .or(() -> failed(report -> true))
        .ifPresent(
            text -> {
              throw new ClusterException(text, failure);
            });
  }

  /** Of an application that YARN took, and gave up. */
  private Optional<String> failed(Predicate<ApplicationReport> which) {
    try {
      return application
          .report()
          .filter(report -> FAILED.contains(report.getYarnApplicationState()))
          .filter(which)
          .map(YarnStart::gaveUp);
    } catch (IOException | YarnException e) {
      // It is told by what Spark has thrown, then.
      return Optional.empty();
    }
  }

  private static String gaveUp(ApplicationReport report) {
    return String.format(
        Locale.ROOT,
        "YARN has ended the job's %s in queue %s before the job began%s; `yarn queue -status %s` and `yarn logs"
            + " -applicationId %s` may tell more, and --queue names another queue",
        report.getApplicationId(),
        report.getQueue(),
        says(report, ": "),
        report.getQueue(),
        report.getApplicationId());
  }

  /** Stops watching. */
  @Override
  public void close() {
    thread.shutdownNow();
    application.close();
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
