package io.chronoshard.train.plan;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Recurrent;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Architecture.Placed;
import io.chronoshard.model.LayerShape;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.Rows;
import java.util.List;

/**
 * What a task that trains a shard takes beside the shard, at most.
 *
 * <pre>
 * on the heap    a minibatch; of each layer parameters and gradient, of the updater gradient, change and
 *                state; where the shard arrived; activations of a minibatch and their gradients
 * outside of it  a minibatch; parameters, gradient and updater's state; activations and their gradients
 * </pre>
 *
 * <p>Activations are those of whole minibatches. A network of recurrent layers of our own takes a
 * minibatch in parts and needs less.
 *
 * @param heap bytes on the executor's heap
 * @param learned of these, those that a task takes for certain, whatever its minibatch: for what is
 *     learned
 * @param outside bytes outside of it, which count as its overhead
 */
public record TaskBytes(long heap, long learned, long outside) {

  /** Values and their gradients. */
  private static final long BOTH_WAYS = 2;

  /**
   * Of one network.
   *
   * @param architecture its layers
   * @param size of what it learns
   */
  public static TaskBytes of(TrainingPlan plan, Architecture architecture, StateSize size) {
    long inputs = values(plan.shape().inputs(), plan.inputWidth());
    long targets = values(plan.shape().heads(), plan.targetScaler().width());
    long minibatch = plan.batch() * (inputs + targets);
    long activations = BOTH_WAYS * plan.batch() * activations(architecture);
    // Read, their gradient, the gradient and the change of the updater, and where the shard
    // arrived.
    long learned = 5 * size.parameters() + 2 * size.updater();
    // ND4J's: parameters, gradient, and what the updater keeps.
    long network = 2 * size.parameters() + size.updater();
    // Stock layers learn outside of the heap; from there too it arrives on it.
    boolean isOurs = plan.compute().engine() != Engine.DEEPLEARNING4J;
    return new TaskBytes(
        4 * (2 * minibatch + learned + activations),
        isOurs ? 4 * learned : size.bytes(),
        4 * (minibatch + network + activations));
  }

  private static long values(List<Rows> all, int width) {
    return all.stream().mapToLong(rows -> rows.values(width)).sum();
  }

  /** Numbers of one window between and in layers. */
  private static long activations(Architecture architecture) {
    long numbers = architecture.heads().stream().mapToLong(head -> head.gives().values()).sum();
    for (Placed layer : architecture.layers()) {
      numbers += layer.gives().values() + inside(layer.settings(), layer.reads());
    }
    return numbers;
  }

  /** What a recurrent layer remembers of each step: its gates, its state, and an LSTM's cells. */
  private static long inside(LayerSettings layer, LayerShape reads) {
    if (!(layer instanceof Recurrent recurrent) || !(reads instanceof LayerShape.Sequence steps)) {
      return 0;
    }
    long remembered =
        switch (recurrent.cell()) {
          case LSTM -> 4 + 2;
          case GRU -> 4 + 1;
          case SIMPLE_RNN -> 1 + 1;
        };
    int directions = recurrent.direction() == LayerSettings.Direction.BOTH ? 2 : 1;
    return remembered * directions * recurrent.units() * steps.length();
  }
}
