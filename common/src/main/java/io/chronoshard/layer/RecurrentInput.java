package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a recurrent layer refuses to read. */
final class RecurrentInput {

  private RecurrentInput() {}

  /** Refuses what is no sequence of as many features as the layer reads, and a mask of others. */
  static void requireFits(RecurrentLayer layer, RecurrentMinibatch minibatch) {
    INDArray input = minibatch.input();
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
    StepMask.requireFits(minibatch.mask(), input.size(0), steps(layer, input), layer.called());
  }

  /** Steps of an input's sequences. */
  static long steps(RecurrentLayer layer, INDArray input) {
    return input.size(3 - HeapValues.featureDimension(input, layer.format()));
  }

  /**
   * Refuses what is no number, where the layer was told to look.
   *
   * @param first the number of the first sample in the minibatch
   */
  static void requireNumbers(RecurrentLayer layer, Sequences in, int first) {
    if (!layer.checksInput()) {
      return;
    }
    for (int sample = 0; sample < in.samples(); sample++) {
      for (int step = 0; step < in.steps(); step++) {
        for (int feature = 0; feature < in.width(); feature++) {
          requireNumber(layer, in.at(sample, step, feature), first + sample, step, feature);
        }
      }
    }
  }

  /**
   * Refuses what is no number, where the layer was told to look.
   *
   * @param in {@code [sample][step][feature]}
   */
  static void requireNumbers(RecurrentLayer layer, double[][][] in) {
    if (!layer.checksInput()) {
      return;
    }
    for (int sample = 0; sample < in.length; sample++) {
      for (int step = 0; step < in[sample].length; step++) {
        for (int feature = 0; feature < in[sample][step].length; feature++) {
          requireNumber(layer, in[sample][step][feature], sample, step, feature);
        }
      }
    }
  }

  private static void requireNumber(
      RecurrentLayer layer, double value, int sample, int step, int feature) {
    if (Double.isNaN(value)) {
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
