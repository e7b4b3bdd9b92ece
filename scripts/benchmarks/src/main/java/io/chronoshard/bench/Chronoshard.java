package io.chronoshard.bench;

import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.Dense;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.layer.Gru;
import io.chronoshard.layer.KernelLayer;
import io.chronoshard.layer.KernelUpdater;
import io.chronoshard.layer.Lstm;
import io.chronoshard.layer.RecurrentLayer;
import io.chronoshard.layer.SimpleRnn;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Our own layers, with their engine on vectors. */
final class Chronoshard implements Framework {

  @Override
  public String name() {
    return "Chronoshard";
  }

  @Override
  public boolean trains(Network network) {
    return network.parts().stream().noneMatch(part -> part instanceof Part.Convolution);
  }

  @Override
  public boolean infers(Network network) {
    return trains(network) && !network.draws();
  }

  @Override
  public void load() {
    Nd4j.create(1);
  }

  @Override
  public RunningNetwork open(Network network, MadeUpMinibatches minibatches, int threads) {
    MultiLayerNetwork built = new MultiLayerNetwork(configuration(network));
    built.init();
    load(network, built);
    Threads some = threads == 1 ? Threads.ONE : new Threads(threads);
    for (org.deeplearning4j.nn.api.Layer layer : built.getLayers()) {
      if (layer instanceof KernelLayer ours) {
        ours.runOn(Engine.VECTOR.arithmetic(), some);
      }
    }
    return new Deeplearning4jNetwork(built, minibatches);
  }

  private static MultiLayerConfiguration configuration(Network network) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(
                KernelUpdater.of(
                    new Updater.Adam(
                        RunningNetwork.LEARNING_RATE, 0.9, 0.999, RunningNetwork.EPSILON, 0)))
            .list();
    int index = 0;
    List<Part> parts = network.parts();
    for (Part part : parts) {
      if (part instanceof Flatten flatten) {
        list.inputPreProcessor(index, new FlattenSequence(flatten.steps(), flatten.width()));
      } else {
        list.layer(index, layer(part, index == 0, part == parts.get(parts.size() - 1)));
        index++;
      }
    }
    return list.build();
  }

  private static Layer layer(Part part, boolean isFirst, boolean isLast) {
    if (part instanceof Recurrent recurrent) {
      return recurrent(recurrent, isFirst);
    }
    if (part instanceof Dense dense) {
      org.nd4j.linalg.activations.Activation activation =
          dense.activation() == Activation.RELU
              ? org.nd4j.linalg.activations.Activation.RELU
              : org.nd4j.linalg.activations.Activation.IDENTITY;
      return isLast
          ? new OutputLayer.Builder(new LossMSE())
              .nIn(dense.reads())
              .nOut(dense.units())
              .activation(activation)
              .build()
          : new DenseLayer.Builder()
              .nIn(dense.reads())
              .nOut(dense.units())
              .activation(activation)
              .build();
    }
    throw new IllegalStateException("no layer for " + part);
  }

  private static Layer recurrent(Recurrent part, boolean isFirst) {
    RecurrentLayer.Builder<?> builder =
        switch (part.kind()) {
          case LSTM -> new Lstm.Builder();
          case GRU -> new Gru.Builder();
          case SIMPLE_RNN -> new SimpleRnn.Builder();
        };
    builder.nIn(part.reads()).nOut(part.units());
    builder.recurrentDropout(part.recurrentDropout());
    if (part.ways() == Ways.BOTH) {
      builder.direction(Direction.CONCATENATE);
    }
    if (part.gives() == Gives.LAST) {
      builder.lastOnly();
    }
    if (isFirst) {
      builder.readsData();
    }
    return builder.build();
  }

  private static void load(Network network, MultiLayerNetwork built) {
    List<float[]> weights = network.weights();
    int index = 0;
    for (int i = 0; i < weights.size(); i++) {
      if (network.parts().get(i) instanceof Dense dense) {
        Deeplearning4jNetwork.put(
            built, index + "_W", weights.get(i), 0, dense.reads(), dense.units());
        Deeplearning4jNetwork.put(
            built, index + "_b", weights.get(i), dense.reads() * dense.units(), 1, dense.units());
      } else if (network.parts().get(i) instanceof Recurrent) {
        INDArray own = built.getLayer(index).params();
        own.assign(Nd4j.createFromArray(weights.get(i)).reshape(own.shape()));
      }
      if (!(network.parts().get(i) instanceof Flatten)) {
        index++;
      }
    }
  }
}
