package io.chronoshard.bench;

import java.io.IOException;

/** What rounds of training cost on Spark, beside bare jobs and bare kernels. */
public final class Cluster {

  private Cluster() {}

  /** Measures, and prints tables; {@link ClusterCases} has the options. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(ClusterCases.class, "4g", arguments);
  }
}
