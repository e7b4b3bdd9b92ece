package io.chronoshard.kernel;

import io.chronoshard.kernel.ConvolutionSettings.Padding;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer, on each step or on whole sequences: a window of one step or of all. Parameters lie
 * as in Keras: {@code [input][unit]}, then the bias.
 */
public final class DenseKernel implements LayerKernel {

  /** Any number of steps. */
  private static final int ANY = 0;

  private final ConvolutionKernel windows;
  private final int steps;

  /** On each step; a vector is a sequence of one. */
  public DenseKernel(int inputs, int units, Curve curve, Arithmetic arithmetic, Threads threads) {
    this(ANY, inputs, units, curve, arithmetic, threads);
  }

  private DenseKernel(
      int steps, int inputs, int units, Curve curve, Arithmetic arithmetic, Threads threads) {
    this.steps = steps;
    this.windows =
        new ConvolutionKernel(
            new ConvolutionSettings(
                inputs, units, steps == ANY ? 1 : steps, 1, 1, Padding.VALID, curve),
            arithmetic,
            threads);
  }

  /**
   * On sequences of so many steps, flattened as {@code [step][input]}; gives one step.
   *
   * @param inputs features of a step
   */
  public static DenseKernel flattened(
      int steps, int inputs, int units, Curve curve, Arithmetic arithmetic, Threads threads) {
    if (steps < 1) {
      throw new IllegalArgumentException("sequences of " + steps + " steps");
    }
    return new DenseKernel(steps, inputs, units, curve, arithmetic, threads);
  }

  @Override
  public int parameters() {
    return windows.parameters();
  }

  @Override
  public int outputSteps(int steps) {
    if (this.steps != ANY && this.steps != steps) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps where " + this.steps + " are flattened");
    }
    return windows.outputSteps(steps);
  }

  @Override
  public int outputs(int inputs) {
    return windows.outputs(inputs);
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    out.expect(in.samples(), outputSteps(in.steps()), windows.outputs(in.width()), "output");
    windows.forward(parameters, in, out, wayBack);
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    windows.backward(parameters, in, outGradient, inGradient, gradient);
  }
}
