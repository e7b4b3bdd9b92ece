package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.KnownPast;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.SameTimeLastPeriod;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BaselinePlanTest {

  private static final WindowShape SHAPE = new WindowShape(3, 1, 1, 1, 1, 1);

  private static BaselineCase with(int channels, WindowShape shape, String... settings) {
    float[] values = new float[500 * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919) % 101;
    }
    return new BaselineCase(MadeUpHistory.single(0, channels, values), shape, 128, 1, settings);
  }

  @Test
  void baselinesComeInTheOrderInWhichTheyAreAskedFor() {
    BaselineCase one =
        with(
            1,
            SHAPE,
            "evaluation.baselines = [ridge, last-value, autoregression, same-time-last-period, climatology]");
    FittedBaselines fitted = one.fitted();
    assertThat(fitted.forecasters())
        .extracting(forecaster -> (Object) inner(forecaster).getClass())
        .containsExactly(
            LinearModel.class,
            LastValue.class,
            Autoregression.class,
            SameTimeLastPeriod.class,
            Climatology.class);
    assertThat(fitted.residuals()).hasSize(1);
    assertThat(one.plan.targetsBefore()).isEqualTo(23);
  }

  private static Forecaster inner(Forecaster forecaster) {
    return forecaster instanceof KnownPast past ? past.inner() : forecaster;
  }

  @Test
  void lagsBeyondTheTrainingPartAreRefused() {
    assertThatThrownBy(
            () ->
                with(
                    1,
                    SHAPE,
                    "evaluation { baselines = [autoregression], autoregression { lags = 299, differences = 1 } }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "evaluation.autoregression reads 300 steps back (lags and differences), but the longest series of the"
                + " training part has 300 steps; take fewer evaluation.autoregression.lags");
    assertThatThrownBy(
            () ->
                with(
                    1,
                    SHAPE,
                    "evaluation { baselines = [autoregression], autoregression.lags = 501 }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("at most 500 are fitted");
  }

  @Test
  void moreSumsThanATaskHoldsAreRefused() {
    String all = "evaluation { fit-by = all, baselines = [";
    assertThatThrownBy(
            () ->
                targets(
                    20,
                    all
                        + "climatology], climatology.by = [hour-of-day, day-of-week, day-of-year] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "evaluation.climatology.by: climatology takes 2459520 sums over the training part, and at most 2000000 are"
                + " taken; tell fewer apart, or forecast fewer targets");
    assertThatThrownBy(() -> targets(60, all + "autoregression], autoregression.lags = 280 }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "evaluation.autoregression.lags: autoregression takes 2377260 sums");
  }

  /** Many channels, all of which are forecast. */
  private static BaselineCase targets(int channels, String... settings) {
    return new BaselineCase(
        MadeUpHistory.single(0, channels, new float[500 * channels]),
        SHAPE,
        128,
        channels,
        settings);
  }

  @Test
  void tooFewStepsToFitOnAreRefused() {
    BaselineCase one =
        with(1, SHAPE, "evaluation { baselines = [autoregression], autoregression.lags = 200 }");
    assertThatThrownBy(one::fitted)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("knows \"c0\" with 200 steps before it at 100 steps only")
        .hasMessageContaining("too few to fit 201 numbers on");
  }

  @Test
  void rowsThatNoWindowHasAreRefused() {
    assertThatThrownBy(
            () -> with(1, SHAPE, "evaluation { baselines = [ridge], ridge.lags = [0, 3] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "evaluation.ridge.lags: 3 is no row of a window of 3 rows; they count from 0, the newest, to 2");
  }

  @Test
  void moreNumbersThanLeastSquaresTakeAreRefused() {
    assertThatThrownBy(
            () -> with(42, new WindowShape(100, 1, 1, 1, 1, 1), "evaluation.baselines = [ridge]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "ridge reads 100 rows of 42 inputs, which are 4200 numbers, and takes at most 4096; name fewer rows in"
                + " evaluation.ridge.lags");
  }

  @Test
  void aTrainingPartWithoutATargetIsRefused() {
    float[] values = new float[500];
    Arrays.fill(values, 0, 350, Float.NaN);
    BaselineCase one =
        new BaselineCase(
            MadeUpHistory.single(0, 1, values),
            SHAPE,
            128,
            1,
            "evaluation.baselines = [climatology]");
    assertThatThrownBy(one::fitted)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"c0\" is unknown at every step of the training part");
  }

  @Test
  void settingsThatSayNothingAreRefused() {
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.baselines = []"))
        .hasMessageContaining("must name one baseline at least");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.baselines = [ridge, ridge]"))
        .hasMessageContaining("must not name one of them twice");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.ridge.lags = [1, 1]"))
        .hasMessageContaining("must not name one of them twice");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.ridge.lags = [-1]"))
        .hasMessageContaining("must be a list of whole numbers from 0");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.ridge.lambda = -1"))
        .hasMessageContaining("must be a number from 0");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.climatology.days = 184"))
        .hasMessageContaining("must be a whole number from 0 to 183");
    assertThatThrownBy(() -> with(1, SHAPE, "evaluation.autoregression.differences = 3"))
        .hasMessageContaining("must be a whole number from 0 to 2");
  }
}
