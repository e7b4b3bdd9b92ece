package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Updater;
import java.util.Arrays;
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

  RunningUpdater(KernelUpdater settings, @Nullable INDArray stateView, boolean initialize) {
    this.settings = settings;
    this.updater = settings.updater();
    if (stateView != null) {
      setStateViewArray(stateView, stateView.shape(), stateView.ordering(), initialize);
    }
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
    settings.clip(gradient, block.data().underlyingLength());
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
}
