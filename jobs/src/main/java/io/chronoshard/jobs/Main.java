package io.chronoshard.jobs;

import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.describe.DescribeJob;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.ingest.IngestJob;
import io.chronoshard.jobs.models.ModelsJob;
import io.chronoshard.jobs.plan.PlanJob;
import io.chronoshard.jobs.report.ReportJob;
import io.chronoshard.jobs.retrain.RetrainJob;
import io.chronoshard.jobs.score.ScoreJob;
import io.chronoshard.jobs.simulate.SimulateJob;
import io.chronoshard.jobs.submit.SubmittedDriver;
import io.chronoshard.jobs.train.TrainJob;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkUserAppException;

/** The entry of every job: {@code spark-submit --class io.chronoshard.jobs.Main}. */
public final class Main {

  /** In the order in which the help shows them: the order in which a number travels. */
  private static final List<Job> JOBS =
      List.of(
          new SimulateJob(),
          new IngestJob(),
          new DescribeJob(),
          new PlanJob(),
          new TrainJob(),
          new EvaluateJob(),
          new ScoreJob(),
          new RetrainJob(),
          new ReportJob(),
          new ModelsJob());

  private Main() {}

  /**
   * Runs a job and ends the process with its code.
   *
   * @throws SparkUserAppException with that code, where the process is a driver on the cluster
   */
  public static void main(String[] args) throws SparkUserAppException {
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      SubmittedDriver.end(runOnCluster(args));
      return;
    }
    int code = run(args, System.out, System.err);
    // Ending normally lets Spark close the application as succeeded, which an exit would cut short.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int runOnCluster(String[] args) {
    return SubmittedDriver.ofThisProcess()
        .map(driver -> driver.run(args, Main::run))
        .orElseGet(() -> run(args, System.out, System.err));
  }

  /** All jobs, each in a way of its own. */
  static List<Job> jobs(UnaryOperator<Job> way) {
    return JOBS.stream().map(way).toList();
  }

  /** Runs a job without ending the process, and returns its exit code. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new Cli(JOBS).run(args, out, err);
  }
}
