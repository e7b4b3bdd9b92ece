package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Forecaster;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearModelTest {

  private static final WindowShape SHAPE = new WindowShape(4, 2, 1, 1, 2, 3);

  /**
   * {@code (X'X/n + λI) w = X'y/n} with a column of ones in X that the penalty spares, solved as it
   * stands; forecasts are sums over the window's scaled inputs, looked up one by one.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void forecastsAreThoseOfTheClosedSolution(long seed) {
    List<Integer> lags = seed % 2 == 0 ? List.of(0, 1, 2, 3) : List.of(3, 0);
    double lambda = seed % 3 == 0 ? 1 : 0.01;
    BaselineCase one =
        new BaselineCase(
            MadeUpHistory.random(seed, 3, 2, 0.01),
            SHAPE,
            seed % 2 == 0 ? 16 : 1024,
            2,
            "evaluation { baselines = [ridge], ridge.lambda = " + lambda + " }",
            "evaluation.ridge.lags = " + (seed % 2 == 0 ? List.of() : lags));
    RealMatrix weights = closedSolution(one, lags, lambda);
    Map<String, float[]> forecasts = one.forecasts();
    assertThat(forecasts).isNotEmpty();
    forecasts.forEach(
        (window, forecast) -> {
          String series = window.split(" ")[0];
          long origin = Long.parseLong(window.split(" ")[1]);
          double[] inputs = inputs(one, series, origin, lags);
          for (int output = 0; output < 4; output++) {
            Scaler.Column scale = one.plan.scalers().targets().maps().of(series).get(output % 2);
            double scaled = weights.getColumnVector(output).dotProduct(new ArrayRealVector(inputs));
            assertThat(forecast[output])
                .as(window)
                .isCloseTo((float) (scaled * scale.divisor() + scale.shift()), within(1e-5f));
          }
        });
  }

  @Test
  void whatFollowsFromSomethingElseIsRefusedWithoutAPenalty() {
    float[] values = new float[600];
    for (int i = 0; i < 300; i++) {
      values[2 * i] = (i * 37) % 11;
      values[2 * i + 1] = 2 * values[2 * i];
    }
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    BaselineCase without =
        new BaselineCase(
            made, SHAPE, 64, 1, "evaluation { baselines = [ridge], ridge.lambda = 0 }");
    assertThatThrownBy(without::fitted)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("evaluation.ridge.lambda = 0.0 is too small")
        .hasMessageEndingWith("raise it, to 0.01 for example");
    Forecaster with =
        new BaselineCase(made, SHAPE, 64, 1, "evaluation { baselines = [ridge] }")
            .fitted()
            .forecasters()
            .get(0);
    assertThat(with).isInstanceOf(LinearModel.class);
  }

  /** {@code [1, lag, input]} by {@code [row, target]}. */
  private static RealMatrix closedSolution(BaselineCase one, List<Integer> lags, double lambda) {
    LagRows rows = new LagRows(one.plan.layout(), lags, one.plan.scalers());
    List<double[]> all = one.training().rows(rows);
    int features = rows.features() + 1;
    RealMatrix left = MatrixUtils.createRealMatrix(features, features);
    RealMatrix right = MatrixUtils.createRealMatrix(features, rows.outputs());
    for (double[] row : all) {
      double[] inputs = new double[features];
      inputs[0] = 1;
      System.arraycopy(row, 0, inputs, 1, features - 1);
      double[] outputs = new double[rows.outputs()];
      System.arraycopy(row, features - 1, outputs, 0, outputs.length);
      RealVector vector = new ArrayRealVector(inputs);
      left = left.add(vector.outerProduct(vector).scalarMultiply(1.0 / all.size()));
      right =
          right.add(
              vector.outerProduct(new ArrayRealVector(outputs)).scalarMultiply(1.0 / all.size()));
    }
    for (int i = 1; i < features; i++) {
      left.addToEntry(i, i, lambda);
    }
    return new LUDecomposition(left).getSolver().solve(right);
  }

  private static double[] inputs(BaselineCase one, String series, long origin, List<Integer> lags) {
    double[] inputs = new double[1 + 2 * lags.size()];
    inputs[0] = 1;
    int at = 1;
    for (int lag : lags) {
      for (int input = 0; input < 2; input++) {
        float value = one.made.value(series, origin - 2L * lag, input);
        inputs[at++] = one.plan.scalers().inputs().of(series).get(input).scale(value);
      }
    }
    return inputs;
  }
}
