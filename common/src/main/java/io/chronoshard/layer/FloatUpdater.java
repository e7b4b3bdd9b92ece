package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Clipping;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Updater;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An updater in a network of data type FLOAT, by the kernels. */
final class FloatUpdater implements UpdaterRun {

  private final Arithmetic arithmetic = Engine.best().arithmetic();
  private float[] gradient = {};
  private float[] change = {};
  private float[] state = {};

  @Override
  public void update(
      KernelUpdater settings, INDArray block, @Nullable INDArray stateView, long iteration) {
    Updater updater = settings.updater();
    resize(updater, Math.toIntExact(block.length()));
    NativeFloats.readAll(block, gradient);
    clip(settings);
    // Where parameters of zero would go.
    Arrays.fill(change, 0);
    if (stateView != null) {
      NativeFloats.readAll(stateView, state);
    }
    updater.update(arithmetic, change, gradient, state, iteration);
    for (int i = 0; i < change.length; i++) {
      change[i] = -change[i];
    }
    NativeFloats.writeAll(change, block);
    if (stateView != null) {
      NativeFloats.writeAll(state, stateView);
    }
  }

  private void resize(Updater updater, int length) {
    if (gradient.length != length) {
      gradient = new float[length];
      change = new float[length];
      state = new float[updater.stateSize(length)];
    }
  }

  private void clip(KernelUpdater settings) {
    if (settings.clipNorm() > 0) {
      Clipping.byNorm(gradient, settings.clipNorm());
    }
    if (settings.clipValue() > 0) {
      Clipping.byValue(gradient, settings.clipValue());
    }
  }
}
