package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives signs of life for as long as there is any use in it: until the lock was given back or taken
 * over.
 */
record Heart(Claim claim, Duration interval, Pace pace) implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

  @Override
  public void run() {
    try {
      do {
        pace.pause(interval);
      } while (beats());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean beats() {
    try {
      return claim.beat();
    } catch (StorageException e) {
      LOG.warn("a lock's sign of life could not be given, and is tried again: {}", e.getMessage());
      return true;
    }
  }
}
