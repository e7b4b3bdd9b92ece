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

/**
 * Takes a lock as soon as nobody has it, or whoever has it is dead.
 *
 * @param model the model's folder, for messages
 * @param holder who takes it
 */
record Taking(LockFolder folder, Path model, Holder holder, LockSettings settings, Pace pace) {

  private static final Logger LOG = LoggerFactory.getLogger(Taking.class);

  /**
   * Takes it.
   *
   * @throws BusyException where its holder has given a sign of life, and this one waits no longer
   */
  Claim take() {
    Observation observation = new Observation(pace::nanos);
    long begun = pace.nanos();
    while (true) {
      Seen seen = folder.look();
      Optional<Holder> other = seen.isFree() ? Optional.empty() : folder.holder(seen.number());
      Life life = seen.isFree() ? Life.DEAD : observation.saw(seen.sign(), lease(other));
      if (life == Life.DEAD) {
        if (!seen.isFree()) {
          LOG.warn("lock {} of {} is taken over: {}", seen.number(), model, dead(other));
        }
        Optional<Claim> claim = folder.take(seen.number() + 1, holder);
        if (claim.isPresent()) {
          return claim.get();
        }
      } else if (life == Life.ALIVE && hasWaited(begun)) {
        throw busy(other);
      } else {
        pause();
      }
    }
  }

  private boolean hasWaited(long begun) {
    return Duration.ofNanos(pace.nanos() - begun).compareTo(settings.waiting()) >= 0;
  }

  /** Two processes may have been told of different leases: the longer one counts. */
  private Duration lease(Optional<Holder> other) {
    Duration own = settings.lease();
    return other.map(Holder::lease).filter(lease -> lease.compareTo(own) > 0).orElse(own);
  }

  private void pause() {
    try {
      pace.pause(settings.interval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted while it waited for the lock of " + model, e);
    }
  }

  private String dead(Optional<Holder> other) {
    return String.format(
        Locale.ROOT,
        "%s gave no sign of life for %d s",
        other.map(Holder::toString).orElse("its holder"),
        lease(other).toSeconds());
  }

  private BusyException busy(Optional<Holder> other) {
    return new BusyException(
        String.format(
            Locale.ROOT,
            "%s is locked by %s, which is alive; run this again once that has ended, or let it wait (registry.lock.wait)",
            model,
            other.map(Holder::toString).orElse("another process")));
  }
}
