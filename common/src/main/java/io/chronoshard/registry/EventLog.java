package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in an attempt, a line for each event, in the order in which they were told.
 *
 * <p>An event is out of this process once it was told. Where storage does not serve, events wait in
 * memory and are tried again and again, and whoever tells them goes on. Those that find no room
 * there are counted, and the count is written in their place.
 */
final class EventLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final Path folder;
  private final EventFiles files;
  private final Clock clock;
  private final Pace pace;
  private final Limits limits;

  // All below under this object's lock.
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long told;
  private long written;
  private long lost;
  private long lostUntold;
  private boolean isBehind;
  private int failures;
  private long nextTry;
  private Optional<IOException> failure = Optional.empty();
  private boolean isClosed;
  private boolean isEnded;

  private EventLog(
      Storage storage, Path folder, int attempt, Clock clock, Pace pace, Limits limits) {
    this.folder = folder;
    this.files = new EventFiles(storage, folder, attempt);
    this.clock = clock;
    this.pace = pace;
    this.limits = limits;
  }

  /**
   * What is done for an event.
   *
   * @param room bytes of events that may wait
   * @param moment how long whoever tells an event waits for storage that has served until then
   */
  record Limits(long room, Duration moment) {

    /** Room for the events of hours, for most trainings. */
    static final Limits USUAL = new Limits(64 << 20, Duration.ofSeconds(10));
  }

  /**
   * Begins one in a folder that is there.
   *
   * @param attempt whose events they are
   * @param pace how time passes from one try to the next
   */
  static EventLog begin(
      Storage storage, Path folder, int attempt, Clock clock, Pace pace, Limits limits) {
    EventLog log = new EventLog(storage, folder, attempt, clock, pace, limits);
    pace.beside("events", log::write);
    return log;
  }

  /**
   * Tells an event.
   *
   * @throws StorageException where no event can be written any more, as where that is forbidden
   */
  synchronized void event(String kind, Map<String, ?> facts) {
    requireSound();
    byte[] line = line(kind, facts);
    if (waitingBytes + line.length > limits.room) {
      if (lostUntold == 0) {
        LOG.warn("no more events can wait for {}: those that follow are lost, and counted", folder);
      }
      lost++;
      lostUntold++;
      return;
    }
    tellLost();
    append(line);
    long own = told;
    if (!isBehind && !isReached(() -> written >= own || isEnded, limits.moment)) {
      isBehind = true;
      LOG.warn("events cannot be written to {} at the moment, and wait", folder);
    }
    requireSound();
  }

  private byte[] line(String kind, Map<String, ?> facts) {
    TreeMap<String, Object> event = new TreeMap<>(facts);
    event.put("event", kind);
    event.put("time", clock.instant());
    return Json.line(event);
  }

  private void append(byte[] line) {
    waiting.add(line);
    waitingBytes += line.length;
    told++;
    notifyAll();
  }

  private void tellLost() {
    if (lostUntold > 0) {
      append(line("events lost", Map.of("count", lostUntold)));
      lostUntold = 0;
    }
  }

  /** How many events were told and are nowhere. */
  synchronized long lost() {
    return lost;
  }

  /**
   * Waits until all that was told is written. Several may, each as long as it likes.
   *
   * @param longest how long storage that does not serve is asked again
   * @throws StorageException where it is not
   */
  synchronized void drain(Duration longest) {
    tellLost();
    long last = told;
    int before = failures;
    long deadline = pace.nanos() + longest.toNanos();
    BooleanSupplier isTooLate = () -> failures != before && nextTry - deadline > 0;
    isReached(() -> written >= last || isTooLate.getAsBoolean() || isEnded, FOR_EVER);
    requireSound();
    if (written < last) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%,d of the run's events could not be written to %s: %s",
              last - written,
              folder,
              StorageFailure.WAITING.advice()));
    }
  }

  /** Waits until other threads have come to something, and some time at most. */
  private synchronized boolean isReached(BooleanSupplier something, Duration atMost) {
    long begin = System.nanoTime();
    try {
      while (!something.getAsBoolean()) {
        Duration left = atMost.minusNanos(System.nanoTime() - begin);
        if (left.toMillis() <= 0) {
          return false;
        }
        wait(left.toMillis());
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void requireSound() {
    requireNoFailure();
    if (isEnded) {
      throw new IllegalStateException("nobody writes events to " + folder + " any more");
    }
  }

  private void requireNoFailure() {
    if (failure.isPresent()) {
      throw Storage.failure("cannot write", files.file(), failure.get());
    }
  }

  /** Ends it; what waits still is tried once more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
    isReached(() -> isEnded, FOR_EVER);
    requireNoFailure();
  }

  /** What the thread does that writes. */
  private void write() {
    try {
      Duration pause = Patience.FIRST_PAUSE;
      for (List<byte[]> lines = next(); !lines.isEmpty(); lines = next()) {
        try {
          files.write(lines, firstThatWaits());
          wrote(lines.size());
          pause = Patience.FIRST_PAUSE;
        } catch (IOException e) {
          if (!isTriedAgain(e, files.isWorthAnother(e), pause)) {
            return;
          }
          pace.pause(pause);
          pause = Patience.longer(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      files.close();
      end();
    }
  }

  /** All lines that wait; none where it is closed and none waits. */
  private synchronized List<byte[]> next() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    return List.copyOf(waiting);
  }

  private synchronized long firstThatWaits() {
    return written + 1;
  }

  private synchronized void wrote(int lines) {
    for (int i = 0; i < lines; i++) {
      waitingBytes -= waiting.remove().length;
    }
    written += lines;
    if (isBehind && waiting.isEmpty()) {
      isBehind = false;
      LOG.warn("events are written to {} again, with all that have waited", folder);
    }
    notifyAll();
  }

  private synchronized boolean isTriedAgain(IOException e, boolean isWorthIt, Duration pause) {
    if (!isWorthIt || isClosed) {
      failure = Optional.of(e);
      return false;
    }
    failures++;
    nextTry = pace.nanos() + pause.toNanos();
    notifyAll();
    return true;
  }

  private synchronized void end() {
    isEnded = true;
    notifyAll();
  }
}
