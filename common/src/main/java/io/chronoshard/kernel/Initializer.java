package io.chronoshard.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How weights begin; the same bits from the same seed on any machine. */
public enum Initializer {
  /** Uniform within {@code ±√(6 / (fan in + fan out))} (Glorot and Bengio 2010). */
  GLOROT_UNIFORM {
    @Override
    void fill(float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random) {
      double limit = Math.sqrt(6.0 / ((double) rows + fanOut));
      for (int i = at; i < at + rows * columns; i++) {
        weights[i] = (float) ((2 * random.nextDouble() - 1) * limit);
      }
    }
  },
  /** Normal with deviation {@code √(2 / (fan in + fan out))}, cut at two deviations. */
  GLOROT_NORMAL {
    @Override
    void fill(float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random) {
      // A normal distribution that is cut at two deviations has this deviation itself.
      double deviation = Math.sqrt(2.0 / ((double) rows + fanOut)) / 0.8796256610342398;
      for (int i = at; i < at + rows * columns; i++) {
        double value = normal(random);
        while (Math.abs(value) > 2) {
          value = normal(random);
        }
        weights[i] = (float) (value * deviation);
      }
    }
  },
  /** Rows, or columns where there are fewer, of length 1 at right angles (Saxe et al. 2013). */
  ORTHOGONAL {
    @Override
    void fill(float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random) {
      int count = Math.min(rows, columns);
      int length = Math.max(rows, columns);
      double[][] vectors = new double[count][length];
      for (int i = 0; i < count; i++) {
        do {
          for (int j = 0; j < length; j++) {
            vectors[i][j] = normal(random);
          }
        } while (!isSetUpright(vectors, i));
      }
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          double value = rows <= columns ? vectors[row][column] : vectors[column][row];
          weights[at + row * columns + column] = (float) value;
        }
      }
    }
  },
  /** Uniform within ±0.05, as Keras' {@code RandomUniform}. */
  UNIFORM {
    @Override
    void fill(float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random) {
      for (int i = at; i < at + rows * columns; i++) {
        weights[i] = (float) ((2 * random.nextDouble() - 1) * 0.05);
      }
    }
  },
  /** All zero. */
  ZERO {
    @Override
    void fill(float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random) {
      Arrays.fill(weights, at, at + rows * columns, 0);
    }
  };

  /**
   * Fills a matrix {@code [row][column]}.
   *
   * @param rows the fan in
   * @param columns the fan out
   * @param stream tells matrices of one seed apart
   */
  public void fill(float[] weights, int at, int rows, int columns, long seed, long stream) {
    fill(weights, at, rows, columns, columns, seed, stream);
  }

  /**
   * As the other, where more units read a row than the matrix has columns, as in a convolution.
   *
   * @param fanOut how many do
   */
  public void fill(
      float[] weights, int at, int rows, int columns, int fanOut, long seed, long stream) {
    fill(weights, at, rows, columns, fanOut, random(seed, stream));
  }

  private static SplittableRandom random(long seed, long stream) {
    return new SplittableRandom(
        SplitMix.spread(seed + SplitMix.GOLDEN) ^ SplitMix.spread(~stream + SplitMix.GOLDEN));
  }

  abstract void fill(
      float[] weights, int at, int rows, int columns, int fanOut, SplittableRandom random);

  /** By Marsaglia's polar method. */
  private static double normal(SplittableRandom random) {
    double x;
    double square;
    do {
      x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * Math.sqrt(-2 * StrictMath.log(square) / square);
  }

  /**
   * Takes from a vector what the ones before it hold of it, twice for the sake of rounding, and
   * makes its length 1.
   *
   * @return whether something was left
   */
  private static boolean isSetUpright(double[][] vectors, int which) {
    double[] vector = vectors[which];
    for (int pass = 0; pass < 2; pass++) {
      for (int other = 0; other < which; other++) {
        double share = product(vectors[other], vector);
        for (int i = 0; i < vector.length; i++) {
          vector[i] -= share * vectors[other][i];
        }
      }
    }
    double length = Math.sqrt(product(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return length > 1e-6;
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
