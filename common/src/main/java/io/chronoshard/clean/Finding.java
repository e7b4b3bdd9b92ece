package io.chronoshard.clean;

/** What cleaning says of a value. */
public enum Finding {
  /** It stays. */
  CLEAN,
  /** It lies in an interval that was excluded. */
  EXCLUDED,
  /** A counter was read, and no reading lies so near before it that a difference means anything. */
  COUNTER_START,
  /** A counter has fallen, so that its difference is unknown. */
  COUNTER_RESET,
  /** It changed faster than the channel can. */
  TOO_FAST,
  /** It stands out from what was read just before it. */
  SPIKE,
  /** The sensor has read the same for too long. */
  STUCK
}
