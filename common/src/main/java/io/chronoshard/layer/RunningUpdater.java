package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Clipping;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Updater;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * A {@link KernelUpdater} at work on a block of a network's parameters. Deeplearning4j subtracts
 * what it leaves in the gradient's place: where parameters of zero would go, with the sign changed.
 */
final class RunningUpdater implements GradientUpdater<KernelUpdater> {

  private final KernelUpdater settings;
  private final Updater updater;
  private final Arithmetic arithmetic = Engine.best().arithmetic();
  private @Nullable INDArray stateView;
  private float[] gradient = {};
  private float[] change = {};
  private float[] state = {};

  /**
   * With what it remembers.
   *
   * @param stateView one behind the other; null where it remembers nothing
   */
  RunningUpdater(KernelUpdater settings, @Nullable INDArray stateView) {
    this.settings = settings;
    this.updater = settings.updater();
    this.stateView = stateView;
  }

  @Override
  public KernelUpdater getConfig() {
    return settings;
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
    if (block.dataType() != DataType.FLOAT) {
      throw new UnsupportedOperationException(
          "this updater works on FLOAT, and the network is of data type " + block.dataType());
    }
    int length = Math.toIntExact(block.length());
    if (gradient.length != length) {
      gradient = new float[length];
      change = new float[length];
      state = new float[updater.stateSize(length)];
    }
    NativeFloats.readAll(block, gradient);
    // A block is a view of the gradient of the whole network.
    clip(block.data().underlyingLength());
    Arrays.fill(change, 0);
    if (stateView != null) {
      NativeFloats.readAll(stateView, state);
    }
    updater.update(arithmetic, change, gradient, state, iteration + 1L);
    for (int i = 0; i < length; i++) {
      change[i] = -change[i];
    }
    NativeFloats.writeAll(change, block);
    if (stateView != null) {
      NativeFloats.writeAll(state, stateView);
    }
  }

  /**
   * Keeps the gradient within the limits.
   *
   * @param parameters of the whole network
   */
  private void clip(long parameters) {
    if (settings.clipNorm() > 0) {
      requireWhole(parameters);
      Clipping.byNorm(gradient, settings.clipNorm());
    }
    if (settings.clipValue() > 0) {
      Clipping.byValue(gradient, settings.clipValue());
    }
  }

  private void requireWhole(long parameters) {
    if (gradient.length != parameters) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a gradient is clipped by its norm, but this updater sees %d of a network's %d"
                  + " parameters; give all layers, and their biases, the same updater, or clip by value",
              gradient.length,
              parameters));
    }
  }
}
