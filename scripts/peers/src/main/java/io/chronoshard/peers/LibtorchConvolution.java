package io.chronoshard.peers;

import io.chronoshard.bench.Part.Convolution;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A convolution over time in libtorch. */
final class LibtorchConvolution implements LibtorchLayer {

  private static final long[] ONE = {1};
  private static final long[] NONE = {0};

  private final Tensor weights;
  private final Tensor bias;

  LibtorchConvolution(Convolution part, float[] from) {
    Tensor kernel = LibtorchWeights.tensor(from, 0, part.taps(), part.reads(), part.filters());
    weights = LibtorchWeights.trained(kernel.permute(2, 1, 0));
    int size = part.taps() * part.reads() * part.filters();
    bias = LibtorchWeights.trained(LibtorchWeights.tensor(from, size, part.filters()));
  }

  @Override
  public Tensor forward(Tensor input) {
    return torch.conv1d(input, weights, new TensorOptional(bias), ONE, NONE, ONE, 1).relu();
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(weights, bias);
  }
}
