package io.chronoshard.registry;

import org.apache.hadoop.fs.Path;

/** A folder that its lock's holder fills, and publishes as long as the lock is his. */
record LockedStage(ModelLock lock, Path content) implements Stage {

  static LockedStage in(ModelLock lock, String name) {
    return new LockedStage(lock, lock.stage(name));
  }

  @Override
  public Medium.Outcome publish(Path target) {
    return lock.publish(content, target);
  }

  @Override
  public void discard() {
    lock.remove(content);
  }
}
