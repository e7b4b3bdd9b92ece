package io.chronoshard.peers;

import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.Dense;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A dense layer in libtorch. */
final class LibtorchDense implements LibtorchLayer {

  private final Tensor weights;
  private final Tensor bias;
  private final Activation activation;

  LibtorchDense(Dense part, float[] from) {
    this.activation = part.activation();
    Tensor matrix = LibtorchWeights.tensor(from, 0, part.reads(), part.units());
    weights = LibtorchWeights.trained(matrix.t());
    bias =
        LibtorchWeights.trained(
            LibtorchWeights.tensor(from, part.reads() * part.units(), part.units()));
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor sums = torch.linear(input, weights, bias);
    return activation == Activation.RELU ? sums.relu() : sums;
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(weights, bias);
  }
}
