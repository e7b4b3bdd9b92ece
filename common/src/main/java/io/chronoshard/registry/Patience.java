package io.chronoshard.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks storage again that does not serve at the moment, for some time. What is asked must be the
 * same whether it is done once or twice.
 *
 * @param longest after which a failure is told; as long again may go by in the last request
 * @param pace how time passes
 */
record Patience(Duration longest, Pace pace) {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** The setting of the file systems that says how long. */
  static final String KEY = "chronoshard.storage.patience";

  private static final int USUAL_SECONDS = 120;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** As the file systems' settings say. */
  static Patience of(Configuration hadoop) {
    return new Patience(
        Duration.ofSeconds(hadoop.getTimeDuration(KEY, USUAL_SECONDS, TimeUnit.SECONDS)),
        Pace.OF_THIS_PROCESS);
  }

  /** A request to storage. */
  @FunctionalInterface
  interface Request<T> {
    T ask() throws IOException;
  }

  /**
   * Asks until there is an answer, or a failure that waiting does not mend.
   *
   * @throws IOException the last failure, with how long was waited where it was in vain
   */
  <T> T ask(Request<T> request) throws IOException {
    long begin = pace.nanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return request.ask();
      } catch (IOException e) {
        Duration waited = Duration.ofNanos(pace.nanos() - begin);
        if (StorageFailure.of(e) != StorageFailure.WAITING) {
          throw e;
        }
        if (waited.plus(pause).compareTo(longest) > 0) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "%s (asked again for %d s)",
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  waited.toSeconds()),
              e);
        }
        if (pause.equals(FIRST_PAUSE)) {
          LOG.warn(
              "storage does not serve at the moment, and is asked again for {} s: {}",
              longest.toSeconds(),
              String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        pause(pause, e);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  private void pause(Duration pause, IOException failure) throws IOException {
    try {
      pace.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
