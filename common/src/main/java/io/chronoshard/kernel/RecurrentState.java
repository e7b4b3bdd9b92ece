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
    return new RecurrentState(
        Sequences.bySample(new float[samples * units], samples, 1, units),
        Sequences.bySample(new float[samples * units], samples, 1, units));
  }
}
