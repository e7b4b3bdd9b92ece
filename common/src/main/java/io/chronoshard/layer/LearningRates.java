package io.chronoshard.layer;

import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;

/** The learning rates of a network that trains, as a schedule changes them. */
public final class LearningRates {

  private LearningRates() {}

  /**
   * Multiplies the configured learning rate of all parameters from the next step on, for updates
   * and for decay. The network's configuration stays as it is.
   *
   * @throws IllegalStateException where an updater is no {@link KernelUpdater}
   */
  public static void scale(BaseMultiLayerUpdater<?> updater, double factor) {
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      if (!(block.getGradientUpdater() instanceof RunningUpdater running)) {
        throw new IllegalStateException(
            "no way to change the learning rate of " + block.getGradientUpdater());
      }
      running.scaleRate(factor);
    }
  }
}
