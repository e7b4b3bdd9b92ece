package io.chronoshard.jobs.spark;

/** Paths for Spark's readers, which would take brackets, braces and stars in them for a glob. */
public final class LiteralPath {

  private LiteralPath() {}

  /** The path in which every character stands for itself. */
  public static String of(String path) {
    return path.replaceAll("[\\\\\\[\\]{}*?]", "\\\\$0");
  }
}
