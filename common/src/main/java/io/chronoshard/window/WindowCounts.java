package io.chronoshard.window;

/**
 * The account of a part's windows: {@code possible = used + unknownInput + unknownTarget}.
 *
 * @param possible origins that the part allows
 * @param used windows whose inputs and targets are all known
 * @param unknownInput windows dropped because an input is unknown
 * @param unknownTarget windows dropped because all inputs are known but a target is not
 */
public record WindowCounts(long possible, long used, long unknownInput, long unknownTarget) {

  /** Of no windows. */
  public static final WindowCounts NONE = new WindowCounts(0, 0, 0, 0);

  /** The account of both. */
  public WindowCounts plus(WindowCounts other) {
    return new WindowCounts(
        possible + other.possible,
        used + other.used,
        unknownInput + other.unknownInput,
        unknownTarget + other.unknownTarget);
  }
}
