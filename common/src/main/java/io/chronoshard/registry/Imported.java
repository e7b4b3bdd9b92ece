package io.chronoshard.registry;

/**
 * A version that was read from one file.
 *
 * @param version its number here
 * @param there its number where it was exported
 * @param standing whether it came now
 */
public record Imported(int version, int there, Standing standing) {

  /** Whether a version was there before. */
  public enum Standing {
    /** It came with this file. */
    NEW,
    /** The same was here already, and nothing was written. */
    HERE
  }
}
