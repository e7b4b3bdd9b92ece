package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.registry.LockFolder.Seen;
import io.chronoshard.registry.Observation.Life;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a lock as soon as nobody has it, or whoever has it is dead. */
final class Taking {

  private static final Logger LOG = LoggerFactory.getLogger(Taking.class);

  private final LockFolder folder;
  private final Path model;
  private final Holder holder;
  private final LockSettings settings;
  private final Pace pace;
  private final Observation observation;
  private int told;

  /**
   * Takes none yet.
   *
   * @param model the model's folder, for messages
   * @param holder who takes it
   */
  Taking(LockFolder folder, Path model, Holder holder, LockSettings settings, Pace pace) {
    this.folder = folder;
    this.model = model;
    this.holder = holder;
    this.settings = settings;
    this.pace = pace;
    this.observation = new Observation(pace::nanos);
  }

  /**
   * Takes it.
   *
   * @throws BusyException where its holder has given a sign of life, and this one waits no longer
   */
  Claim take() {
    long begun = pace.nanos();
    while (true) {
      Seen seen = folder.look();
      Life life = seen.isFree() ? Life.DEAD : life(seen);
      if (life == Life.DEAD) {
        Optional<Claim> claim = folder.take(seen.number() + 1, holder);
        if (claim.isPresent()) {
          return claim.get();
        }
      } else if (life == Life.ALIVE && hasWaited(begun)) {
        throw busy(seen);
      } else {
        pause();
      }
    }
  }

  private Life life(Seen seen) {
    Optional<Holder> other = folder.holder(seen.number());
    Duration lease = lease(other);
    if (told < seen.number()) {
      told = seen.number();
      LOG.info("{} is locked by {}; whether that is alive shows soon", model, text(other));
    }
    Life life = observation.saw(seen.sign(), lease);
    if (life == Life.DEAD) {
      LOG.warn(
          "{} gave no sign of life for {} s: its lock {} of {} is taken over",
          text(other),
          lease.toSeconds(),
          seen.number(),
          model);
    }
    return life;
  }

  /** Two processes may have been told of different leases: the longer one counts. */
  private Duration lease(Optional<Holder> other) {
    Duration own = settings.lease();
    return other.map(Holder::lease).filter(lease -> lease.compareTo(own) > 0).orElse(own);
  }

  private boolean hasWaited(long begun) {
    return Duration.ofNanos(pace.nanos() - begun).compareTo(settings.waiting()) >= 0;
  }

  private void pause() {
    try {
      pace.pause(settings.interval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted while it waited for the lock of " + model, e);
    }
  }

  private BusyException busy(Seen seen) {
    Optional<Holder> other = folder.holder(seen.number());
    return BusyException.lockedBy(
        other.map(Holder::work).orElse(""),
        String.format(
            Locale.ROOT,
            "%s is locked by %s, which is alive; run this again once that has ended, or let it wait (registry.lock.wait)",
            model,
            text(other)));
  }

  private static String text(Optional<Holder> other) {
    return other.map(Holder::toString).orElse("another process");
  }
}
