package io.chronoshard.kernel;

import org.jspecify.annotations.Nullable;

/** A vector at each of many steps, as Keras' {@code RepeatVector}. */
public final class RepeatKernel implements LayerKernel {

  private final int times;
  private final PanelTapes kept = new PanelTapes();

  /** Gives so many steps. */
  public RepeatKernel(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a vector repeated " + times + " times");
    }
    this.times = times;
  }

  @Override
  public int outputSteps(int steps) {
    if (steps != 1) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps where a vector is repeated");
    }
    return times;
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    out.expect(in.samples(), outputSteps(in.steps()), in.width(), "output");
    kept.begin(in, 0, wayBack);
    for (int step = 0; step < times; step++) {
      for (int feature = 0; feature < in.width(); feature++) {
        in.copyFeature(0, feature, out, step, feature);
      }
    }
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    kept.expect(in);
    outGradient.expect(in.samples(), times, in.width(), "gradient of the output");
    if (inGradient == null) {
      return;
    }
    inGradient.expect(in.samples(), 1, in.width(), "gradient of the input");
    for (int feature = 0; feature < in.width(); feature++) {
      for (int sample = 0; sample < in.samples(); sample++) {
        inGradient.set(sample, 0, feature, sum(outGradient, sample, feature));
      }
    }
  }

  /** From the first step to the last. */
  private static float sum(Sequences values, int sample, int feature) {
    float sum = 0;
    for (int step = 0; step < values.steps(); step++) {
      sum += values.at(sample, step, feature);
    }
    return sum;
  }
}
