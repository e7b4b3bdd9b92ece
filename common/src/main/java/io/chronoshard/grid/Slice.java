package io.chronoshard.grid;

/**
 * Consecutive steps of one series: one float per step and column, NaN where nothing is known.
 *
 * @param fromStep the absolute number of the first step
 * @param width columns of a step
 * @param values {@code [step][column]}, packed; owned by the slice and not changed after it is made
 */
public record Slice(long fromStep, int width, float[] values) {

  /** Checks that the values are whole steps. */
  public Slice {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no whole steps of width " + width);
    }
  }

  /** Number of steps. */
  public int steps() {
    return values.length / width;
  }

  /** The step after the last one. */
  public long toStep() {
    return fromStep + steps();
  }

  /** The value at an absolute step, which must lie in the slice. */
  public float at(long step, int column) {
    return values[Math.toIntExact(step - fromStep) * width + column];
  }
}
