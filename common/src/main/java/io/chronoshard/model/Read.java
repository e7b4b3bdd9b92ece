package io.chronoshard.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network reads of a minibatch.
 *
 * @param inputs {@code [sample][feature][time]} of each input, or {@code [sample][feature]}
 * @param masks {@code [sample][time]} of each input: 1 where a step counts, else 0; null where all
 *     do
 */
public record Read(INDArray[] inputs, @Nullable INDArray[] masks) {

  /** Inputs of which all steps count. */
  public static Read of(INDArray... inputs) {
    return new Read(inputs, new INDArray[inputs.length]);
  }

  /** Whether some input has a mask. */
  boolean isMasked() {
    return Arrays.stream(masks).anyMatch(Objects::nonNull);
  }

  /** Whether another minibatch is the same arrays. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Read that
        && Arrays.equals(inputs, that.inputs)
        && Arrays.equals(masks, that.masks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(inputs), Arrays.hashCode(masks));
  }

  @Override
  public String toString() {
    return inputs.length + " inputs" + (isMasked() ? ", masked" : "");
  }
}
