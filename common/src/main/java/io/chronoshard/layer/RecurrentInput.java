package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a recurrent layer refuses to read. */
final class RecurrentInput {

  private RecurrentInput() {}

  /** Refuses what is no sequence of as many features as the layer reads. */
  static void requireFits(RecurrentLayer layer, INDArray input) {
    int feature = HeapValues.featureDimension(input, layer.format());
    if (input.rank() != 3 || input.size(feature) != layer.getNIn()) {
      throw new DL4JInvalidInputException(
          "an input of shape "
              + Arrays.toString(input.shape())
              + " before "
              + layer.called()
              + ", which reads "
              + layer.getNIn()
              + " features in the order "
              + layer.format());
    }
  }

  /** Refuses what is no number, where the layer was told to look. */
  static void requireNumbers(RecurrentLayer layer, Sequences in) {
    if (!layer.checksInput()) {
      return;
    }
    for (int sample = 0; sample < in.samples(); sample++) {
      for (int step = 0; step < in.steps(); step++) {
        for (int feature = 0; feature < in.width(); feature++) {
          if (Float.isNaN(in.at(sample, step, feature))) {
            throw new DL4JInvalidInputException(
                String.format(
                    Locale.ROOT,
                    "the input of %s is no number in sample %d, step %d, feature %d",
                    layer.called(),
                    sample,
                    step,
                    feature));
          }
        }
      }
    }
  }
}
