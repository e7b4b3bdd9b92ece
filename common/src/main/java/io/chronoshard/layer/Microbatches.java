package io.chronoshard.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How a network goes through a minibatch some samples after the others, where its layers can.
 *
 * @param layers all of the network's; none where some are not of this package
 * @param size samples that go through at a time; {@link PartwiseLayer#ANY} for all at once
 */
record Microbatches(List<PartwiseLayer> layers, int size) {

  /** Some samples on their way forward and back. */
  @FunctionalInterface
  interface Way {

    /** Takes the samples {@code [first, end)} of the minibatch through the network. */
    void go(int first, int end);
  }

  /** Of a network's layers. */
  static Microbatches of(Layer[] layers) {
    List<PartwiseLayer> kernels = new ArrayList<>();
    for (Layer layer : layers) {
      if (!(layer instanceof PartwiseLayer kernel)) {
        return new Microbatches(List.of(), PartwiseLayer.ANY);
      }
      kernels.add(kernel);
    }
    return new Microbatches(
        kernels,
        kernels.stream().mapToInt(PartwiseLayer::microbatch).min().orElse(PartwiseLayer.ANY));
  }

  /** Whether layers ask for fewer samples at a time than any number. */
  boolean areWanted() {
    return size < PartwiseLayer.ANY;
  }

  /** Whether what stands before a layer gives the same of some samples as of all. */
  static boolean areSameBehind(@Nullable InputPreProcessor before) {
    return before == null || before instanceof FlattenSequence;
  }

  /** Whether a network of these settings gives the same when some samples come after the others. */
  static boolean areSameWith(
      Collection<TrainingListener> listeners, BackpropType backprop, DataType type) {
    return listeners.isEmpty() && backprop == BackpropType.Standard && type == DataType.FLOAT;
  }

  /**
   * Goes through a minibatch.
   *
   * @param way of each part
   * @param after puts back what each part has changed in the network, whatever happened
   */
  void go(int samples, Way way, Runnable after) {
    try {
      for (int first = 0; first < samples; first += size) {
        way.go(first, Math.min(samples, first + size));
      }
    } finally {
      layers.forEach(layer -> layer.begin(null));
      after.run();
    }
  }

  /** Tells each layer which samples come. */
  void begin(Microbatch next) {
    layers.forEach(layer -> layer.begin(next));
  }
}
