package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Activation;
import io.chronoshard.config.LossSettings;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.Dropout;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.layer.Lstm;
import io.chronoshard.layer.Output;
import io.chronoshard.layer.RecurrentBuilder;
import io.chronoshard.layer.SimpleRnn;
import io.chronoshard.layer.WeightedLayer;
import io.chronoshard.model.LayerShape.Sequence;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/** An architecture in layers of our own. */
final class OwnLayers {

  private final NeuralNetConfiguration.ListBuilder list;
  private final Architecture architecture;

  /** A sequence that the next dense layer flattens. */
  private @Nullable Sequence flattened;

  private int index;

  /** Adds an architecture to a list. */
  OwnLayers(NeuralNetConfiguration.ListBuilder list, Architecture architecture) {
    this.list = list;
    this.architecture = architecture;
  }

  void add(LossSettings loss) {
    for (Architecture.Placed placed : architecture.layers()) {
      add(placed);
    }
    add(dense(architecture.outputReads(), architecture.outputs(), Curve.LINEAR));
    add(new Output.Builder(loss(loss)).build());
  }

  private void add(Architecture.Placed placed) {
    int reads = placed.reads().width();
    if (placed.settings() instanceof LayerSettings.Lstm lstm) {
      add(recurrent(new Lstm.Builder().nIn(reads).nOut(lstm.units()), lstm.output()));
    } else if (placed.settings() instanceof LayerSettings.SimpleRnn rnn) {
      add(recurrent(new SimpleRnn.Builder().nIn(reads).nOut(rnn.units()), rnn.output()));
    } else if (placed.settings() instanceof LayerSettings.Dense dense) {
      add(dense(reads, dense.units(), curve(dense.activation())));
    } else if (placed.settings() instanceof LayerSettings.Dropout dropout) {
      flattenBefore();
      add(new Dropout.Builder(dropout.rate()).build());
    } else if (placed.settings() instanceof LayerSettings.Flatten) {
      flattened = (Sequence) placed.reads();
    } else {
      throw new IllegalStateException("no layer for " + placed.settings());
    }
  }

  private void add(Layer layer) {
    list.layer(index++, layer);
  }

  /** Where no dense layer follows, the sequence is flattened on the way. */
  private void flattenBefore() {
    if (flattened != null) {
      list.inputPreProcessor(index, new FlattenSequence(flattened.length(), flattened.width()));
      flattened = null;
    }
  }

  private <T extends RecurrentBuilder<T>> Layer recurrent(T builder, LayerSettings.Output output) {
    if (output == LayerSettings.Output.LAST) {
      builder.lastOnly();
    }
    if (index == 0) {
      builder.readsData();
    }
    return builder.build();
  }

  private Layer dense(int reads, int units, Curve curve) {
    Dense.Builder builder = new Dense.Builder().nIn(reads).nOut(units).curve(curve);
    if (flattened != null) {
      builder.nIn(flattened.width()).flattens(flattened.length());
      flattened = null;
    }
    return withoutInputGradient(builder).build();
  }

  private <T extends WeightedLayer.Builder<T>> T withoutInputGradient(T builder) {
    return index == 0 ? builder.readsData() : builder;
  }

  private static Curve curve(Activation activation) {
    return switch (activation) {
      case LINEAR -> Curve.LINEAR;
      case RELU -> Curve.RELU;
      case TANH -> Curve.TANH;
      case SIGMOID -> Curve.SIGMOID;
    };
  }

  private static Loss loss(LossSettings loss) {
    return switch (loss.kind()) {
      case MAE -> new Loss.MeanAbsolute();
      case MSE -> new Loss.MeanSquared();
    };
  }
}
