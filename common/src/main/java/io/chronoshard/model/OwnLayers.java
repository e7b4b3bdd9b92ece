package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.layer.Dense;
import io.chronoshard.layer.FlattenSequence;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.OwnLayer.Reads;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/** An architecture in layers of our own, one behind the other. */
final class OwnLayers {

  private final NeuralNetConfiguration.ListBuilder list;
  private final Architecture architecture;
  private final OwnLayer own;

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
    this.own = new OwnLayer(penalty);
  }

  void add(HeadObjective objective) {
    for (Architecture.Placed placed : architecture.layers()) {
      if (placed.settings() instanceof LayerSettings.Flatten) {
        flattened = (Sequence) placed.reads();
      } else if (placed.settings() instanceof LayerSettings.Dense dense) {
        add(flattening(own.dense(dense, placed.reads().width(), reads())));
      } else {
        flattenBefore();
        add(own.of(placed, reads()));
      }
    }
    Architecture.Head head = architecture.head();
    add(flattening(own.head(head, reads())));
    if (head.gives() instanceof Sequence steps) {
      // What is forecast lies as [step][output], whatever the head read.
      flattened = steps;
      flattenBefore();
    }
    add(OwnLayer.loss(head, objective));
  }

  private void add(Layer layer) {
    list.layer(index++, layer);
  }

  private Reads reads() {
    return index == 0 ? Reads.DATA : Reads.LAYERS;
  }

  private Dense flattening(Dense.Builder builder) {
    if (flattened != null) {
      builder.nIn(flattened.width()).flattens(flattened.length());
      flattened = null;
    }
    return builder.build();
  }

  /** Where no dense layer follows, the sequence is flattened on the way. */
  private void flattenBefore() {
    if (flattened != null) {
      list.inputPreProcessor(index, new FlattenSequence(flattened.length(), flattened.width()));
      flattened = null;
    }
  }
}
