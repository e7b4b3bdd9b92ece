package io.chronoshard.peers;

import io.chronoshard.bench.Part;
import io.chronoshard.bench.Part.AveragePooling;
import io.chronoshard.bench.Part.Convolution;
import io.chronoshard.bench.Part.Dense;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.MaxPooling;
import io.chronoshard.bench.Part.Recurrent;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A layer in libtorch. Recurrent ones read {@code [step][sample][feature]}, convolutions and pools
 * {@code [sample][feature][step]}, dense ones {@code [sample][feature]}.
 */
interface LibtorchLayer {

  Tensor forward(Tensor input);

  /** What is trained. */
  default List<Tensor> parameters() {
    return List.of();
  }

  /** A layer with its weights at the beginning. */
  static LibtorchLayer of(Part part, float[] weights) {
    if (part instanceof Recurrent recurrent) {
      return recurrent.recurrentDropout() > 0
          ? new LibtorchDroppedGru(recurrent, weights)
          : new LibtorchRecurrent(recurrent, weights);
    }
    if (part instanceof Dense dense) {
      return new LibtorchDense(dense, weights);
    }
    if (part instanceof Convolution convolution) {
      return new LibtorchConvolution(convolution, weights);
    }
    if (part instanceof MaxPooling) {
      return input -> torch.max_pool1d(input, MaxPooling.LENGTH);
    }
    if (part instanceof AveragePooling) {
      return input -> input.mean(2);
    }
    if (part instanceof Flatten) {
      return input -> input;
    }
    throw new IllegalStateException("no layer for " + part);
  }
}
