package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A process that takes a lock and keeps it until it is told to end. */
public final class KeepingProcess {

  /** What it prints once it has the lock. */
  static final String HELD = "held";

  private KeepingProcess() {}

  /** Takes the model's path. */
  public static void main(String[] arguments) throws InterruptedException {
    Path model = new Path(arguments[0]);
    Storage storage = Storage.of(model, new Configuration());
    try (ModelLock lock =
        ModelLock.take(
            storage,
            model,
            "keeping",
            new LockSettings(Duration.ofDays(1), Duration.ZERO),
            Pace.OF_THIS_PROCESS)) {
      lock.requireHeld();
      System.out.println(HELD);
      new CountDownLatch(1).await();
    }
  }
}
