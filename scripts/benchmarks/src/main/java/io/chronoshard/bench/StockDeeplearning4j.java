package io.chronoshard.bench;

import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.AveragePooling;
import io.chronoshard.bench.Part.Convolution;
import io.chronoshard.bench.Part.Dense;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.MaxPooling;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.layer.FlattenSequence;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Deeplearning4j's own layers, which have no GRU and no recurrent dropout. */
final class StockDeeplearning4j implements Framework {

  @Override
  public String name() {
    return "Deeplearning4j";
  }

  @Override
  public boolean trains(Network network) {
    return network.parts().stream()
        .noneMatch(
            part ->
                part instanceof Recurrent recurrent
                    && (recurrent.kind() == Kind.GRU || recurrent.recurrentDropout() > 0));
  }

  @Override
  public boolean infers(Network network) {
    return trains(network);
  }

  /** The last step of its backward direction is the first that it made. */
  @Override
  public boolean agrees(Network network) {
    return network.parts().stream()
        .noneMatch(part -> part instanceof Recurrent recurrent && recurrent.ways() == Ways.BOTH);
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
            .updater(new Adam(RunningNetwork.LEARNING_RATE, 0.9, 0.999, RunningNetwork.EPSILON))
            .list();
    int index = 0;
    for (Part part : network.parts()) {
      if (part instanceof Flatten flatten) {
        list.inputPreProcessor(index, new FlattenSequence(flatten.steps(), flatten.width()));
      } else {
        list.layer(index++, layer(part));
      }
    }
    if (network.parts().get(0) instanceof Convolution) {
      list.setInputType(InputType.recurrent(Network.CHANNELS, Network.STEPS));
    }
    MultiLayerNetwork built = new MultiLayerNetwork(list.build());
    built.init();
    load(network, built);
    return new Deeplearning4jNetwork(built, minibatches);
  }

  private static Layer layer(Part part) {
    if (part instanceof Recurrent recurrent) {
      Layer oneWay =
          recurrent.kind() == Kind.LSTM
              ? new LSTM.Builder()
                  .nIn(recurrent.reads())
                  .nOut(recurrent.units())
                  .activation(org.nd4j.linalg.activations.Activation.TANH)
                  .build()
              : new SimpleRnn.Builder()
                  .nIn(recurrent.reads())
                  .nOut(recurrent.units())
                  .activation(org.nd4j.linalg.activations.Activation.TANH)
                  .build();
      Layer layer = recurrent.ways() == Ways.BOTH ? new Bidirectional(oneWay) : oneWay;
      return recurrent.gives() == Gives.LAST ? new LastTimeStep(layer) : layer;
    }
    if (part instanceof Dense dense) {
      return dense.activation() == Activation.RELU
          ? new DenseLayer.Builder()
              .nIn(dense.reads())
              .nOut(dense.units())
              .activation(org.nd4j.linalg.activations.Activation.RELU)
              .build()
          : new OutputLayer.Builder(new LossMSE())
              .nIn(dense.reads())
              .nOut(dense.units())
              .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
              .build();
    }
    if (part instanceof Convolution convolution) {
      return new Convolution1DLayer.Builder(convolution.taps())
          .nIn(convolution.reads())
          .nOut(convolution.filters())
          .convolutionMode(ConvolutionMode.Truncate)
          .activation(org.nd4j.linalg.activations.Activation.RELU)
          .build();
    }
    if (part instanceof MaxPooling) {
      return new Subsampling1DLayer.Builder(
              SubsamplingLayer.PoolingType.MAX, MaxPooling.LENGTH, MaxPooling.LENGTH)
          .build();
    }
    if (part instanceof AveragePooling) {
      return new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    }
    throw new IllegalStateException("no layer for " + part);
  }

  private static void load(Network network, MultiLayerNetwork built) {
    int index = 0;
    for (int i = 0; i < network.parts().size(); i++) {
      Part part = network.parts().get(i);
      float[] weights = network.weights().get(i);
      String key = index + "_";
      if (part instanceof Recurrent recurrent) {
        load(recurrent, weights, built, key);
      } else if (part instanceof Dense dense) {
        int size = dense.reads() * dense.units();
        Deeplearning4jNetwork.put(built, key + "W", weights, 0, dense.reads(), dense.units());
        Deeplearning4jNetwork.put(built, key + "b", weights, size, 1, dense.units());
      } else if (part instanceof Convolution convolution) {
        load(convolution, weights, built, key);
      }
      if (!(part instanceof Flatten)) {
        index++;
      }
    }
  }

  private static void load(Recurrent part, float[] weights, MultiLayerNetwork built, String key) {
    int columns = part.gates() * part.units();
    for (int direction = 0; direction < part.directions(); direction++) {
      String way = part.ways() == Ways.ONE ? key : key + (direction == 0 ? "f" : "b");
      int at = direction * part.weightsOfDirection();
      float[] own = part.kind() == Kind.LSTM ? inItsOrder(part, weights) : weights;
      Deeplearning4jNetwork.put(built, way + "W", own, at, part.reads(), columns);
      at += part.reads() * columns;
      Deeplearning4jNetwork.put(built, way + "RW", own, at, part.units(), columns);
      at += part.units() * columns;
      Deeplearning4jNetwork.put(built, way + "b", own, at, 1, columns);
    }
  }

  /** Candidate, forget gate, output gate, input gate. */
  private static float[] inItsOrder(Recurrent part, float[] weights) {
    int[] order = {2, 1, 3, 0};
    int units = part.units();
    float[] ordered = new float[weights.length];
    for (int row = 0; row < weights.length; row += order.length * units) {
      for (int gate = 0; gate < order.length; gate++) {
        System.arraycopy(weights, row + order[gate] * units, ordered, row + gate * units, units);
      }
    }
    return ordered;
  }

  /** Its kernel lies as {@code [tap][feature][filter]}, whatever its shape says. */
  private static void load(Convolution part, float[] weights, MultiLayerNetwork built, String key) {
    int size = part.taps() * part.reads() * part.filters();
    Deeplearning4jNetwork.put(
        built, key + "W", weights, 0, part.filters(), part.reads(), part.taps(), 1);
    Deeplearning4jNetwork.put(built, key + "b", weights, size, 1, part.filters());
  }
}
