package io.chronoshard.model;

import io.chronoshard.config.LayerPenalty;
import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Cell;
import io.chronoshard.config.LayerSettings.Direction;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.kernel.Loss;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.model.LayerShape.Sequence;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * An architecture in Deeplearning4j's own layers, as far as they compute what ours do.
 *
 * @param list receives them
 * @param architecture what they are made of
 */
record StockLayers(NeuralNetConfiguration.ListBuilder list, Architecture architecture) {

  private static final PenaltySettings NO_PENALTY = new PenaltySettings(0, 0, 0);

  /**
   * Adds all layers.
   *
   * @throws ConfigurationException where Deeplearning4j has none that does the same
   */
  void add(Loss loss, PenaltySettings penalty) {
    int index = 0;
    for (Architecture.Placed placed : architecture.layers()) {
      if (placed.settings() instanceof LayerSettings.Flatten) {
        Sequence sequence = (Sequence) placed.reads();
        list.inputPreProcessor(index, new FlattenSequence(sequence.length(), sequence.width()));
      } else {
        list.layer(index++, layer(placed, penalty));
      }
    }
    if (architecture.head().gives() instanceof Sequence) {
      throw missing("model.layers: an output layer on each step");
    }
    requireFree("the output layer", LayerPenalty.USUAL, penalty);
    list.layer(
        index,
        new OutputLayer.Builder(loss(loss))
            .nIn(architecture.head().reads().width())
            .nOut(architecture.head().gives().width())
            .activation(Activation.IDENTITY)
            .build());
  }

  /** Refuses what is no list of layers with one head. */
  static void requireStack(Architecture architecture, Objectives objectives) {
    if (!architecture.isStack()) {
      throw missing("model.graph, model.inputs, model.outputs or residual layers");
    }
    if (architecture.inputs().get(0).isMasked()) {
      throw missing("window.unknown = mask: its layers forget at a masked row what they knew");
    }
    if (objectives.heads().get(0).weight() != 1) {
      throw missing("model.outputs with a weight");
    }
  }

  private static Layer layer(Architecture.Placed placed, PenaltySettings penalty) {
    int reads = placed.reads().width();
    if (placed.settings() instanceof LayerSettings.Recurrent recurrent) {
      requireFree(called(recurrent), recurrent.penalty(), penalty);
      Layer layer = recurrent(recurrent, reads);
      return recurrent.output() == Output.LAST ? new LastTimeStep(layer) : layer;
    }
    if (placed.settings() instanceof LayerSettings.Dense dense) {
      requireFree(called(dense), dense.penalty(), penalty);
      if (placed.reads() instanceof Sequence) {
        throw missing(called(dense) + " on each step");
      }
      return new DenseLayer.Builder()
          .nIn(reads)
          .nOut(dense.units())
          .activation(activation(dense.activation(), called(dense)))
          .build();
    }
    if (placed.settings() instanceof LayerSettings.Dropout dropout) {
      double retained = 1 - dropout.rate();
      return new DropoutLayer(retained);
    }
    throw missing(called(placed.settings()));
  }

  private static Layer recurrent(LayerSettings.Recurrent layer, int reads) {
    if (layer.cell() == Cell.GRU) {
      throw missing(called(layer));
    }
    if (layer.direction() != Direction.FORWARD) {
      throw missing(called(layer) + " with another direction than forward");
    }
    if (layer.dropout() > 0 || layer.recurrentDropout() > 0) {
      throw missing(called(layer) + " with dropout or recurrent-dropout");
    }
    Activation curve = activation(layer.activation(), called(layer));
    if (layer.cell() == Cell.SIMPLE_RNN) {
      return new SimpleRnn.Builder().nIn(reads).nOut(layer.units()).activation(curve).build();
    }
    return new LSTM.Builder()
        .nIn(reads)
        .nOut(layer.units())
        .activation(curve)
        .gateActivationFunction(activation(layer.gate(), called(layer)))
        .forgetGateBiasInit(layer.forgetBias())
        .build();
  }

  private static Activation activation(LayerSettings.Activation activation, String layer) {
    return switch (activation) {
      case LINEAR -> Activation.IDENTITY;
      case RELU -> Activation.RELU;
      case TANH -> Activation.TANH;
      case SIGMOID -> Activation.SIGMOID;
      default -> throw missing(layer + " with another activation than linear, relu, tanh, sigmoid");
    };
  }

  private static ILossFunction loss(Loss loss) {
    if (loss instanceof Loss.MeanAbsolute) {
      return new LossMAE();
    } else if (loss instanceof Loss.MeanSquared) {
      return new LossMSE();
    }
    throw missing("training.loss with another value than mae or mse");
  }

  private static void requireFree(String layer, LayerPenalty own, PenaltySettings training) {
    if (!own.over(training).equals(NO_PENALTY)) {
      throw missing(layer + " with l1, l2 or decay");
    }
  }

  private static String called(LayerSettings layer) {
    return layer.path() + " (" + layer.type() + ")";
  }

  private static ConfigurationException missing(String what) {
    return new ConfigurationException(
        "training.engine = deeplearning4j has nothing for "
            + what
            + "; take training.engine = auto, which runs layers of our own");
  }
}
