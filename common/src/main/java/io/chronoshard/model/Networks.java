package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Activation;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettings.Clip;
import io.chronoshard.config.TrainingSettings.Loss;
import io.chronoshard.config.TrainingSettings.Optimizer;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.model.LayerShape.Sequence;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Turns an architecture into the configuration of a Deeplearning4j network. */
public final class Networks {

  private Networks() {}

  /**
   * Deeplearning4j's own layers with Keras' defaults: Glorot's uniform weights, a forget gate's
   * bias of 1, and the optimizers' decays and epsilon. The network reads {@code
   * [sample][feature][time]} and gives {@code [sample][horizon · target]}; its loss is the mean
   * over samples and outputs.
   */
  public static MultiLayerConfiguration configuration(
      Architecture architecture, TrainingSettings training) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(training.seed())
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .updater(updater(training.optimizer()))
            .gradientNormalization(normalization(training.clip()))
            .gradientNormalizationThreshold(
                Math.max(training.clip().norm(), training.clip().value()))
            .list();
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
        new OutputLayer.Builder(loss(training.loss()))
            .nIn(architecture.outputReads())
            .nOut(architecture.outputs())
            .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
            .build());
    return list.build();
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

  private static ILossFunction loss(Loss loss) {
    return switch (loss) {
      case MAE -> new LossMAE();
      case MSE -> new LossMSE();
    };
  }

  private static IUpdater updater(Optimizer optimizer) {
    double rate = optimizer.learningRate();
    return switch (optimizer.type()) {
      case ADAM -> new Adam(rate, 0.9, 0.999, 1e-7);
      case RMSPROP -> new RmsProp(rate, 0.9, 1e-7);
      case SGD -> new Sgd(rate);
    };
  }

  private static GradientNormalization normalization(Clip clip) {
    if (clip.norm() > 0) {
      return GradientNormalization.ClipL2PerLayer;
    }
    return clip.value() > 0
        ? GradientNormalization.ClipElementWiseAbsoluteValue
        : GradientNormalization.None;
  }
}
