package io.chronoshard.bench;

import java.io.IOException;

/** What retraining brings on a real history, beside a model that is trained once. */
public final class Retraining {

  private Retraining() {}

  /**
   * Retrains in a JVM of its own, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(RetrainingCases.class, "4g", arguments);
  }
}
