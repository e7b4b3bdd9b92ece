package io.chronoshard.kernel;

/**
 * Where a recurrent layer stands between two runs over the same samples, one direction alone.
 *
 * @param states one step
 * @param cells one step, of an LSTM; otherwise nobody looks at them
 */
public record RecurrentState(Sequences states, Sequences cells) {

  /** All zero, for some samples. */
  public static RecurrentState zero(int samples, int units) {
    int length = Sequences.length(samples, 1, units);
    return new RecurrentState(
        Sequences.bySample(new float[length], samples, 1, units),
        Sequences.bySample(new float[length], samples, 1, units));
  }
}
