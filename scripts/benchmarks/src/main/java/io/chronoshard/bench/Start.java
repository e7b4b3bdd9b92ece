package io.chronoshard.bench;

import java.io.IOException;

/** How soon a training is good that begins from a version, beside one that begins from nothing. */
public final class Start {

  private Start() {}

  /**
   * Trains in a JVM of its own, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown, and what {@link StartCases} takes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(StartCases.class, "4g", arguments);
  }
}
