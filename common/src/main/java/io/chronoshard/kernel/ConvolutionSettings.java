package io.chronoshard.kernel;

/**
 * A convolution along time.
 *
 * @param inputs features of a step that it reads
 * @param filters features of a step that it gives
 * @param size taps of a window
 * @param stride steps from window to window
 * @param dilation steps from tap to tap
 * @param padding what stands around the sequence
 * @param curve what is applied to the sums
 */
public record ConvolutionSettings(
    int inputs, int filters, int size, int stride, int dilation, Padding padding, Curve curve) {

  /** Zeros around a sequence, as in Keras. */
  public enum Padding {
    /** None: windows lie inside. */
    VALID,
    /** Before and behind, the odd one behind: with a stride of one as many steps out as in. */
    SAME,
    /** Before alone: a window ends at its step. */
    CAUSAL
  }

  /** Refuses what is empty. */
  public ConvolutionSettings {
    if (inputs < 1 || filters < 1 || size < 1 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "a convolution of "
              + filters
              + " filters of "
              + size
              + " taps over "
              + inputs
              + " features, stride "
              + stride
              + ", dilation "
              + dilation);
    }
  }

  /** Parameters: {@code [tap][input][filter]}, then the bias {@code [filter]}. */
  public int parameters() {
    return Math.toIntExact((long) size * inputs * filters + filters);
  }

  /** Values of a window. */
  int windowRows() {
    return size * inputs;
  }

  /** Steps from a window's first to behind its last. */
  private int reach() {
    return (size - 1) * dilation + 1;
  }

  /**
   * Windows of a sequence.
   *
   * @throws IllegalArgumentException where it is too short for one
   */
  public int outputSteps(int steps) {
    int room = padding == Padding.VALID ? steps - reach() : steps - 1;
    if (room < 0) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps is too short for a window of " + reach());
    }
    return room / stride + 1;
  }

  /** Zeros before a sequence. */
  public int before(int steps) {
    return switch (padding) {
      case VALID -> 0;
      case CAUSAL -> reach() - 1;
      case SAME -> Math.max((outputSteps(steps) - 1) * stride + reach() - steps, 0) / 2;
    };
  }

  /** Whether each window is a piece of the sequence as it is. */
  boolean readsInPlace(int steps) {
    return dilation == 1 && padded(steps) == steps;
  }

  /** Steps from the first window's first to behind the last step or window. */
  int padded(int steps) {
    return Math.max(before(steps) + steps, (outputSteps(steps) - 1) * stride + reach());
  }
}
