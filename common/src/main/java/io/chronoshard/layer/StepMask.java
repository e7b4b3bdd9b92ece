package io.chronoshard.layer;

import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A mask {@code [sample][step]} of sequences; a vector is a sequence of one step. */
final class StepMask {

  private StepMask() {}

  /**
   * Refuses a mask of another shape.
   *
   * @param layer what errors call it
   */
  static void requireFits(@Nullable INDArray mask, long samples, long steps, String layer) {
    if (mask != null && (mask.rank() != 2 || mask.size(0) != samples || mask.size(1) != steps)) {
      throw new DL4JInvalidInputException(
          String.format(
              Locale.ROOT,
              "a mask of shape %s for %d samples of %d steps before %s; it must be [sample][step], or"
                  + " [sample][1] for vectors",
              Arrays.toString(mask.shape()),
              samples,
              steps,
              layer));
    }
  }
}
