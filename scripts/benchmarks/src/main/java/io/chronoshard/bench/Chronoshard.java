package io.chronoshard.bench;

import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.AveragePooling;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.MaxPooling;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.Convolution;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.Gru;
import io.chronoshard.layer.KernelLayer;
import io.chronoshard.layer.KernelNetwork;
import io.chronoshard.layer.KernelUpdater;
import io.chronoshard.layer.Lstm;
import io.chronoshard.layer.Output;
import io.chronoshard.layer.Pooling;
import io.chronoshard.layer.RecurrentBuilder;
import io.chronoshard.layer.SimpleRnn;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Our own layers, on the engine of the processor's vectors. */
final class Chronoshard implements Framework {

  @Override
  public String name() {
    return "Chronoshard";
  }

  @Override
  public boolean trains(Network network) {
    return true;
  }

  @Override
  public boolean infers(Network network) {
    return !network.draws();
  }

  @Override
  public void load() {
    Nd4j.create(1);
  }

  @Override
  public RunningNetwork open(Network network, MadeUpMinibatches minibatches, int threads) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(
                KernelUpdater.of(
                    new Updater.Adam(
                        RunningNetwork.LEARNING_RATE, 0.9, 0.999, RunningNetwork.EPSILON, 0)))
            .list();
    layers(network.parts()).forEach(list::layer);
    list.setInputType(InputType.recurrent(Network.CHANNELS, Network.STEPS));
    MultiLayerNetwork built = new KernelNetwork(list.build());
    built.init();
    // Ours lie one behind the other as here.
    int at = 0;
    for (float[] weights : network.weights()) {
      if (weights.length == 0) {
        continue;
      }
      INDArray some =
          built.params().get(NDArrayIndex.all(), NDArrayIndex.interval(at, at + weights.length));
      some.assign(Nd4j.createFromArray(weights).reshape(some.shape()));
      at += weights.length;
    }
    Threads some = threads == 1 ? Threads.ONE : new Threads(threads);
    for (org.deeplearning4j.nn.api.Layer layer : built.getLayers()) {
      ((KernelLayer) layer).runOn(Engine.VECTOR.arithmetic(), some);
    }
    return new Deeplearning4jNetwork(built, minibatches);
  }

  private static List<Layer> layers(List<Part> parts) {
    List<Layer> layers = new ArrayList<>();
    int flattened = 0;
    for (Part part : parts) {
      boolean readsData = layers.isEmpty();
      if (part instanceof Flatten flatten) {
        flattened = flatten.steps();
      } else if (part instanceof Part.Dense dense) {
        layers.add(dense(dense, flattened, readsData));
        flattened = 0;
      } else {
        layers.add(layer(part, readsData));
      }
    }
    layers.add(new Output.Builder(new Loss.MeanSquared()).build());
    return layers;
  }

  private static Layer layer(Part part, boolean readsData) {
    if (part instanceof Recurrent recurrent) {
      return recurrent(recurrent, readsData);
    }
    if (part instanceof Part.Convolution convolution) {
      Convolution.Builder builder =
          new Convolution.Builder(convolution.taps()).nOut(convolution.filters()).curve(Curve.RELU);
      return readsData ? builder.readsData().build() : builder.build();
    }
    if (part instanceof MaxPooling) {
      return new Pooling.Builder(Pool.MAX).window(MaxPooling.LENGTH, MaxPooling.LENGTH).build();
    }
    if (part instanceof AveragePooling) {
      return new Pooling.Builder(Pool.AVERAGE).build();
    }
    throw new IllegalStateException("no layer for " + part);
  }

  private static Layer dense(Part.Dense part, int flattened, boolean readsData) {
    Dense.Builder builder =
        new Dense.Builder()
            .nOut(part.units())
            .curve(part.activation() == Activation.RELU ? Curve.RELU : Curve.LINEAR);
    if (flattened > 0) {
      builder.flattens(flattened);
    }
    return readsData ? builder.readsData().build() : builder.build();
  }

  private static Layer recurrent(Recurrent part, boolean readsData) {
    RecurrentBuilder<?> builder =
        switch (part.kind()) {
          case LSTM -> new Lstm.Builder();
          case GRU -> new Gru.Builder();
          case SIMPLE_RNN -> new SimpleRnn.Builder();
        };
    builder.nOut(part.units()).recurrentDropout(part.recurrentDropout());
    if (part.ways() == Ways.BOTH) {
      builder.direction(Direction.CONCATENATE);
    }
    if (part.gives() == Gives.LAST) {
      builder.lastOnly();
    }
    return readsData ? builder.readsData().build() : builder.build();
  }
}
