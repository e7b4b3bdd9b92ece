package io.chronoshard.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts what shards return by ranges of elements, so that each range of all shards can be averaged
 * in another place. {@link Averaging} goes element by element: the means of all slices, put
 * together, are the mean of the whole, to the bit.
 *
 * <pre>
 *            slice 0   slice 1   slice 2
 * shard 0   |·········|·········|········|
 * shard 1   |·········|·········|········|
 *                ↓         ↓         ↓
 * mean      |·········|·········|········|
 * </pre>
 *
 * @param count of slices
 */
public record RoundSlices(int count) {

  /** Checks that there are some. */
  public RoundSlices {
    if (count < 1) {
      throw new IllegalArgumentException(count + " slices");
    }
  }

  /**
   * A slice of a shard's result, with the same account.
   *
   * @param number from 0
   */
  public RoundResult slice(RoundResult whole, int number) {
    ModelState state = whole.state();
    return new RoundResult(
        whole.shard(),
        whole.windows(),
        whole.lossSum(),
        state.withValues(slice(state.parameters(), number), slice(state.updater(), number)));
  }

  private float[] slice(float[] values, int number) {
    return Arrays.copyOfRange(
        values, begin(values.length, number), begin(values.length, number + 1));
  }

  private int begin(int length, int number) {
    return (int) ((long) length * number / count);
  }

  /**
   * The mean of the whole.
   *
   * @param slices the mean of each, in order
   */
  public RoundMean join(List<RoundMean> slices) {
    RoundMean first = slices.get(0);
    for (RoundMean slice : slices) {
      if (slices.size() != count
          || slice.windows() != first.windows()
          || Double.compare(slice.lossSum(), first.lossSum()) != 0) {
        throw new IllegalArgumentException("slices of other rounds");
      }
    }
    return new RoundMean(
        first
            .state()
            .withValues(
                joined(slices, ModelState::parameters), joined(slices, ModelState::updater)),
        first.windows(),
        first.lossSum());
  }

  private static float[] joined(List<RoundMean> slices, Function<ModelState, float[]> values) {
    int length = slices.stream().mapToInt(slice -> values.apply(slice.state()).length).sum();
    float[] all = new float[length];
    int at = 0;
    for (RoundMean slice : slices) {
      float[] some = values.apply(slice.state());
      System.arraycopy(some, 0, all, at, some.length);
      at += some.length;
    }
    return all;
  }
}
