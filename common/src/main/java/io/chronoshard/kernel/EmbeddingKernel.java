package io.chronoshard.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A row of numbers for each code, as Keras' {@code Embedding}: what is learned about each of many
 * things, such as series. Parameters are {@code [code][unit]}. A code is the whole number nearest
 * to what is read.
 */
public final class EmbeddingKernel implements LayerKernel {

  /** Codes that a float tells apart. */
  public static final int MOST_CODES = 1 << 24;

  private final int codes;
  private final int units;
  private final PanelTapes kept = new PanelTapes();

  /**
   * For codes from 0 on.
   *
   * @param codes how many
   */
  public EmbeddingKernel(int codes, int units) {
    if (codes < 1 || codes > MOST_CODES || units < 1) {
      throw new IllegalArgumentException("an embedding of " + codes + " codes in " + units);
    }
    this.codes = codes;
    this.units = units;
  }

  @Override
  public int parameters() {
    return Math.multiplyExact(codes, units);
  }

  @Override
  public int outputs(int inputs) {
    return units;
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    in.expect(in.samples(), in.steps(), 1, "input");
    out.expect(in.samples(), in.steps(), units, "output");
    kept.begin(in, 0, wayBack);
    for (int step = 0; step < in.steps(); step++) {
      for (int sample = 0; sample < in.samples(); sample++) {
        int row = row(in, sample, step);
        for (int unit = 0; unit < units; unit++) {
          out.set(sample, step, unit, parameters[row + unit]);
        }
      }
    }
  }

  /** Where the numbers of what is read begin. */
  private int row(Sequences in, int sample, int step) {
    float code = in.at(sample, step, 0);
    if (!(code > -0.5f && code < codes - 0.5)) {
      throw new IllegalArgumentException("the code " + code + " where there are " + codes);
    }
    return Math.round(code) * units;
  }

  /** A code has no gradient: that of the input is zero. */
  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    kept.expect(in);
    outGradient.expect(in.samples(), in.steps(), units, "gradient of the output");
    for (int sample = 0; sample < in.samples(); sample++) {
      for (int step = 0; step < in.steps(); step++) {
        int row = row(in, sample, step);
        for (int unit = 0; unit < units; unit++) {
          gradient[row + unit] += outGradient.at(sample, step, unit);
        }
        if (inGradient != null) {
          inGradient.set(sample, step, 0, 0);
        }
      }
    }
  }
}
