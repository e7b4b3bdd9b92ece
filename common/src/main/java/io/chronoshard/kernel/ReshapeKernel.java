package io.chronoshard.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The same values in other steps, read as {@code [step][feature]} and given as such, as Keras'
 * {@code Reshape}: so that a few steps of many features are patches of many steps of a few.
 */
public final class ReshapeKernel implements LayerKernel {

  private final int from;
  private final int to;
  private final PanelTapes kept = new PanelTapes();

  /**
   * Makes steps of others.
   *
   * @param from steps that it reads
   * @param to steps that it gives
   */
  public ReshapeKernel(int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(to + " steps of " + from);
    }
    this.from = from;
    this.to = to;
  }

  @Override
  public int outputSteps(int steps) {
    if (steps != from) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps where " + from + " are made " + to);
    }
    return to;
  }

  @Override
  public int outputs(int inputs) {
    long values = (long) from * inputs;
    if (values % to != 0) {
      throw new IllegalArgumentException(
          values + " values of a sequence cannot be dealt to " + to + " steps");
    }
    return Math.toIntExact(values / to);
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    out.expect(in.samples(), outputSteps(in.steps()), outputs(in.width()), "output");
    kept.begin(in, 0, wayBack);
    copy(in, out);
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    kept.expect(in);
    outGradient.expect(in.samples(), to, outputs(in.width()), "gradient of the output");
    if (inGradient != null) {
      inGradient.expect(in.samples(), in.steps(), in.width(), "gradient of the input");
      copy(outGradient, inGradient);
    }
  }

  private static void copy(Sequences in, Sequences out) {
    for (int value = 0; value < in.steps() * in.width(); value++) {
      int step = value / out.width();
      int feature = value % out.width();
      in.copyFeature(value / in.width(), value % in.width(), out, step, feature);
    }
  }
}
