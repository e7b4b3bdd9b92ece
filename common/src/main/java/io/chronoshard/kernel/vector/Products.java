package io.chronoshard.kernel.vector;

import static io.chronoshard.kernel.vector.Vectors.all;
import static io.chronoshard.kernel.vector.Vectors.load;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Panel;
import io.chronoshard.kernel.Weights;
import jdk.incubator.vector.FloatVector;

/**
 * Products of weights and panels: eight rows by two vectors in registers, one column or lane after
 * the other.
 */
final class Products {

  private static final int WIDTH = VectorArithmetic.WIDTH;
  private static final int LANES = Panel.LANES;
  private static final int ROWS = Panel.ROWS;

  private Products() {}

  /** {@link Arithmetic#affine(Weights, float[], int, int, float[], int)}. */
  static void affine(Weights w, float[] x, int xAt, int stride, float[] out, int outAt) {
    int columns = w.columns();
    for (int row = 0; row < w.rows(); row += ROWS) {
      for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
        affine(
            w.packed(),
            row * columns,
            w.bias(),
            row,
            columns,
            x,
            xAt + lane,
            stride,
            out,
            outAt + row * LANES + lane);
      }
    }
  }

  /** {@link Arithmetic#add(Weights, float[], int, float[], int)}. */
  static void add(Weights w, float[] x, int xAt, float[] out, int outAt) {
    int columns = w.columns();
    for (int row = 0; row < w.rows(); row += ROWS) {
      for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
        add(w.packed(), row * columns, columns, x, xAt + lane, out, outAt + row * LANES + lane);
      }
    }
  }

  /** {@link Arithmetic#addProducts}. */
  static void addProducts(
      float[] z,
      int zAt,
      int rows,
      float[] x,
      int xAt,
      int columns,
      int stride,
      float[] sums,
      int sumsAt) {
    for (int row = 0; row < rows; row += ROWS) {
      int from = zAt + row * LANES;
      int to = sumsAt + row * stride;
      int column = 0;
      for (; column + 2 * WIDTH <= columns; column += 2 * WIDTH) {
        addProducts(z, from, x, xAt + column, stride, sums, to + column);
      }
      if (column < columns) {
        addNarrowProducts(z, from, x, xAt + column, stride, sums, to + column);
      }
    }
  }

  private static void affine(
      float[] w,
      int weight,
      float[] bias,
      int biasAt,
      int columns,
      float[] x,
      int xAt,
      int stride,
      float[] out,
      int outAt) {
    FloatVector a0 = all(bias[biasAt]);
    FloatVector a1 = a0;
    FloatVector b0 = all(bias[biasAt + 1]);
    FloatVector b1 = b0;
    FloatVector c0 = all(bias[biasAt + 2]);
    FloatVector c1 = c0;
    FloatVector d0 = all(bias[biasAt + 3]);
    FloatVector d1 = d0;
    FloatVector e0 = all(bias[biasAt + 4]);
    FloatVector e1 = e0;
    FloatVector f0 = all(bias[biasAt + 5]);
    FloatVector f1 = f0;
    FloatVector g0 = all(bias[biasAt + 6]);
    FloatVector g1 = g0;
    FloatVector h0 = all(bias[biasAt + 7]);
    FloatVector h1 = h0;
    for (int column = 0; column < columns; column++) {
      FloatVector left = load(x, xAt);
      FloatVector right = load(x, xAt + WIDTH);
      FloatVector factor;
      factor = all(w[weight]);
      a0 = factor.fma(left, a0);
      a1 = factor.fma(right, a1);
      factor = all(w[weight + 1]);
      b0 = factor.fma(left, b0);
      b1 = factor.fma(right, b1);
      factor = all(w[weight + 2]);
      c0 = factor.fma(left, c0);
      c1 = factor.fma(right, c1);
      factor = all(w[weight + 3]);
      d0 = factor.fma(left, d0);
      d1 = factor.fma(right, d1);
      factor = all(w[weight + 4]);
      e0 = factor.fma(left, e0);
      e1 = factor.fma(right, e1);
      factor = all(w[weight + 5]);
      f0 = factor.fma(left, f0);
      f1 = factor.fma(right, f1);
      factor = all(w[weight + 6]);
      g0 = factor.fma(left, g0);
      g1 = factor.fma(right, g1);
      factor = all(w[weight + 7]);
      h0 = factor.fma(left, h0);
      h1 = factor.fma(right, h1);
      weight += ROWS;
      xAt += stride;
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + WIDTH);
    b0.intoArray(out, outAt + LANES);
    b1.intoArray(out, outAt + LANES + WIDTH);
    c0.intoArray(out, outAt + 2 * LANES);
    c1.intoArray(out, outAt + 2 * LANES + WIDTH);
    d0.intoArray(out, outAt + 3 * LANES);
    d1.intoArray(out, outAt + 3 * LANES + WIDTH);
    e0.intoArray(out, outAt + 4 * LANES);
    e1.intoArray(out, outAt + 4 * LANES + WIDTH);
    f0.intoArray(out, outAt + 5 * LANES);
    f1.intoArray(out, outAt + 5 * LANES + WIDTH);
    g0.intoArray(out, outAt + 6 * LANES);
    g1.intoArray(out, outAt + 6 * LANES + WIDTH);
    h0.intoArray(out, outAt + 7 * LANES);
    h1.intoArray(out, outAt + 7 * LANES + WIDTH);
  }

  private static void add(
      float[] w, int weight, int columns, float[] x, int xAt, float[] out, int outAt) {
    FloatVector a0 = load(out, outAt);
    FloatVector a1 = load(out, outAt + WIDTH);
    FloatVector b0 = load(out, outAt + LANES);
    FloatVector b1 = load(out, outAt + LANES + WIDTH);
    FloatVector c0 = load(out, outAt + 2 * LANES);
    FloatVector c1 = load(out, outAt + 2 * LANES + WIDTH);
    FloatVector d0 = load(out, outAt + 3 * LANES);
    FloatVector d1 = load(out, outAt + 3 * LANES + WIDTH);
    FloatVector e0 = load(out, outAt + 4 * LANES);
    FloatVector e1 = load(out, outAt + 4 * LANES + WIDTH);
    FloatVector f0 = load(out, outAt + 5 * LANES);
    FloatVector f1 = load(out, outAt + 5 * LANES + WIDTH);
    FloatVector g0 = load(out, outAt + 6 * LANES);
    FloatVector g1 = load(out, outAt + 6 * LANES + WIDTH);
    FloatVector h0 = load(out, outAt + 7 * LANES);
    FloatVector h1 = load(out, outAt + 7 * LANES + WIDTH);
    for (int column = 0; column < columns; column++) {
      FloatVector left = load(x, xAt);
      FloatVector right = load(x, xAt + WIDTH);
      FloatVector factor;
      factor = all(w[weight]);
      a0 = factor.fma(left, a0);
      a1 = factor.fma(right, a1);
      factor = all(w[weight + 1]);
      b0 = factor.fma(left, b0);
      b1 = factor.fma(right, b1);
      factor = all(w[weight + 2]);
      c0 = factor.fma(left, c0);
      c1 = factor.fma(right, c1);
      factor = all(w[weight + 3]);
      d0 = factor.fma(left, d0);
      d1 = factor.fma(right, d1);
      factor = all(w[weight + 4]);
      e0 = factor.fma(left, e0);
      e1 = factor.fma(right, e1);
      factor = all(w[weight + 5]);
      f0 = factor.fma(left, f0);
      f1 = factor.fma(right, f1);
      factor = all(w[weight + 6]);
      g0 = factor.fma(left, g0);
      g1 = factor.fma(right, g1);
      factor = all(w[weight + 7]);
      h0 = factor.fma(left, h0);
      h1 = factor.fma(right, h1);
      weight += ROWS;
      xAt += LANES;
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + WIDTH);
    b0.intoArray(out, outAt + LANES);
    b1.intoArray(out, outAt + LANES + WIDTH);
    c0.intoArray(out, outAt + 2 * LANES);
    c1.intoArray(out, outAt + 2 * LANES + WIDTH);
    d0.intoArray(out, outAt + 3 * LANES);
    d1.intoArray(out, outAt + 3 * LANES + WIDTH);
    e0.intoArray(out, outAt + 4 * LANES);
    e1.intoArray(out, outAt + 4 * LANES + WIDTH);
    f0.intoArray(out, outAt + 5 * LANES);
    f1.intoArray(out, outAt + 5 * LANES + WIDTH);
    g0.intoArray(out, outAt + 6 * LANES);
    g1.intoArray(out, outAt + 6 * LANES + WIDTH);
    h0.intoArray(out, outAt + 7 * LANES);
    h1.intoArray(out, outAt + 7 * LANES + WIDTH);
  }

  private static void addProducts(
      float[] z, int zAt, float[] x, int xAt, int stride, float[] sums, int sumsAt) {
    FloatVector a0 = load(sums, sumsAt);
    FloatVector a1 = load(sums, sumsAt + WIDTH);
    FloatVector b0 = load(sums, sumsAt + stride);
    FloatVector b1 = load(sums, sumsAt + stride + WIDTH);
    FloatVector c0 = load(sums, sumsAt + 2 * stride);
    FloatVector c1 = load(sums, sumsAt + 2 * stride + WIDTH);
    FloatVector d0 = load(sums, sumsAt + 3 * stride);
    FloatVector d1 = load(sums, sumsAt + 3 * stride + WIDTH);
    FloatVector e0 = load(sums, sumsAt + 4 * stride);
    FloatVector e1 = load(sums, sumsAt + 4 * stride + WIDTH);
    FloatVector f0 = load(sums, sumsAt + 5 * stride);
    FloatVector f1 = load(sums, sumsAt + 5 * stride + WIDTH);
    FloatVector g0 = load(sums, sumsAt + 6 * stride);
    FloatVector g1 = load(sums, sumsAt + 6 * stride + WIDTH);
    FloatVector h0 = load(sums, sumsAt + 7 * stride);
    FloatVector h1 = load(sums, sumsAt + 7 * stride + WIDTH);
    for (int lane = zAt; lane < zAt + LANES; lane++) {
      FloatVector left = load(x, xAt);
      FloatVector right = load(x, xAt + WIDTH);
      FloatVector factor;
      factor = all(z[lane]);
      a0 = factor.fma(left, a0);
      a1 = factor.fma(right, a1);
      factor = all(z[lane + LANES]);
      b0 = factor.fma(left, b0);
      b1 = factor.fma(right, b1);
      factor = all(z[lane + 2 * LANES]);
      c0 = factor.fma(left, c0);
      c1 = factor.fma(right, c1);
      factor = all(z[lane + 3 * LANES]);
      d0 = factor.fma(left, d0);
      d1 = factor.fma(right, d1);
      factor = all(z[lane + 4 * LANES]);
      e0 = factor.fma(left, e0);
      e1 = factor.fma(right, e1);
      factor = all(z[lane + 5 * LANES]);
      f0 = factor.fma(left, f0);
      f1 = factor.fma(right, f1);
      factor = all(z[lane + 6 * LANES]);
      g0 = factor.fma(left, g0);
      g1 = factor.fma(right, g1);
      factor = all(z[lane + 7 * LANES]);
      h0 = factor.fma(left, h0);
      h1 = factor.fma(right, h1);
      xAt += stride;
    }
    a0.intoArray(sums, sumsAt);
    a1.intoArray(sums, sumsAt + WIDTH);
    b0.intoArray(sums, sumsAt + stride);
    b1.intoArray(sums, sumsAt + stride + WIDTH);
    c0.intoArray(sums, sumsAt + 2 * stride);
    c1.intoArray(sums, sumsAt + 2 * stride + WIDTH);
    d0.intoArray(sums, sumsAt + 3 * stride);
    d1.intoArray(sums, sumsAt + 3 * stride + WIDTH);
    e0.intoArray(sums, sumsAt + 4 * stride);
    e1.intoArray(sums, sumsAt + 4 * stride + WIDTH);
    f0.intoArray(sums, sumsAt + 5 * stride);
    f1.intoArray(sums, sumsAt + 5 * stride + WIDTH);
    g0.intoArray(sums, sumsAt + 6 * stride);
    g1.intoArray(sums, sumsAt + 6 * stride + WIDTH);
    h0.intoArray(sums, sumsAt + 7 * stride);
    h1.intoArray(sums, sumsAt + 7 * stride + WIDTH);
  }

  /** As the other, one vector wide. */
  private static void addNarrowProducts(
      float[] z, int zAt, float[] x, int xAt, int stride, float[] sums, int sumsAt) {
    FloatVector a = load(sums, sumsAt);
    FloatVector b = load(sums, sumsAt + stride);
    FloatVector c = load(sums, sumsAt + 2 * stride);
    FloatVector d = load(sums, sumsAt + 3 * stride);
    FloatVector e = load(sums, sumsAt + 4 * stride);
    FloatVector f = load(sums, sumsAt + 5 * stride);
    FloatVector g = load(sums, sumsAt + 6 * stride);
    FloatVector h = load(sums, sumsAt + 7 * stride);
    for (int lane = zAt; lane < zAt + LANES; lane++) {
      FloatVector values = load(x, xAt);
      a = all(z[lane]).fma(values, a);
      b = all(z[lane + LANES]).fma(values, b);
      c = all(z[lane + 2 * LANES]).fma(values, c);
      d = all(z[lane + 3 * LANES]).fma(values, d);
      e = all(z[lane + 4 * LANES]).fma(values, e);
      f = all(z[lane + 5 * LANES]).fma(values, f);
      g = all(z[lane + 6 * LANES]).fma(values, g);
      h = all(z[lane + 7 * LANES]).fma(values, h);
      xAt += stride;
    }
    a.intoArray(sums, sumsAt);
    b.intoArray(sums, sumsAt + stride);
    c.intoArray(sums, sumsAt + 2 * stride);
    d.intoArray(sums, sumsAt + 3 * stride);
    e.intoArray(sums, sumsAt + 4 * stride);
    f.intoArray(sums, sumsAt + 5 * stride);
    g.intoArray(sums, sumsAt + 6 * stride);
    h.intoArray(sums, sumsAt + 7 * stride);
  }
}
