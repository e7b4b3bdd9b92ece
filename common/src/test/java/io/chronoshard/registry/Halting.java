package io.chronoshard.registry;

import java.io.IOException;

/** Ends a process in the middle: at its n-th change of a file system, on the thread that counts. */
final class Halting {

  private static final ThreadLocal<Integer> LEFT = ThreadLocal.withInitial(() -> Integer.MAX_VALUE);

  private Halting() {}

  /** The process has ended. */
  private static final class Halted extends Error {

    private static final long serialVersionUID = 1L;

    Halted() {
      super("halted");
    }
  }

  interface Action {

    void run() throws IOException;
  }

  /** Does something until so many changes were made; says whether it was ended by that. */
  static boolean halts(int afterChanges, Action action) throws IOException {
    LEFT.set(afterChanges);
    try {
      action.run();
      return false;
    } catch (Halted halted) {
      return true;
    } finally {
      LEFT.remove();
    }
  }

  /** One more change. */
  static void change() {
    LEFT.set(LEFT.get() - 1);
    look();
  }

  /** No change, but what has ended does not look either. */
  static void look() {
    if (LEFT.get() < 0) {
      throw new Halted();
    }
  }
}
