package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is something to learn: two days of readings tell more than the naive forecasts do. */
class ForecastableTest {

  private static final int DAY = 144;
  private static final int CHANNELS = 3;
  private static final int STEPS = 2 * 365 * DAY;
  private static final int[] LAGS = {0, 36, 72, 108, 144, 216, 288};
  private static final int FEATURES = 1 + LAGS.length * CHANNELS + 4;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void leastSquaresOnTwoDaysBeatBothNaiveForecastsFromSixHoursToADay(long seed) {
    float[] values =
        new Simulation(Settings.of(seed, STEPS, 1, CHANNELS)).series(0).values(0, STEPS);
    for (int hours : new int[] {6, 12, 18, 24}) {
      int lead = hours * 6;
      double[] weights = fit(values, lead, 2 * DAY, STEPS / 2);
      double model = 0;
      double last = 0;
      double yesterday = 0;
      for (int origin = STEPS / 2; origin < STEPS - lead; origin += 7) {
        double actual = temperature(values, origin + lead);
        double forecast = 0;
        double[] features = features(values, origin);
        for (int i = 0; i < FEATURES; i++) {
          forecast += weights[i] * features[i];
        }
        model += Math.abs(forecast - actual);
        last += Math.abs(temperature(values, origin) - actual);
        yesterday += Math.abs(temperature(values, origin + lead - DAY) - actual);
      }
      // A day ahead the two naive forecasts are the same.
      assertThat(model / Math.min(last, yesterday))
          .as("error at %d hours, as a share of the better naive one", hours)
          .isLessThan(hours == 24 ? 0.65 : 0.55);
    }
  }

  /** Ridge regression on the origins of {@code [from, to)} whose targets lie there too. */
  private static double[] fit(float[] values, int lead, int from, int to) {
    double[][] squares = new double[FEATURES][FEATURES];
    double[] products = new double[FEATURES];
    for (int origin = from; origin < to - lead; origin += 7) {
      double[] features = features(values, origin);
      double target = temperature(values, origin + lead);
      for (int i = 0; i < FEATURES; i++) {
        products[i] += features[i] * target;
        for (int j = 0; j < FEATURES; j++) {
          squares[i][j] += features[i] * features[j];
        }
      }
    }
    for (int i = 0; i < FEATURES; i++) {
      squares[i][i] += 0.1;
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(squares, false))
        .getSolver()
        .solve(new ArrayRealVector(products, false))
        .toArray();
  }

  /** What is known at the origin: readings of the last two days, and the time. */
  private static double[] features(float[] values, int origin) {
    double[] features = new double[FEATURES];
    features[0] = 1;
    int next = 1;
    for (int lag : LAGS) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        features[next++] = values[(origin - lag) * CHANNELS + channel] - (channel == 1 ? 1000 : 0);
      }
    }
    for (double period : new double[] {DAY, DAY * 365.2425}) {
      features[next++] = StrictMath.sin(2 * Math.PI * origin / period);
      features[next++] = StrictMath.cos(2 * Math.PI * origin / period);
    }
    return features;
  }

  private static double temperature(float[] values, int step) {
    return values[step * CHANNELS];
  }
}
