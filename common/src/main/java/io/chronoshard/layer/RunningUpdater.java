package io.chronoshard.layer;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * A {@link KernelUpdater} at work on a block of a network's parameters. Deeplearning4j subtracts
 * what it leaves in the gradient's place: where parameters of zero would go, with the sign changed.
 */
final class RunningUpdater implements GradientUpdater<KernelUpdater> {

  private final KernelUpdater settings;
  private KernelUpdater now;
  private @Nullable INDArray stateView;
  private @Nullable UpdaterRun run;

  /**
   * With what it remembers.
   *
   * @param stateView one behind the other; null where it remembers nothing
   */
  RunningUpdater(KernelUpdater settings, @Nullable INDArray stateView) {
    this.settings = settings;
    this.now = settings;
    this.stateView = stateView;
  }

  /** Multiplies the configured learning rate from the next step on. */
  void scaleRate(double factor) {
    double rate = settings.getLearningRate(0, 0) * factor;
    if (rate != now.getLearningRate(0, 0)) {
      now = settings.withLearningRate(rate);
    }
  }

  /** The settings of the next step; decay too takes its rate from here. */
  @Override
  public KernelUpdater getConfig() {
    return now;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    throw new UnsupportedOperationException("the state of this updater is one array");
  }

  @Override
  public Map<String, INDArray> getState() {
    return stateView == null ? Map.of() : Map.of("state", stateView);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    stateView = view;
    if (initialize) {
      view.assign(0);
    }
  }

  @Override
  public void applyUpdater(INDArray block, int iteration, int epoch) {
    if (settings.clipNorm() > 0) {
      requireWhole(block);
    }
    if (run == null) {
      run = UpdaterRun.of(block.dataType());
    }
    run.update(now, block, stateView, iteration + 1L);
  }

  /** Refuses a part of a network's gradient: a block is a view of the whole. */
  private static void requireWhole(INDArray block) {
    long parameters = block.data().underlyingLength();
    if (block.length() != parameters) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a gradient is clipped by its norm, but this updater sees %d of a network's %d"
                  + " parameters; give all layers, and their biases, the same updater, or clip by value",
              block.length(),
              parameters));
    }
  }
}
