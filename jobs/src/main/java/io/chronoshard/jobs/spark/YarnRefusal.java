package io.chronoshard.jobs.spark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Spark throws where YARN does not take an application → what the operator reads. */
final class YarnRefusal {

  /** Exceptions of YARN's own, and that of a queue's rights and limits. */
  private static final List<String> OF_YARN =
      List.of(
          "org.apache.hadoop.yarn.exceptions.",
          "org.apache.hadoop.security.AccessControlException: ");

  /** Of Spark's, which asks YARN for its largest container first. */
  private static final String TOO_LARGE = " is above the max threshold ";

  private YarnRefusal() {}

  /**
   * Where it is one.
   *
   * @param thrown class and message, as {@link Throwable#toString()} has them
   */
  static Optional<String> text(String thrown, YarnAsk ask) {
    if (thrown.contains(TOO_LARGE)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "YARN gives no container as large as the job asks for (%s): %s; ask for less by --executor-memory,"
                  + " --driver-memory in cluster mode, or spark.yarn.am.memory",
              ask,
              reason(thrown)));
    }
    if (OF_YARN.stream().anyMatch(thrown::startsWith)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "YARN does not take the job in queue %s: %s; name a queue that takes it by --queue (`yarn queue -status NAME`"
                  + " tells of one), or have its limits and rights changed",
              ask.queue(),
              reason(thrown)));
    }
    return Optional.empty();
  }

  private static String reason(String thrown) {
    return line(thrown.substring(thrown.indexOf(": ") + 2));
  }

  /** As one line, which may become part of a sentence. */
  static String line(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("[.;,]+$", "");
  }
}
