package io.chronoshard.bench;

import java.io.IOException;

/** How well every recipe that fits forecasts real histories, beside baselines. */
public final class Accuracy {

  private Accuracy() {}

  /**
   * Trains and evaluates in a JVM of its own, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown, and what {@link AccuracyCases}
   *     takes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(AccuracyCases.class, "6g", arguments);
  }
}
