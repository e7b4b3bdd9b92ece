package io.chronoshard.peers;

import io.chronoshard.bench.MadeUpMinibatches;
import io.chronoshard.bench.Network;
import io.chronoshard.bench.Part;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.RunningNetwork;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A network in libtorch; it reads minibatches in the order that its first layer likes best. */
final class LibtorchNetwork implements RunningNetwork {

  private final int threads;
  private final List<LibtorchLayer> layers = new ArrayList<>();
  private final Tensor[] inputs = new Tensor[MadeUpMinibatches.COUNT];
  private final Tensor[] targets = new Tensor[MadeUpMinibatches.COUNT];
  private final Adam adam;

  LibtorchNetwork(Network network, MadeUpMinibatches minibatches, int threads) {
    this.threads = threads;
    List<float[]> weights = network.weights();
    TensorVector parameters = new TensorVector();
    for (int i = 0; i < weights.size(); i++) {
      LibtorchLayer layer = LibtorchLayer.of(network.parts().get(i), weights.get(i));
      layer.parameters().forEach(parameters::push_back);
      layers.add(layer);
    }
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input(network.parts().get(0), minibatches, i);
      targets[i] = Tensor.create(minibatches.targets(i), Network.BATCH, 1);
    }
    AdamOptions options = new AdamOptions(LEARNING_RATE);
    options.eps().put(EPSILON);
    adam = new Adam(parameters, options);
  }

  private static Tensor input(Part first, MadeUpMinibatches minibatches, int number) {
    if (first instanceof Recurrent) {
      return Tensor.create(
          minibatches.byStep(number), Network.STEPS, Network.BATCH, Network.CHANNELS);
    }
    return first instanceof Flatten
        ? Tensor.create(minibatches.inputs(number), Network.BATCH, Network.STEPS * Network.CHANNELS)
        : Tensor.create(
            minibatches.byChannel(number), Network.BATCH, Network.CHANNELS, Network.STEPS);
  }

  @Override
  public void begin() {
    Context.setFlushDenormal(true);
    torch.set_num_threads(threads);
  }

  @Override
  public void end() {
    Context.setFlushDenormal(false);
  }

  private Tensor forward(int minibatch) {
    Tensor values = inputs[minibatch];
    for (LibtorchLayer layer : layers) {
      values = layer.forward(values);
    }
    return values;
  }

  @Override
  public void train(int minibatch) {
    try (PointerScope step = new PointerScope()) {
      adam.zero_grad();
      torch.mse_loss(forward(minibatch), targets[minibatch]).backward();
      adam.step();
    }
  }

  @Override
  public float[] infer(int minibatch) {
    float[] forecasts = new float[Network.BATCH];
    try (PointerScope step = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      new FloatPointer(forward(minibatch).data_ptr()).get(forecasts);
    }
    return forecasts;
  }
}
