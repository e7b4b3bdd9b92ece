package io.chronoshard.model;

import io.chronoshard.config.LayerPenalty;
import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.layer.Activation;
import io.chronoshard.layer.Convolution;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.Dropout;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.layer.Gru;
import io.chronoshard.layer.LayerNorm;
import io.chronoshard.layer.Lstm;
import io.chronoshard.layer.Output;
import io.chronoshard.layer.Pooling;
import io.chronoshard.layer.RecurrentBuilder;
import io.chronoshard.layer.Repeat;
import io.chronoshard.layer.Reshape;
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
  private final PenaltySettings penalty;

  /** A sequence that the next dense layer flattens. */
  private @Nullable Sequence flattened;

  private int index;

  /**
   * Adds an architecture to a list.
   *
   * @param penalty of layers that have none of their own
   */
  OwnLayers(
      NeuralNetConfiguration.ListBuilder list, Architecture architecture, PenaltySettings penalty) {
    this.list = list;
    this.architecture = architecture;
    this.penalty = penalty;
  }

  void add(Loss loss) {
    for (Architecture.Placed placed : architecture.layers()) {
      if (placed.settings() instanceof LayerSettings.Flatten) {
        flattened = (Sequence) placed.reads();
      } else {
        add(layer(placed));
      }
    }
    Architecture.Head head = architecture.head();
    add(dense(head.reads().width(), head.gives().width(), Curve.LINEAR, LayerPenalty.USUAL));
    if (head.gives() instanceof Sequence steps) {
      // What is forecast lies as [step][output], whatever the head read.
      flattened = steps;
      flattenBefore();
    }
    add(new Output.Builder(loss).build());
  }

  private void add(Layer layer) {
    list.layer(index++, layer);
  }

  private Layer layer(Architecture.Placed placed) {
    if (placed.settings() instanceof LayerSettings.Dense dense) {
      Curve curve = KernelWords.curve(dense.activation());
      return dense(placed.reads().width(), dense.units(), curve, dense.penalty());
    }
    flattenBefore();
    int reads = placed.reads().width();
    if (placed.settings() instanceof LayerSettings.Recurrent recurrent) {
      return recurrent(recurrent, reads);
    } else if (placed.settings() instanceof LayerSettings.Convolution convolution) {
      return convolution(convolution, reads);
    } else if (placed.settings() instanceof LayerSettings.LayerNorm norm) {
      return readsData(new LayerNorm.Builder().nIn(reads).epsilon(norm.epsilon())).build();
    }
    return free(placed);
  }

  /** A layer without parameters. */
  private static Layer free(Architecture.Placed placed) {
    if (placed.settings() instanceof LayerSettings.Pooling pooling) {
      return new Pooling.Builder(KernelWords.pool(pooling.pool()))
          .window(pooling.size(), pooling.stride())
          .build();
    } else if (placed.settings() instanceof LayerSettings.GlobalPooling pooling) {
      return new Pooling.Builder(KernelWords.pool(pooling.pool())).build();
    } else if (placed.settings() instanceof LayerSettings.Dropout dropout) {
      return new Dropout.Builder(dropout.rate()).build();
    } else if (placed.settings() instanceof LayerSettings.Applied applied) {
      return new Activation.Builder(KernelWords.curve(applied.function())).build();
    } else if (placed.gives() instanceof Sequence gives) {
      if (placed.settings() instanceof LayerSettings.Reshape) {
        return new Reshape.Builder(steps(placed.reads()), gives.length()).build();
      } else if (placed.settings() instanceof LayerSettings.Repeat) {
        return new Repeat.Builder(gives.length()).build();
      }
    }
    throw new IllegalStateException("no layer for " + placed.settings());
  }

  private static int steps(LayerShape shape) {
    return shape instanceof Sequence sequence ? sequence.length() : 1;
  }

  /** Where no dense layer follows, the sequence is flattened on the way. */
  private void flattenBefore() {
    if (flattened != null) {
      list.inputPreProcessor(index, new FlattenSequence(flattened.length(), flattened.width()));
      flattened = null;
    }
  }

  private Layer recurrent(LayerSettings.Recurrent layer, int reads) {
    Curve gate = KernelWords.curve(layer.gate());
    return switch (layer.cell()) {
      case LSTM ->
          recurrent(new Lstm.Builder().gate(gate).forgetBias(layer.forgetBias()), layer, reads);
      case GRU -> recurrent(new Gru.Builder().gate(gate), layer, reads);
      case SIMPLE_RNN -> recurrent(new SimpleRnn.Builder(), layer, reads);
    };
  }

  private <T extends RecurrentBuilder<T>> Layer recurrent(
      T builder, LayerSettings.Recurrent layer, int reads) {
    builder
        .nIn(reads)
        .nOut(layer.units())
        .curve(KernelWords.curve(layer.activation()))
        .direction(KernelWords.direction(layer))
        .inputDropout(layer.dropout())
        .recurrentDropout(layer.recurrentDropout());
    builder.regularization(KernelWords.penalties(layer.penalty().over(penalty)));
    if (layer.output() == LayerSettings.Output.LAST) {
      builder.lastOnly();
    }
    if (index == 0) {
      builder.readsData();
    }
    return builder.build();
  }

  private Layer convolution(LayerSettings.Convolution layer, int reads) {
    Convolution.Builder builder =
        new Convolution.Builder(layer.size())
            .nIn(reads)
            .nOut(layer.filters())
            .stride(layer.stride())
            .dilation(layer.dilation())
            .padding(KernelWords.padding(layer.padding()))
            .curve(KernelWords.curve(layer.activation()));
    builder.regularization(KernelWords.penalties(layer.penalty().over(penalty)));
    return readsData(builder).build();
  }

  private Layer dense(int reads, int units, Curve curve, LayerPenalty own) {
    Dense.Builder builder = new Dense.Builder().nIn(reads).nOut(units).curve(curve);
    builder.regularization(KernelWords.penalties(own.over(penalty)));
    if (flattened != null) {
      builder.nIn(flattened.width()).flattens(flattened.length());
      flattened = null;
    }
    return readsData(builder).build();
  }

  /** Nobody needs the gradient of the first layer's input. */
  private <T extends WeightedLayer.Builder<T>> T readsData(T builder) {
    return index == 0 ? builder.readsData() : builder;
  }
}
