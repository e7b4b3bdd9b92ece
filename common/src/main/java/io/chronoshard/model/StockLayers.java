package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Activation;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LossSettings;
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
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * An architecture in Deeplearning4j's own layers.
 *
 * @param list receives them
 * @param architecture what they are made of
 */
record StockLayers(NeuralNetConfiguration.ListBuilder list, Architecture architecture) {

  void add(LossSettings loss) {
    int index = 0;
    for (Architecture.Placed placed : architecture.layers()) {
      if (placed.settings() instanceof LayerSettings.Flatten) {
        Sequence sequence = (Sequence) placed.reads();
        list.inputPreProcessor(index, new FlattenSequence(sequence.length(), sequence.width()));
      } else {
        list.layer(index++, layer(placed));
      }
    }
    list.layer(
        index,
        new OutputLayer.Builder(loss(loss))
            .nIn(architecture.outputReads())
            .nOut(architecture.outputs())
            .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
            .build());
  }

  private static Layer layer(Architecture.Placed placed) {
    int reads = placed.reads().width();
    if (placed.settings() instanceof LayerSettings.Lstm lstm) {
      return recurrent(
          lstm.output(),
          new LSTM.Builder()
              .nIn(reads)
              .nOut(lstm.units())
              .activation(org.nd4j.linalg.activations.Activation.TANH)
              .gateActivationFunction(org.nd4j.linalg.activations.Activation.SIGMOID)
              .forgetGateBiasInit(1)
              .build());
    }
    if (placed.settings() instanceof LayerSettings.SimpleRnn rnn) {
      return recurrent(
          rnn.output(),
          new SimpleRnn.Builder()
              .nIn(reads)
              .nOut(rnn.units())
              .activation(org.nd4j.linalg.activations.Activation.TANH)
              .build());
    }
    if (placed.settings() instanceof LayerSettings.Dense dense) {
      return new DenseLayer.Builder()
          .nIn(reads)
          .nOut(dense.units())
          .activation(activation(dense.activation()))
          .build();
    }
    if (placed.settings() instanceof LayerSettings.Dropout dropout) {
      double retained = 1 - dropout.rate();
      return new DropoutLayer(retained);
    }
    throw new IllegalStateException("no layer for " + placed.settings());
  }

  private static Layer recurrent(Output output, Layer layer) {
    return output == Output.LAST ? new LastTimeStep(layer) : layer;
  }

  private static org.nd4j.linalg.activations.Activation activation(Activation activation) {
    return switch (activation) {
      case LINEAR -> org.nd4j.linalg.activations.Activation.IDENTITY;
      case RELU -> org.nd4j.linalg.activations.Activation.RELU;
      case TANH -> org.nd4j.linalg.activations.Activation.TANH;
      case SIGMOID -> org.nd4j.linalg.activations.Activation.SIGMOID;
    };
  }

  private static ILossFunction loss(LossSettings loss) {
    return switch (loss.kind()) {
      case MAE -> new LossMAE();
      case MSE -> new LossMSE();
    };
  }
}
