package io.chronoshard.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks storage again that does not serve at the moment, for some time. What is asked must be the
 * same whether it is done once or twice.
 *
 * <p>The time runs from the first request that was in vain, whoever asks, until there is an answer:
 * one after another asks no longer than one alone.
 */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** The setting of the file systems that says how long. */
  static final String KEY = "chronoshard.storage.patience";

  private static final int USUAL_SECONDS = 120;

  /** From the first failure to the second try. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Duration longest;
  private final Pace pace;
  private final AtomicReference<Optional<Long>> unansweredSince =
      new AtomicReference<>(Optional.empty());

  /**
   * With storage of which nothing is known yet.
   *
   * @param longest after which a failure is told; as long again may go by in the last request
   * @param pace how time passes
   */
  Patience(Duration longest, Pace pace) {
    this.longest = longest;
    this.pace = pace;
  }

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

  /** After which a failure is told. */
  Duration longest() {
    return longest;
  }

  /** How time passes. */
  Pace pace() {
    return pace;
  }

  /** Lets the time begin anew, for what is worth as long again. */
  void renew() {
    long now = pace.nanos();
    unansweredSince.updateAndGet(since -> since.map(any -> now));
  }

  /**
   * Asks until there is an answer, or a failure that waiting does not mend.
   *
   * @throws IOException the last failure, with how long was waited where it was in vain
   */
  <T> T ask(Request<T> request) throws IOException {
    Optional<Long> since = Optional.empty();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        T answer = request.ask();
        unansweredSince.set(Optional.empty());
        return answer;
      } catch (IOException e) {
        if (StorageFailure.of(e) != StorageFailure.WAITING) {
          throw e;
        }
        if (since.isEmpty()) {
          since = since();
        }
        Duration waited = Duration.ofNanos(pace.nanos() - since.orElseThrow());
        if (waited.plus(pause).compareTo(longest) > 0) {
          throw new IOException(
              String.format(
                  Locale.ROOT, "%s (asked again for %d s)", firstLine(e), waited.toSeconds()),
              e);
        }
        if (pause.equals(FIRST_PAUSE)) {
          LOG.warn(
              "storage does not serve at the moment, and is asked again for {} s: {}",
              longest.minus(waited).toSeconds(),
              firstLine(e));
        }
        pause(pause, e);
        pause = longer(pause);
      }
    }
  }

  private Optional<Long> since() {
    Optional<Long> now = Optional.of(pace.nanos());
    return unansweredSince.updateAndGet(since -> since.isPresent() ? since : now);
  }

  private static String firstLine(IOException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** The pause that follows one that was in vain. */
  static Duration longer(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
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
