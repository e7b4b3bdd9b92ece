package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.jspecify.annotations.Nullable;

/**
 * A layer's configuration whose output at a step follows from input near it. It reads vectors
 * {@code [sample][feature]} and sequences {@code [sample][feature][time]} (or {@code
 * [sample][time][feature]}, by its format), and gives the same.
 */
interface LocalLayer {

  /** Its arithmetic in floats. */
  LayerKernel kernel(Arithmetic arithmetic, Threads threads);

  /** Its arithmetic in double. */
  ReferenceLayer equations();

  /** What errors call it. */
  String called();

  /** In which order a sequence's dimensions come. */
  RNNFormat format();

  /** Features of a step that it reads; 0 for any. */
  long reads();

  /** Features of a step that it gives for so many. */
  long gives(long features);

  /**
   * Steps that it gives for so many.
   *
   * @throws IllegalArgumentException where they are too few
   */
  int outputSteps(int steps);

  /** Whether a sequence becomes a vector. */
  default boolean givesVector() {
    return false;
  }

  /** Dimensions of what it gives for an input of so many: 2 for vectors, 3 for sequences. */
  default int rank(int ofInput) {
    return givesVector() ? 2 : ofInput;
  }

  /**
   * Samples that it best learns from at a time; {@link PartwiseLayer#ANY} where what is kept of
   * them for the way back is little.
   */
  default int microbatch() {
    return PartwiseLayer.ANY;
  }

  /** Whether it looks beyond a step, and so cannot tell what a masked step should give. */
  boolean mixesSteps();

  /** Whether nobody needs the gradient with respect to the input, for it is data. */
  default boolean readsData() {
    return false;
  }

  /** What it gives, as Deeplearning4j describes it. */
  static InputType output(LocalLayer layer, InputType input) {
    if (input instanceof InputTypeFeedForward vector) {
      layer.outputSteps(1);
      return InputType.feedForward(layer.gives(vector.getSize()));
    }
    if (input instanceof InputTypeRecurrent sequence) {
      long length = sequence.getTimeSeriesLength();
      long features = layer.gives(sequence.getSize());
      if (layer.givesVector()) {
        return InputType.feedForward(features);
      }
      long steps = length < 0 ? length : layer.outputSteps(Math.toIntExact(length));
      return InputType.recurrent(features, steps, sequence.getFormat());
    }
    throw new IllegalStateException(
        "an input of type " + input + " before " + layer.called() + ", which reads sequences");
  }

  /** No preprocessor: it reads vectors and sequences as they are. */
  static @Nullable InputPreProcessor preprocessor(LocalLayer layer, InputType input) {
    output(layer, input);
    return null;
  }
}
