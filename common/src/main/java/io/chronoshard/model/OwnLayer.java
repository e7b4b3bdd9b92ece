package io.chronoshard.model;

import io.chronoshard.config.LayerPenalty;
import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.kernel.Curve;
import io.chronoshard.layer.Activation;
import io.chronoshard.layer.Convolution;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.Dropout;
import io.chronoshard.layer.Embedding;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Makes single layers of our own.
 *
 * @param penalty of layers that have none of their own
 */
record OwnLayer(PenaltySettings penalty) {

  /** What a layer reads. */
  enum Reads {
    /** A window's values, of which nobody needs the gradient. */
    DATA,
    /** What other layers give. */
    LAYERS
  }

  /** Of anything but a flatten or a merge. */
  Layer of(Architecture.Placed placed, Reads what) {
    int reads = placed.reads().width();
    if (placed.settings() instanceof LayerSettings.Dense dense) {
      return dense(dense, reads, what).build();
    } else if (placed.settings() instanceof LayerSettings.Recurrent recurrent) {
      return recurrent(recurrent, reads, what);
    } else if (placed.settings() instanceof LayerSettings.Convolution convolution) {
      return convolution(convolution, reads, what);
    } else if (placed.settings() instanceof LayerSettings.LayerNorm norm) {
      return reading(what, new LayerNorm.Builder().nIn(reads).epsilon(norm.epsilon())).build();
    }
    if (placed.settings() instanceof LayerSettings.Embedding embedding) {
      return embedding(embedding, reads);
    }
    return free(placed);
  }

  private Layer embedding(LayerSettings.Embedding layer, int codes) {
    Embedding.Builder builder = new Embedding.Builder().nIn(codes).nOut(layer.units());
    builder.regularization(KernelWords.penalties(layer.penalty().over(penalty)));
    return builder.build();
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

  private Layer recurrent(LayerSettings.Recurrent layer, int reads, Reads what) {
    Curve gate = KernelWords.curve(layer.gate());
    return switch (layer.cell()) {
      case LSTM ->
          recurrent(
              new Lstm.Builder().gate(gate).forgetBias(layer.forgetBias()), layer, reads, what);
      case GRU -> recurrent(new Gru.Builder().gate(gate), layer, reads, what);
      case SIMPLE_RNN -> recurrent(new SimpleRnn.Builder(), layer, reads, what);
    };
  }

  private <T extends RecurrentBuilder<T>> Layer recurrent(
      T builder, LayerSettings.Recurrent layer, int reads, Reads what) {
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
    if (what == Reads.DATA) {
      builder.readsData();
    }
    return builder.build();
  }

  private Layer convolution(LayerSettings.Convolution layer, int reads, Reads what) {
    Convolution.Builder builder =
        new Convolution.Builder(layer.size())
            .nIn(reads)
            .nOut(layer.filters())
            .stride(layer.stride())
            .dilation(layer.dilation())
            .padding(KernelWords.padding(layer.padding()))
            .curve(KernelWords.curve(layer.activation()));
    builder.regularization(KernelWords.penalties(layer.penalty().over(penalty)));
    return reading(what, builder).build();
  }

  Dense.Builder dense(LayerSettings.Dense layer, int reads, Reads what) {
    Curve curve = KernelWords.curve(layer.activation());
    return dense(reads, layer.units(), curve, layer.penalty(), what);
  }

  /** An output layer, before its loss. */
  Dense.Builder head(Architecture.Head head, Reads what) {
    int reads = head.reads().width();
    return dense(reads, head.gives().width(), Curve.LINEAR, LayerPenalty.USUAL, what);
  }

  private Dense.Builder dense(int reads, int units, Curve curve, LayerPenalty own, Reads what) {
    Dense.Builder builder = new Dense.Builder().nIn(reads).nOut(units).curve(curve);
    builder.regularization(KernelWords.penalties(own.over(penalty)));
    return reading(what, builder);
  }

  private static <T extends WeightedLayer.Builder<T>> T reading(Reads what, T builder) {
    return what == Reads.DATA ? builder.readsData() : builder;
  }

  /** The end of a head: its loss. */
  static Layer loss(Architecture.Head head, HeadObjective objective) {
    Objective own = objective.objective();
    Output.Builder builder = new Output.Builder(own.loss());
    int outputs = Math.toIntExact(head.gives().values());
    if (!own.weights().isEmpty()) {
      List<Double> weights = new ArrayList<>();
      for (int i = 0; i < outputs; i++) {
        weights.add(objective.weight() * own.weights().get(i % own.weights().size()));
      }
      builder.weights(weights);
    } else if (objective.weight() != 1) {
      builder.weights(Collections.nCopies(outputs, objective.weight()));
    }
    return builder.build();
  }
}
