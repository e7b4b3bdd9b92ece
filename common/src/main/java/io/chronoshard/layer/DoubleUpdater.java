package io.chronoshard.layer;

import io.chronoshard.kernel.reference.ReferenceClipping;
import io.chronoshard.kernel.reference.ReferenceUpdater;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An updater in a network of data type DOUBLE, by the reference's formulas. */
final class DoubleUpdater implements UpdaterRun {

  @Override
  public void update(
      KernelUpdater settings, INDArray block, @Nullable INDArray stateView, long iteration) {
    double[] gradient = block.ravel().toDoubleVector();
    clip(settings, gradient);
    // Where parameters of zero would go.
    double[] change = new double[gradient.length];
    double[] state = stateView == null ? new double[0] : stateView.ravel().toDoubleVector();
    new ReferenceUpdater(settings.updater()).update(change, gradient, state, iteration);
    for (int i = 0; i < change.length; i++) {
      change[i] = -change[i];
    }
    DoubleValues.write(change, block);
    if (stateView != null) {
      DoubleValues.write(state, stateView);
    }
  }

  private static void clip(KernelUpdater settings, double[] gradient) {
    if (settings.clipNorm() > 0) {
      ReferenceClipping.byNorm(gradient, settings.clipNorm());
    }
    if (settings.clipValue() > 0) {
      ReferenceClipping.byValue(gradient, settings.clipValue());
    }
  }
}
