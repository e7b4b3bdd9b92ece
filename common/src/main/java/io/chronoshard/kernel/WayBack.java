package io.chronoshard.kernel;

/** Whether a way back follows a way forward, which keeps what it needs then. */
public enum WayBack {
  /** As in training. */
  FOLLOWS,
  /** As where only what a layer gives is of interest. */
  NONE;

  boolean follows() {
    return this == FOLLOWS;
  }
}
