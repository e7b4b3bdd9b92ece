package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.Forecaster;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Forecasts each target as a weighted sum of a window's scaled inputs.
 *
 * @param shape of the windows
 * @param lags rows of the window that are read, 0 the newest
 * @param scaler of the targets
 * @param constants one for each {@code [head][row][target]}
 * @param weights {@code [head][row][target][lag][input]}
 */
public record LinearModel(
    WindowShape shape,
    List<Integer> lags,
    TargetScaler scaler,
    double[] constants,
    double[] weights)
    implements Forecaster {

  /** Copies the list. */
  public LinearModel {
    lags = List.copyOf(lags);
  }

  /**
   * Ridge regression (Hoerl and Kennard 1970): least squares with a penalty of weights, not of
   * constants.
   *
   * @param lambda times half the sum of squared weights is added to half the mean squared error
   */
  static LinearModel ridge(LagRows rows, WindowMoments moments, double lambda) {
    int features = rows.features();
    int outputs = rows.outputs();
    RealMatrix solution = solved(moments, features, outputs, lambda);
    double[] constants = new double[outputs];
    double[] weights = new double[outputs * features];
    for (int output = 0; output < outputs; output++) {
      constants[output] = moments.means()[features + output];
      for (int feature = 0; feature < features; feature++) {
        double weight = solution.getEntry(feature, output);
        weights[output * features + feature] = weight;
        constants[output] -= weight * moments.means()[feature];
      }
    }
    return new LinearModel(
        rows.layout().shape(), rows.lags(), rows.scalers().targets(), constants, weights);
  }

  private static RealMatrix solved(
      WindowMoments moments, int features, int outputs, double lambda) {
    RealMatrix matrix = new Array2DRowRealMatrix(features, features);
    RealMatrix right = new Array2DRowRealMatrix(features, outputs);
    for (int one = 0; one < features; one++) {
      for (int other = 0; other <= one; other++) {
        double covariance = moments.covariance(one, other) + (one == other ? lambda : 0);
        matrix.setEntry(one, other, covariance);
        matrix.setEntry(other, one, covariance);
      }
      for (int output = 0; output < outputs; output++) {
        right.setEntry(one, output, moments.covariance(one, features + output));
      }
    }
    try {
      return new CholeskyDecomposition(matrix).getSolver().solve(right);
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new ConfigurationException(
          "evaluation.ridge.lambda = "
              + lambda
              + " is too small: inputs of the window follow from each other in the training part, so that many weights"
              + " fit as well; raise it, to 0.01 for example",
          e);
    }
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    int features = weights.length / constants.length;
    double[] row = new double[features];
    WindowTargets values = new WindowTargets(shape, scaler.width());
    int at = 0;
    for (int i = from; i < to; i++) {
      Block block = windows.block(order[i]);
      long origin = windows.origin(order[i]);
      List<Scaler.Column> maps = scaler.maps().of(block.id().series());
      LagRows.fill(block.inputs(), origin, shape, lags, row);
      for (int output = 0; output < constants.length; output++) {
        double sum = constants[output];
        for (int feature = 0; feature < features; feature++) {
          sum += weights[output * features + feature] * row[feature];
        }
        int target = values.column(output);
        out[at++] = scaler.unscale(target, maps.get(target), (float) sum, block.targets(), origin);
      }
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }
}
