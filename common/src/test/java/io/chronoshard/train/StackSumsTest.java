package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSumsTest {

  /** The best of all choices of members whose plain least squares have no weight below zero. */
  @ParameterizedTest(name = "{0} members")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void weightsAreTheBestOfThoseNotBelowZero(int members) {
    for (int seed = 1; seed <= 100; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {members, seed});
      float[][] forecasts = new float[50][members];
      float[] actual = new float[50];
      for (int i = 0; i < actual.length; i++) {
        actual[i] = (float) random.nextGaussian();
        for (int member = 0; member < members; member++) {
          double skill = member % 2 == 0 ? 1 : -0.3;
          forecasts[i][member] = (float) (skill * actual[i] + (1 + member) * random.nextGaussian());
        }
      }
      double[] weights = sums(forecasts, actual).weights();
      for (double weight : weights) {
        assertThat(weight).isNotNegative();
      }
      assertThat(error(forecasts, actual, weights))
          .as("seed %d", seed)
          .isCloseTo(leastError(forecasts, actual, members), within(1e-6));
    }
  }

  @Test
  void twoThatForecastTheSameShareOneWeight() {
    float[][] forecasts = {{1, 1}, {2, 2}, {-1, -1}};
    double[] weights = sums(forecasts, new float[] {2, 4, -2}).weights();
    assertThat(weights[0] + weights[1]).isCloseTo(2, within(1e-12));
  }

  @Test
  void whoForecastsTheContraryHasNoWeight() {
    assertThat(sums(new float[][] {{-1}, {2}}, new float[] {1, -2}).weights()).containsExactly(0);
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    float[][] forecasts = {{1, 3}, {2, -2}, {-1, 4}};
    StackSums whole = sums(forecasts, new float[] {2, 4, -2});
    StackSums parts =
        sums(new float[][] {forecasts[0]}, new float[] {2})
            .plus(sums(new float[][] {forecasts[1], forecasts[2]}, new float[] {4, -2}));
    assertThat(parts).usingRecursiveComparison().isEqualTo(whole);
  }

  private static StackSums sums(float[][] forecasts, float[] actual) {
    StackSums sums = StackSums.none(forecasts[0].length);
    for (int i = 0; i < actual.length; i++) {
      sums.add(forecasts[i], actual[i]);
    }
    return sums;
  }

  private static double leastError(float[][] forecasts, float[] actual, int members) {
    double least = error(forecasts, actual, new double[members]);
    for (int chosen = 1; chosen < 1 << members; chosen++) {
      double[] weights = plain(forecasts, actual, chosen);
      boolean allowed = true;
      for (double weight : weights) {
        allowed &= weight >= 0;
      }
      if (allowed) {
        least = Math.min(least, error(forecasts, actual, weights));
      }
    }
    return least;
  }

  /** Least squares of the members whose bit is set. */
  private static double[] plain(float[][] forecasts, float[] actual, int chosen) {
    int members = forecasts[0].length;
    RealMatrix left = new Array2DRowRealMatrix(members, members);
    double[] right = new double[members];
    for (int one = 0; one < members; one++) {
      boolean in = (chosen >> one & 1) == 1;
      for (int i = 0; in && i < actual.length; i++) {
        right[one] += (double) forecasts[i][one] * actual[i];
        for (int other = 0; other < members; other++) {
          if ((chosen >> other & 1) == 1) {
            left.addToEntry(one, other, (double) forecasts[i][one] * forecasts[i][other]);
          }
        }
      }
      if (!in) {
        left.setEntry(one, one, 1);
      }
    }
    return new LUDecomposition(left).getSolver().solve(new ArrayRealVector(right)).toArray();
  }

  private static double error(float[][] forecasts, float[] actual, double[] weights) {
    double error = 0;
    for (int i = 0; i < actual.length; i++) {
      double sum = -actual[i];
      for (int member = 0; member < weights.length; member++) {
        sum += weights[member] * forecasts[i][member];
      }
      error += sum * sum;
    }
    return error;
  }
}
