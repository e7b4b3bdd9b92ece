package io.chronoshard.jobs.train;

import io.chronoshard.config.CheckpointSettings;
import io.chronoshard.error.UserException;
import io.chronoshard.registry.Checkpoints;
import io.chronoshard.train.RunProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes checkpoints when they are due, beside the training, which never waits for one: what comes
 * while another is being written waits, and the newest of these is written next. All its methods
 * are called by the thread that trains.
 */
final class CheckpointKeeper implements AutoCloseable {

  private final Checkpoints checkpoints;
  private final CheckpointSettings settings;
  private final CheckpointEvents events;
  private final Clock clock;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(CheckpointKeeper::thread);
  private final AtomicReference<Optional<RunProgress>> waiting =
      new AtomicReference<>(Optional.empty());
  private final Deque<Future<Runnable>> written = new ArrayDeque<>();
  private int roundsSince;
  private long since;

  /**
   * Of a training.
   *
   * @param events told of what became of each
   * @param clock tells when one is due
   */
  CheckpointKeeper(
      Checkpoints checkpoints, CheckpointSettings settings, CheckpointEvents events, Clock clock) {
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
    this.since = clock.millis();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "checkpoints");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes how far the training has come, and keeps it where that is due. */
  void reached(RunProgress progress) {
    tell();
    roundsSince++;
    boolean isDone = progress.current().isEmpty();
    long now = clock.millis();
    if (settings.isWanted()
        && (isDone || settings.isDue(roundsSince, Duration.ofMillis(now - since)))) {
      roundsSince = 0;
      since = now;
      if (waiting.getAndSet(Optional.of(progress)).isEmpty()) {
        written.add(writer.submit(this::write));
      }
    }
  }

  /** Called by the thread that writes; gives what is to be told of it. */
  private Runnable write() {
    RunProgress progress = waiting.getAndSet(Optional.empty()).orElseThrow();
    try {
      events.awaitEarlier();
      int number = checkpoints.publish(progress, settings.keep());
      return () -> events.written(number, progress);
    } catch (UserException e) {
      return () -> events.failed(e);
    }
  }

  /** Tells of those that were written since. */
  private void tell() {
    while (!written.isEmpty() && written.getFirst().isDone()) {
      tell(written.removeFirst());
    }
  }

  private static void tell(Future<Runnable> one) {
    try {
      one.get().run();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a checkpoint could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a checkpoint was written", e);
    }
  }

  /** Waits for what is being written, and for what waits for that. */
  @Override
  public void close() {
    writer.shutdown();
    while (!written.isEmpty()) {
      tell(written.removeFirst());
    }
  }
}
