package io.chronoshard.jobs;

import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.jobs.submit.SparkSubmission;
import io.chronoshard.jobs.submit.SubmittedJob;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Submits a job in cluster mode and follows it: what {@code scripts/chronoshard} does then. */
public final class Submit {

  private Submit() {}

  /**
   * Ends with the job's exit code.
   *
   * @param args the script, Spark's options, {@code --}, and what {@link Main} takes
   */
  public static void main(String[] args) {
    List<String> all = List.of(args);
    int end = all.indexOf("--");
    SparkSubmission submission =
        new SparkSubmission(all.get(0), all.subList(1, end), Clock.systemUTC());
    int code =
        new Cli(Main.jobs(job -> new SubmittedJob(job, submission)))
            .run(Arrays.copyOfRange(args, end + 1, args.length), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }
}
