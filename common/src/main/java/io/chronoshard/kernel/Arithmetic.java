package io.chronoshard.kernel;

/**
 * What layers are made of, in plain Java: for any JVM, and what every faster implementation must
 * agree with to the bit.
 *
 * <p>A sum begins with what it is added to, runs over ascending columns or lanes, one fused
 * multiply-add after the other. {@link Curves} says what the curves are. All values lie in panels
 * ({@link Panel}), named by an array and the place of their first row; counts are of floats, and
 * multiples of {@link Panel#LANES}. Nothing here allocates. For any number of threads.
 *
 * <p>What is carried from step to step and comes nearer to zero than {@link Curves#TINY} becomes
 * zero: else it would end among the denormal numbers, with which processors are slow.
 */
public class Arithmetic {

  private static final int LANES = Panel.LANES;
  private static final int ROWS = Panel.ROWS;

  /** Lanes of a row that are added up apart from each other in {@link #addRows}. */
  public static final int ROW_SUMS = 16;

  /**
   * {@code out = bias + w · x}.
   *
   * @param x {@code [column][lane]}
   * @param out receives {@code [row][lane]}; may not overlap {@code x}
   */
  public final void affine(Weights w, float[] x, int xAt, float[] out, int outAt) {
    affine(w, x, xAt, LANES, out, outAt);
  }

  /**
   * As the other, where rows of {@code x} lie apart.
   *
   * @param stride from one row to the next one in {@code x}
   */
  public void affine(Weights w, float[] x, int xAt, int stride, float[] out, int outAt) {
    for (int row = 0; row < w.rows(); row++) {
      fill(out, outAt + row * LANES, w.bias()[row]);
    }
    add(w, x, xAt, stride, out, outAt);
  }

  private static void fill(float[] out, int at, float value) {
    for (int i = at; i < at + LANES; i++) {
      out[i] = value;
    }
  }

  /** {@code out = out + w · x}, without the bias. */
  public void add(Weights w, float[] x, int xAt, float[] out, int outAt) {
    add(w, x, xAt, LANES, out, outAt);
  }

  private static void add(Weights w, float[] x, int xAt, int stride, float[] out, int outAt) {
    for (int row = 0; row < w.rows(); row++) {
      int weight = row / ROWS * w.columns() * ROWS + row % ROWS;
      for (int column = 0; column < w.columns(); column++) {
        addRow(w.packed()[weight], x, xAt + column * stride, out, outAt + row * LANES);
        weight += ROWS;
      }
    }
  }

  private static void addRow(float weight, float[] x, int xAt, float[] out, int outAt) {
    for (int lane = 0; lane < LANES; lane++) {
      out[outAt + lane] = Math.fma(weight, x[xAt + lane], out[outAt + lane]);
    }
  }

  /**
   * Adds {@code z · x}, summed over the lanes: the gradient of the weights that made the sums of
   * which {@code z} is the gradient.
   *
   * @param z {@code [row][lane]}
   * @param rows a multiple of {@link Panel#ROWS}
   * @param x turned, {@code [lane][column]}, and {@code sums}, {@code [row][column]}, both with
   *     {@code stride} floats from row to row
   * @param columns a multiple of {@link Panel#COLUMNS}
   */
  public void addProducts(
      float[] z,
      int zAt,
      int rows,
      float[] x,
      int xAt,
      int columns,
      int stride,
      float[] sums,
      int sumsAt) {
    for (int row = 0; row < rows; row++) {
      for (int lane = 0; lane < LANES; lane++) {
        float factor = z[zAt + row * LANES + lane];
        int from = xAt + lane * stride;
        int to = sumsAt + row * stride;
        for (int column = 0; column < columns; column++) {
          sums[to + column] = Math.fma(factor, x[from + column], sums[to + column]);
        }
      }
    }
  }

  /**
   * Adds the lanes of each row up, in {@link #ROW_SUMS} sums that {@link #total} brings together.
   *
   * @param rows a multiple of {@link Panel#ROWS}
   * @param sums {@code [row][lane % 16]}
   */
  public void addRows(float[] z, int zAt, int rows, float[] sums, int sumsAt) {
    for (int row = 0; row < rows; row++) {
      int from = zAt + row * LANES;
      int to = sumsAt + row * ROW_SUMS;
      for (int lane = 0; lane < LANES; lane += ROW_SUMS) {
        for (int i = 0; i < ROW_SUMS; i++) {
          sums[to + i] += z[from + lane + i];
        }
      }
    }
  }

  /**
   * The sum of a row's {@link #ROW_SUMS} sums: neighbours at half the distance, again and again.
   */
  public static float total(float[] sums, int at) {
    float even =
        ((sums[at] + sums[at + 8]) + (sums[at + 4] + sums[at + 12]))
            + ((sums[at + 2] + sums[at + 10]) + (sums[at + 6] + sums[at + 14]));
    float odd =
        ((sums[at + 1] + sums[at + 9]) + (sums[at + 5] + sums[at + 13]))
            + ((sums[at + 3] + sums[at + 11]) + (sums[at + 7] + sums[at + 15]));
    return even + odd;
  }

  /** Applies a curve in place. */
  public void apply(Curve curve, float[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = curve.at(values[i]);
    }
  }

  /**
   * Multiplies gradients by a curve's slope, in place.
   *
   * @param values what the curve gave
   */
  public void slope(
      Curve curve, float[] values, int at, float[] gradients, int gradientsAt, int count) {
    for (int i = 0; i < count; i++) {
      float gradient = Curves.flush(gradients[gradientsAt + i]);
      gradients[gradientsAt + i] = gradient * curve.slope(values[at + i]);
    }
  }

  /** Sets to zero what is nearer to it than {@link Curves#TINY}. */
  public void flush(float[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = Curves.flush(values[i]);
    }
  }

  /** {@code values = values · factors}. */
  public void multiply(float[] values, int at, float[] factors, int factorsAt, int count) {
    for (int i = 0; i < count; i++) {
      values[at + i] *= factors[factorsAt + i];
    }
  }

  /** {@code out = out + values}. */
  public void add(float[] values, int at, float[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] += values[at + i];
    }
  }

  /**
   * Takes over what is larger, and where it came from; NaN is larger than all.
   *
   * @param from written to {@code origins} where a value is taken over
   */
  public void larger(
      float[] values, int at, float from, float[] best, float[] origins, int bestAt, int count) {
    for (int i = 0; i < count; i++) {
      float value = values[at + i];
      if (value > best[bestAt + i] || Float.isNaN(value)) {
        best[bestAt + i] = value;
        origins[bestAt + i] = from;
      }
    }
  }

  /** {@code out = out + values} where the origin is this one. */
  public void addFrom(
      float from, float[] origins, int originsAt, float[] values, float[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] += origins[originsAt + i] == from ? values[i] : 0;
    }
  }

  /**
   * A step of Adam on all parameters.
   *
   * @param state first moments, then second ones
   * @param keep what is left of the parameters before the step: 1, or less where weights decay
   */
  public void adam(
      float[] parameters,
      float[] gradient,
      float[] state,
      float first,
      float second,
      float rate,
      float epsilon,
      float keep) {
    adam(0, parameters, gradient, state, first, second, rate, epsilon, keep);
  }

  /** As the other, from a parameter on. */
  protected static void adam(
      int from,
      float[] parameters,
      float[] gradient,
      float[] state,
      float first,
      float second,
      float rate,
      float epsilon,
      float keep) {
    int size = gradient.length;
    for (int i = from; i < size; i++) {
      float g = gradient[i];
      float mean = Curves.flush(Math.fma(g - state[i], first, state[i]));
      float before = state[size + i];
      float square = Curves.flush(Math.fma(Math.fma(g, g, -before), second, before));
      state[i] = mean;
      state[size + i] = square;
      parameters[i] =
          Math.fma(parameters[i], keep, -(mean * rate / ((float) Math.sqrt(square) + epsilon)));
    }
  }

  /**
   * An LSTM's step after its sums.
   *
   * @param curve of the candidate and of the cell's output; {@code gate} that of the gates
   * @param count units times lanes
   * @param z {@code [input, forget, output, candidate][unit][lane]}: in, sums; out, what their
   *     curves gave
   * @param cells those before the step at {@code cellsBefore}; those behind it go to {@code
   *     cellsBehind}
   * @param curved room for what the curve makes of them, from its beginning
   * @param outputs receive the output gate times that
   */
  public void lstm(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] cells,
      int cellsBefore,
      int cellsBehind,
      float[] curved,
      float[] outputs,
      int outputsAt) {
    apply(gate, z, zAt, 3 * count);
    apply(curve, z, zAt + 3 * count, count);
    for (int i = 0; i < count; i++) {
      int at = zAt + i;
      float cell =
          Curves.flush(Math.fma(z[at + count], cells[cellsBefore + i], z[at] * z[at + 3 * count]));
      float bent = curve.at(cell);
      cells[cellsBehind + i] = cell;
      curved[i] = bent;
      outputs[outputsAt + i] = z[at + 2 * count] * bent;
    }
  }

  /**
   * The way back through an LSTM's step.
   *
   * @param z what {@link #lstm} left
   * @param cells those before the step at {@code cellsBefore}, those behind it at {@code
   *     cellsBehind}
   * @param curved room for what the curve makes of these
   * @param gradient of the step's output
   * @param cellGradient in, of the cells behind the step; out, of those before it
   * @param back receives the gradient of the sums, as {@code z} lies
   */
  public void lstmBack(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] cells,
      int cellsBefore,
      int cellsBehind,
      float[] curved,
      float[] gradient,
      float[] cellGradient,
      float[] back) {
    for (int i = 0; i < count; i++) {
      float input = z[zAt + i];
      float forget = z[zAt + count + i];
      float output = z[zAt + 2 * count + i];
      float candidate = z[zAt + 3 * count + i];
      float bent = curve.at(cells[cellsBehind + i]);
      float out = Curves.flush(gradient[i]);
      float cell = Curves.flush(Math.fma(out * output, curve.slope(bent), cellGradient[i]));
      cellGradient[i] = cell * forget;
      back[i] = cell * candidate * gate.slope(input);
      back[count + i] = cell * cells[cellsBefore + i] * gate.slope(forget);
      back[2 * count + i] = out * bent * gate.slope(output);
      back[3 * count + i] = cell * input * curve.slope(candidate);
    }
  }

  /**
   * A GRU's step after its sums, its reset gate applied after the recurrent product.
   *
   * @param z {@code [update, reset, candidate's input, candidate's state][unit][lane]}: in, sums;
   *     out, what the curves gave, the candidate in the third place, and the last sum as it was
   * @param states those before the step at {@code statesBefore}; those behind it go to {@code
   *     statesBehind}
   */
  public void gru(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] states,
      int statesBefore,
      int statesBehind) {
    apply(gate, z, zAt, 2 * count);
    for (int i = 0; i < count; i++) {
      int at = zAt + i;
      float candidate = curve.at(Math.fma(z[at + count], z[at + 3 * count], z[at + 2 * count]));
      z[at + 2 * count] = candidate;
      states[statesBehind + i] =
          Curves.flush(Math.fma(z[at], states[statesBefore + i] - candidate, candidate));
    }
  }

  /**
   * The way back through a GRU's step.
   *
   * @param z what {@link #gru} left
   * @param gradient in, of the state behind the step; out, the part of the gradient of the state
   *     before it that passes by the recurrent product
   * @param back receives the gradient of the sums, as {@code z} lies
   */
  public void gruBack(
      Curve curve,
      Curve gate,
      int count,
      float[] z,
      int zAt,
      float[] states,
      int statesBefore,
      float[] gradient,
      float[] back) {
    for (int i = 0; i < count; i++) {
      float update = z[zAt + i];
      float reset = z[zAt + count + i];
      float candidate = z[zAt + 2 * count + i];
      float state = z[zAt + 3 * count + i];
      float out = Curves.flush(gradient[i]);
      float sum = out * (1 - update) * curve.slope(candidate);
      back[i] = out * (states[statesBefore + i] - candidate) * gate.slope(update);
      back[count + i] = sum * state * gate.slope(reset);
      back[2 * count + i] = sum;
      back[3 * count + i] = sum * reset;
      gradient[i] = out * update;
    }
  }
}
