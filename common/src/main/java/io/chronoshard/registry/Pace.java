package io.chronoshard.registry;

import java.time.Duration;

/**
 * How time passes for whoever takes or holds a lock. Only differences of one process' readings
 * count: no two clocks are ever compared.
 */
interface Pace {

  /** The one of this process. */
  Pace OF_THIS_PROCESS =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration pause) throws InterruptedException {
          Thread.sleep(pause.toMillis());
        }

        @Override
        public void beside(String name, Runnable work) {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          thread.start();
        }
      };

  /** A reading in nanoseconds, from any origin. */
  long nanos();

  /** Waits. */
  void pause(Duration pause) throws InterruptedException;

  /** Does something beside all else, which keeps no process from ending. */
  void beside(String name, Runnable work);
}
