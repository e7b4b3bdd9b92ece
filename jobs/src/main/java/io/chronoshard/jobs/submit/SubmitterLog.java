package io.chronoshard.jobs.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Spark's submitter has printed.
 *
 * @param lines all of it
 */
record SubmitterLog(List<String> lines) {

  /** Lines at its end that are told where they are all there is. */
  private static final int TOLD = 20;

  private static final String THROWN = "Exception in thread \"main\" ";

  /** Reads it. */
  static SubmitterLog of(Path file) {
    try {
      return new SubmitterLog(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  /** Class and message of the exception by which it ended; empty where it has ended otherwise. */
  String thrown() {
    return lines.stream()
        .dropWhile(line -> !line.startsWith(THROWN))
        .takeWhile(line -> !line.startsWith("\tat "))
        .collect(Collectors.joining(" "))
        .replace(THROWN, "");
  }

  /** Its last lines. */
  String end() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size()));
  }
}
