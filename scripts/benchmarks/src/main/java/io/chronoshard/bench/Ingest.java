package io.chronoshard.bench;

import java.io.IOException;

/** How long files take to become a history table, beside Spark alone. */
public final class Ingest {

  private Ingest() {}

  /**
   * Measures in a JVM of its own, with a heap of 4 GiB, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown, and the sizes that {@link
   *     IngestCases} takes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkProcess.run(IngestCases.class, "4g", arguments);
  }
}
