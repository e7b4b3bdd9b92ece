package io.chronoshard.bench;

import java.io.IOException;

/** How well shards that are averaged learn, beside one machine. */
public final class Averaging {

  private Averaging() {}

  /**
   * Trains in a JVM of its own, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown, and what {@link AveragingCases}
   *     takes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(AveragingCases.class, "6g", arguments);
  }
}
