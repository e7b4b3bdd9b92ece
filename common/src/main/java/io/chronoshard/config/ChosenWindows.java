package io.chronoshard.config;

/** Which windows of a history are forecast. */
public enum ChosenWindows {
  ALL,
  /** The last one of each series whose values are known. */
  NEWEST
}
