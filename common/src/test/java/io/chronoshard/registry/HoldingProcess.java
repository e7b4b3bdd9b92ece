package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.registry.Medium.Outcome;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A process that takes a lock again and again and commits, under the number after the newest one
 * that it sees then, by a clock that is fast or slow.
 */
public final class HoldingProcess {

  /** What it prints when it is told that its lock was taken over. */
  static final String LOST = "lost";

  private static final LockSettings SETTINGS =
      new LockSettings(Duration.ofSeconds(1), Duration.ofDays(1));

  private HoldingProcess() {}

  /** Takes the model's path and the speed of its clock. */
  public static void main(String[] arguments) {
    Path model = new Path(arguments[0]);
    Pace pace = new Skewed(Double.parseDouble(arguments[1]));
    Storage storage = Storage.of(model, new Configuration());
    NumberedFolders commits = commits(storage, model);
    while (true) {
      try (ModelLock lock = ModelLock.take(storage, model, "holding", SETTINGS, pace)) {
        int newest = commits.newest().orElse(0);
        for (int i = 1; i <= 2; i++) {
          Path staged = lock.stage("commit");
          lock.guarded(() -> write(storage, staged));
          if (lock.publish(staged, commits.path(newest + i)) != Outcome.PUBLISHED) {
            throw new IllegalStateException("somebody else committed " + (newest + i));
          }
        }
      } catch (BusyException e) {
        System.out.println(LOST);
      }
    }
  }

  static NumberedFolders commits(Storage storage, Path model) {
    return new NumberedFolders(storage, new Path(model, "commits"), "");
  }

  private static Path write(Storage storage, Path staged) {
    storage.write(new Path(staged, "commit"), new byte[1]);
    return staged;
  }

  /** A clock of any origin that goes at a speed of its own. */
  private record Skewed(double speed) implements Pace {

    @Override
    public long nanos() {
      return (long) (OF_THIS_PROCESS.nanos() * speed) - 1_000_000_000_000L;
    }

    @Override
    public void pause(Duration pause) throws InterruptedException {
      OF_THIS_PROCESS.pause(Duration.ofNanos((long) (pause.toNanos() / speed)));
    }

    @Override
    public void beside(String name, Runnable work) {
      OF_THIS_PROCESS.beside(name, work);
    }
  }
}
