package io.chronoshard.jobs.submit;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ClusterException;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.EndedElsewhere;
import io.chronoshard.jobs.cli.Format;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.jobs.cli.Verbosity;
import io.chronoshard.jobs.spark.SparkLogin;
import io.chronoshard.jobs.spark.YarnAsk;
import io.chronoshard.jobs.spark.YarnStart;
import io.chronoshard.registry.SubmissionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;

/**
 * A job that is checked here and done on the cluster: submits it, prints what its driver prints,
 * and ends with its exit code.
 */
public final class SubmittedJob implements Job {

  /** Between two looks at what the driver has printed. */
  private static final long PAUSE_MILLIS = 1000;

  private final Job job;
  private final SparkSubmission submission;

  /** A job, as it is submitted. */
  public SubmittedJob(Job job, SparkSubmission submission) {
    this.job = job;
    this.submission = submission;
  }

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public String summary() {
    return job.summary();
  }

  @Override
  public List<String> actions() {
    return job.actions();
  }

  @Override
  public List<String> footer() {
    return job.footer();
  }

  @Override
  public List<JobOption> options() {
    return job.options();
  }

  /**
   * Submits it and waits.
   *
   * @throws EndedElsewhere with the code of a driver that has not ended well
   * @throws ClusterException where the driver did not say how it ended
   */
  @Override
  public void run(JobContext context) throws IOException {
    Configuration settings = context.configuration();
    if (settings.security().isGiven()) {
      throw SparkLogin.elsewhere(settings.security());
    }
    org.apache.hadoop.conf.Configuration hadoop = submission.hadoop();
    DriverPaths.require(name(), settings, hadoop);
    SubmissionFolder folder =
        SubmissionFolder.of(
            submission.folder(name(), settings.run().submissions(), hadoop), hadoop);
    folder.create(ConfigurationReader.json(context.config(), context.sets()));
    Path log = Files.createTempFile("chronoshard-submit", ".log");
    try {
      int code = ended(folder, context, log, hadoop);
      folder.remove();
      if (code != 0) {
        throw new EndedElsewhere(code);
      }
    } finally {
      Files.delete(log);
    }
  }

  private List<String> words(JobContext context) {
    List<String> words = new ArrayList<>(List.of(name()));
    if (context.verbosity() != Verbosity.NORMAL) {
      words.add(context.verbosity() == Verbosity.QUIET ? "--quiet" : "--verbose");
    }
    if (context.format() == Format.JSON) {
      words.add("--json");
    }
    return words;
  }

  /** Submits it, and returns the code with which it has ended. */
  private int ended(
      SubmissionFolder folder,
      JobContext context,
      Path log,
      org.apache.hadoop.conf.Configuration hadoop)
      throws IOException {
    if (!submission.isForYarn()) {
      Process submitter = submission.start(folder.path(), log, List.of(), words(context));
      return follow(submitter, folder, context)
          .orElseThrow(() -> silent(folder, submitter.exitValue(), log));
    }
    SparkConf spark = submission.settings();
    Duration wait = context.configuration().run().executorWait();
    try (YarnStart start =
        YarnStart.watch(hadoop, YarnAsk.inClusterMode(spark), wait, context::note)) {
      String tags = start.tags(spark.get(YarnStart.TAGS, ""));
      Process submitter =
          submission.start(
              folder.path(), log, List.of(YarnStart.TAGS + "=" + tags), words(context));
      Optional<Integer> code = follow(submitter, folder, context);
      if (code.isEmpty() && folder.newest() == 0) {
        requireNoRefusal(start, folder, log);
      }
      return code.orElseThrow(() -> silent(folder, submitter.exitValue(), log));
    }
  }

  private static void requireNoRefusal(YarnStart start, SubmissionFolder folder, Path log) {
    start
        .refusal(SubmitterLog.of(log).thrown())
        .ifPresent(
            text -> {
              folder.remove();
              throw new ClusterException(text);
            });
  }

  /**
   * Prints what comes until Spark's submitter ends, which does when the application has; returns
   * the driver's code where it has told one.
   */
  private static Optional<Integer> follow(
      Process submitter, SubmissionFolder folder, JobContext context) throws IOException {
    Follower follower = new Follower(folder, context.out(), context.err());
    try {
      boolean isReached = true;
      while (!submitter.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        isReached = look(follower, context, isReached);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(
          "interrupted while the job runs on the cluster, where it goes on; "
              + folder.path()
              + " tells of it",
          e);
    }
    follower.look();
    return follower.attempt() == 0 ? Optional.empty() : folder.code(follower.attempt());
  }

  /** A look that fails is told once, and made up for by a later one. */
  private static boolean look(Follower follower, JobContext context, boolean wasReached) {
    try {
      follower.look();
      return true;
    } catch (StorageException e) {
      if (wasReached) {
        context.note("the job goes on, but cannot be followed at the moment: " + e.getMessage());
      }
      return false;
    }
  }

  private static ClusterException silent(SubmissionFolder folder, int exit, Path log) {
    String text = SubmitterLog.of(log).end();
    return new ClusterException(
        (folder.newest() == 0
                ? "the job's driver has not begun: Spark's submitter ended with code "
                    + exit
                    + "; see that the cluster runs and has room for it, and that its nodes see "
                    + folder.path()
                    + " (run.submissions)"
                : "the job's driver has not said how it ended; the cluster's log of it tells, and the job may be run again")
            + (text.isBlank() ? "" : "; what Spark's submitter said last:\n" + text));
  }
}
