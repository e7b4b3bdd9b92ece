package io.chronoshard.model;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.ClusterException;
import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Threads;
import io.chronoshard.layer.KernelLayer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/**
 * What a network computes with. Of layers of our own no result depends on it.
 *
 * @param engine one that was decided on
 * @param threads for one minibatch
 */
public record Compute(TrainingSettings.Engine engine, int threads) {

  /** Refuses what is not decided, or not there. */
  public Compute {
    if (engine == TrainingSettings.Engine.AUTO
        || engine == TrainingSettings.Engine.CUDA
        || threads < 1) {
      throw new IllegalArgumentException("engine " + engine + " on " + threads + " threads");
    }
  }

  /**
   * Sets a network up.
   *
   * @throws ClusterException where this JVM cannot run the engine
   */
  public void prepare(ModelNetwork network) {
    if (!engine.hasOwnLayers()) {
      return;
    }
    Engine chosen = engine == TrainingSettings.Engine.VECTOR ? Engine.VECTOR : Engine.SCALAR;
    if (!chosen.isAvailable()) {
      throw new ClusterException(
          "the engine vector needs Java's module jdk.incubator.vector, which an executor runs without; add"
              + " --add-modules jdk.incubator.vector to spark.executor.extraJavaOptions, or take"
              + " training.engine = scalar");
    }
    Arithmetic arithmetic = chosen.arithmetic();
    Threads minibatch = threads == 1 ? Threads.ONE : new Threads(threads);
    kernels(network).forEach(kernel -> kernel.runOn(arithmetic, minibatch));
  }

  /** Says what dropout is drawn from in the minibatches that follow. */
  public static void drawFrom(ModelNetwork network, long seed) {
    kernels(network).forEach(kernel -> kernel.drawFrom(seed));
  }

  /** The layers of our own, also those that another layer wraps. */
  private static List<KernelLayer> kernels(ModelNetwork network) {
    List<KernelLayer> found = new ArrayList<>();
    for (Layer layer : network.layers()) {
      Layer inner = layer;
      while (inner instanceof BaseWrapperLayer wrapper) {
        inner = wrapper.getUnderlying();
      }
      if (inner instanceof KernelLayer kernel) {
        found.add(kernel);
      }
    }
    return found;
  }
}
