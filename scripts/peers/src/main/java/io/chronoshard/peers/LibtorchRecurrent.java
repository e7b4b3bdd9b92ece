package io.chronoshard.peers;

import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A recurrent layer as libtorch's module. It has two biases everywhere; where we have one, its
 * second is zero and not trained.
 */
final class LibtorchRecurrent implements LibtorchLayer {

  /** What a module gives. */
  private record Run(Tensor sequence, Tensor last) {}

  private final Recurrent part;
  private final Module module;
  private final Function<Tensor, Run> run;
  private final List<Tensor> parameters = new ArrayList<>();

  LibtorchRecurrent(Recurrent part, float[] weights) {
    this.part = part;
    switch (part.kind()) {
      case LSTM -> {
        LSTMOptions options = new LSTMOptions(part.reads(), part.units());
        options.bidirectional().put(part.ways() == Ways.BOTH);
        LSTMImpl lstm = new LSTMImpl(options);
        module = lstm;
        run =
            input -> {
              T_TensorT_TensorTensor_T_T all = lstm.forward(input);
              return new Run(all.get0(), all.get1().get0());
            };
      }
      case GRU -> {
        GRUOptions options = new GRUOptions(part.reads(), part.units());
        options.bidirectional().put(part.ways() == Ways.BOTH);
        GRUImpl gru = new GRUImpl(options);
        module = gru;
        run = input -> run(gru.forward(input));
      }
      case SIMPLE_RNN -> {
        RNNOptions options = new RNNOptions(part.reads(), part.units());
        options.bidirectional().put(part.ways() == Ways.BOTH);
        RNNImpl rnn = new RNNImpl(options);
        module = rnn;
        run = input -> run(rnn.forward(input));
      }
      default -> throw new IllegalStateException("no module for " + part.kind());
    }
    load(weights);
  }

  private static Run run(T_TensorTensor_T all) {
    return new Run(all.get0(), all.get1());
  }

  private void load(float[] weights) {
    StringTensorDict named = module.named_parameters();
    int columns = part.gates() * part.units();
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int direction = 0; direction < part.directions(); direction++) {
        String suffix = direction == 0 ? "_l0" : "_l0_reverse";
        int at = direction * part.weightsOfDirection();
        Tensor input = LibtorchWeights.tensor(weights, at, part.reads(), columns);
        at += part.reads() * columns;
        Tensor recurrent = LibtorchWeights.tensor(weights, at, part.units(), columns);
        at += part.units() * columns;
        Tensor bias = LibtorchWeights.tensor(weights, at, part.biases(), columns);
        put(named.get("weight_ih" + suffix), inItsOrder(part, input).t());
        put(named.get("weight_hh" + suffix), inItsOrder(part, recurrent).t());
        put(named.get("bias_ih" + suffix), inItsOrder(part, bias).select(0, 0));
        Tensor second = named.get("bias_hh" + suffix);
        if (part.biases() == 2) {
          put(second, inItsOrder(part, bias).select(0, 1));
        } else {
          second.zero_();
          second.set_requires_grad(false);
        }
      }
    }
  }

  private void put(Tensor parameter, Tensor values) {
    parameter.copy_(values);
    parameters.add(parameter);
  }

  /** Columns from Keras' order of gates into that of libtorch: a GRU's reset gate comes first. */
  static Tensor inItsOrder(Recurrent part, Tensor columns) {
    if (part.kind() != Kind.GRU) {
      return columns;
    }
    TensorVector gates = columns.chunk(3, 1);
    return torch.cat(new TensorVector(gates.get(1), gates.get(0), gates.get(2)), 1);
  }

  @Override
  public Tensor forward(Tensor input) {
    Run all = run.apply(input);
    if (part.gives() == Gives.SEQUENCE) {
      return all.sequence();
    }
    return part.ways() == Ways.ONE
        ? all.last().select(0, 0)
        : torch.cat(new TensorVector(all.last().select(0, 0), all.last().select(0, 1)), 1);
  }

  @Override
  public List<Tensor> parameters() {
    return parameters;
  }
}
