package io.chronoshard.jobs.ingest;

/** Counts as messages say them. */
final class Plural {

  private Plural() {}

  /** {@code 1 file}, {@code 2 files}. */
  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
