package io.chronoshard.peers;

import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.Recurrent;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A GRU with recurrent dropout in libtorch's operations: the products with the input for all steps
 * at once, then step by step what depends on the state. For training.
 */
final class LibtorchDroppedGru implements LibtorchLayer {

  private final Recurrent part;
  private final Tensor inputWeights;
  private final Tensor recurrentWeights;
  private final Tensor inputBias;
  private final Tensor recurrentBias;

  LibtorchDroppedGru(Recurrent part, float[] weights) {
    this.part = part;
    int columns = 3 * part.units();
    int recurrentAt = part.reads() * columns;
    int biasAt = recurrentAt + part.units() * columns;
    Tensor input = LibtorchWeights.tensor(weights, 0, part.reads(), columns);
    Tensor recurrent = LibtorchWeights.tensor(weights, recurrentAt, part.units(), columns);
    Tensor bias = LibtorchWeights.tensor(weights, biasAt, 2, columns);
    inputWeights = LibtorchWeights.trained(LibtorchRecurrent.inItsOrder(part, input));
    recurrentWeights = LibtorchWeights.trained(LibtorchRecurrent.inItsOrder(part, recurrent));
    Tensor biases = LibtorchRecurrent.inItsOrder(part, bias);
    inputBias = LibtorchWeights.trained(biases.select(0, 0));
    recurrentBias = LibtorchWeights.trained(biases.select(0, 1));
  }

  @Override
  public Tensor forward(Tensor input) {
    long steps = input.size(0);
    long samples = input.size(1);
    int units = part.units();
    Tensor rows = input.reshape(steps * samples, part.reads());
    Tensor sums = torch.addmm(inputBias, rows, inputWeights).view(steps, samples, 3L * units);
    TensorVector gateSums = sums.narrow(2, 0, 2L * units).unbind(0);
    TensorVector candidateSums = sums.narrow(2, 2L * units, units).unbind(0);
    double kept = 1 - part.recurrentDropout();
    Tensor factors =
        torch.full(new long[] {samples, units}, new Scalar(kept)).bernoulli().div(new Scalar(kept));
    Tensor state = torch.zeros(samples, units);
    TensorVector states = new TensorVector();
    for (long step = 0; step < steps; step++) {
      Tensor products = torch.addmm(recurrentBias, state.mul(factors), recurrentWeights);
      Tensor gates = gateSums.get(step).add(products.narrow(1, 0, 2L * units)).sigmoid();
      Tensor reset = gates.narrow(1, 0, units);
      Tensor update = gates.narrow(1, units, units);
      Tensor candidate =
          candidateSums.get(step).addcmul(reset, products.narrow(1, 2L * units, units)).tanh();
      state = torch.lerp(candidate, state, update);
      if (part.gives() == Gives.SEQUENCE) {
        states.push_back(state);
      }
    }
    return part.gives() == Gives.SEQUENCE ? torch.stack(states, 0) : state;
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(inputWeights, recurrentWeights, inputBias, recurrentBias);
  }
}
