package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.TargetExamples;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoregressionTest {

  private static final WindowShape SHAPE = new WindowShape(2, 1, 1, 1, 3, 4);

  private static final WindowShape NEXT = new WindowShape(1, 1, 1, 1, 1, 1);

  /**
   * Least squares on all training steps that know what they need, and the recursion carried on step
   * by step, both worked out without moments, blocks or polynomials.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void forecastsAreThoseOfLeastSquaresCarriedOn(long seed) {
    int lags = 1 + (int) seed % 4;
    int differences = (int) seed % 3;
    boolean bySeries = seed % 2 == 0;
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.02);
    BaselineCase one =
        new BaselineCase(
            made,
            SHAPE,
            seed % 2 == 0 ? 16 : 1024,
            2,
            "evaluation { baselines = [autoregression], fit-by = "
                + (bySeries ? "series" : "all")
                + " }",
            "evaluation.autoregression { lags = " + lags + ", differences = " + differences + " }");
    Map<String, float[]> forecasts = one.forecasts();
    assertThat(forecasts).isNotEmpty();
    int[] known = {0};
    forecasts.forEach(
        (window, forecast) -> {
          String series = window.split(" ")[0];
          long origin = Long.parseLong(window.split(" ")[1]);
          for (int target = 0; target < 2; target++) {
            List<String> fitted = List.of("s0", "s1", "s2");
            if (bySeries && isEnough(one, series, lags, differences)) {
              fitted = List.of(series);
            }
            double[] weights = leastSquares(one, fitted, target, lags, differences);
            double[] expected = carriedOn(one, series, origin, target, weights, lags, differences);
            for (int row = 0; row < 3; row++) {
              float actual = forecast[2 * row + target];
              if (Double.isNaN(expected[row])) {
                assertThat(actual).as(window).isNaN();
              } else {
                known[0]++;
                assertThat((double) actual)
                    .as("%s, lead %d", window, SHAPE.leadOf(row))
                    .isCloseTo(expected[row], within(2e-5 * (1 + Math.abs(expected[row]))));
              }
            }
          }
        });
    assertThat(known[0]).isPositive();
  }

  @Test
  void theBestErrorOfAnAutoregressiveSeriesIsReached() {
    BaselineCase one = autoregressive(200_000, 16, "differences = 0");
    assertThat(rmse(one)).isCloseTo(1.0, within(0.01));
  }

  @Test
  void itsResidualsPassForNoise() {
    List<ResidualCheck> checks = autoregressive(60_000, 2, "differences = 0").fitted().residuals();
    assertThat(checks).hasSize(1);
    ResidualCheck check = checks.get(0);
    assertThat(check.target()).isEqualTo("c0");
    assertThat(check.count()).isEqualTo(36_000 - 2);
    assertThat(check.mean()).isCloseTo(0, within(1e-6));
    assertThat(check.deviation()).isCloseTo(1, within(0.01));
    assertThat(check.correlation()).isCloseTo(0, within(0.01));
    assertThat(check.lags()).isEqualTo(12);
    assertThat(check.isNoise()).isTrue();
  }

  @Test
  void noiseRarelyFailsTheCheck() {
    int failed = 0;
    for (int seed = 1; seed <= 200; seed++) {
      failed += noise(seed, 1, 1000).check("x", 12).isNoise() ? 0 : 1;
    }
    // One in twenty is expected, 10 in all, give or take 3.
    assertThat(failed).isBetween(2, 20);
  }

  /** One series is a hundred times as loud as another: each is noise all the same. */
  @Test
  void norDoesTheNoiseOfSeriesThatAreNotAlike() {
    int failed = 0;
    for (int seed = 1; seed <= 400; seed++) {
      ResidualTotals both = noise(3 * seed, 1, 800).plus(noise(3 * seed + 1, 100, 400));
      failed += both.plus(noise(3 * seed + 2, 7, 60)).check("x", 12).isNoise() ? 0 : 1;
    }
    // One in twenty is expected, 20 in all, give or take 4.4.
    assertThat(failed).isBetween(8, 34);
  }

  /** What a single one of many would hardly show. */
  @Test
  void aQuietSeriesIsHeardBesideALoudOne() {
    MersenneTwister random = new MersenneTwister(4);
    double[] quiet = new double[2000];
    for (int i = 1; i < quiet.length; i++) {
      quiet[i] = 0.3 * quiet[i - 1] + random.nextGaussian();
    }
    ResidualTotals both = ResidualSums.of(quiet, 12, 12).ofSharedFit(0).plus(noise(5, 100, 2000));
    assertThat(both.check("x", 12).isNoise()).isFalse();
    assertThat(both.check("x", 12).correlation()).isCloseTo(0.15, within(0.03));
    assertThat(noise(5, 100, 2000).check("x", 12).isNoise()).isTrue();
  }

  /** Many series add as many degrees of freedom, but for what each one's fit takes. */
  @Test
  void degreesOfFreedomAreThoseThatFitsLeave() {
    ResidualSums some = ResidualSums.of(new double[] {1, -2, 1, 3, -1, 2, -2, 1, 0, 1}, 3, 3);
    assertThat(some.ofOwnFit(2).plus(some.ofOwnFit(2)).degrees()).isEqualTo(2);
    assertThat(some.ofOwnFit(2).shared()).isZero();
    assertThat(some.ofSharedFit(2).plus(some.ofSharedFit(2)).degrees()).isEqualTo(6);
    assertThat(some.ofSharedFit(2).plus(some.ofOwnFit(2)).shared()).isEqualTo(2);
  }

  @Test
  void whatLeavesNoDegreeOfFreedomIsNotTested() {
    ResidualSums some = ResidualSums.of(new double[] {1, -2, 1, 3, -1, 2, -2, 1, 0, 1}, 3, 3);
    ResidualCheck untested = some.ofOwnFit(3).check("x", 3);
    assertThat(untested.pValue()).isNaN();
    assertThat(untested.isNoise()).isFalse();
    assertThat(untested.finding()).isEqualTo("too little to test");
    assertThat(some.ofOwnFit(2).check("x", 3).pValue()).isBetween(0.0, 1.0);
    assertThat(some.ofSharedFit(3).check("x", 3).pValue()).isNaN();
  }

  private static ResidualTotals noise(int seed, double deviation, int steps) {
    MersenneTwister random = new MersenneTwister(seed);
    double[] residuals = new double[12 + steps];
    Arrays.fill(residuals, 0, 12, Double.NaN);
    for (int i = 12; i < residuals.length; i++) {
      residuals[i] = deviation * random.nextGaussian();
    }
    return ResidualSums.of(residuals, 12, 12).ofSharedFit(0);
  }

  @Test
  void aSeasonLeavesMoreThanNoise() {
    MersenneTwister random = new MersenneTwister(3);
    float[] values = new float[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * StrictMath.sin(2 * Math.PI * i / 144) + 0.5 * random.nextGaussian());
    }
    BaselineCase one =
        new BaselineCase(
            MadeUpHistory.single(0, 1, values),
            NEXT,
            1024,
            1,
            "evaluation { baselines = [autoregression], autoregression.lags = 3 }");
    ResidualCheck check = one.fitted().residuals().get(0);
    assertThat(check.isNoise()).isFalse();
    assertThat(check.pValue()).isLessThan(1e-6);
  }

  @Test
  void blocksDoNotMatterToTheCheck() {
    ResidualCheck whole = noisy(32_768);
    for (int blockSteps : new int[] {16, 100, 4096}) {
      ResidualCheck cut = noisy(blockSteps);
      assertThat(cut.count()).isEqualTo(whole.count());
      assertThat(cut.deviation()).isCloseTo(whole.deviation(), within(1e-9));
      assertThat(cut.correlation()).isCloseTo(whole.correlation(), within(1e-9));
      assertThat(cut.pValue()).isCloseTo(whole.pValue(), within(1e-6));
    }
  }

  private static ResidualCheck noisy(int blockSteps) {
    MersenneTwister random = new MersenneTwister(9);
    float[] values = new float[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(200) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return new BaselineCase(
            MadeUpHistory.single(-500, 1, values),
            NEXT,
            blockSteps,
            1,
            "evaluation { baselines = [autoregression], autoregression.lags = 5 }")
        .fitted()
        .residuals()
        .get(0);
  }

  /** Differences of a straight line never change, so that no weight can be told from another. */
  @Test
  void aStraightLineIsContinued() {
    float[] values = new float[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 + 2 * i;
    }
    BaselineCase one =
        new BaselineCase(
            MadeUpHistory.single(0, 1, values),
            SHAPE,
            64,
            1,
            "evaluation { baselines = [autoregression], autoregression { lags = 6, differences = 1 } }");
    one.forecasts()
        .forEach(
            (window, forecast) -> {
              long origin = Long.parseLong(window.split(" ")[1]);
              for (int row = 0; row < 3; row++) {
                assertThat(forecast[row])
                    .isCloseTo((float) (3 + 2 * (origin + SHAPE.leadOf(row))), within(0.01f));
              }
            });
  }

  /** Nobody knows a label's past, and this one is known too rarely to fit on. */
  @Test
  void labelsAreLeftAlone() {
    float[] values = new float[2 * 3000];
    MersenneTwister random = new MersenneTwister(2);
    for (int i = 0; i < values.length; i += 2) {
      values[i] = (float) random.nextGaussian();
      values[i + 1] = i % 8 == 0 ? 1 : Float.NaN;
    }
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    BaselineCase one = labelled(made, "[c1, c0]");
    FittedBaselines fitted = one.fitted();
    assertThat(fitted.residuals()).extracting(ResidualCheck::target).containsExactly("c0");
    assertThat(fitted.forecasters().get(0).forecasts(0)).isFalse();
    assertThat(fitted.forecasters().get(0).forecasts(1)).isTrue();
    Map<String, float[]> alone = labelled(made, "[c0]").forecasts();
    BaselineCase whole = labelled(made, "[c1, c0]");
    assertThat(alone).isNotEmpty();
    whole
        .forecasts()
        .forEach(
            (window, both) -> {
              assertThat(both[0]).isNaN();
              // Only its place differs, and with it its scale.
              assertThat(both[1]).isCloseTo(alone.get(window)[0], within(1e-5f));
            });
    assertThatThrownBy(() -> labelled(made, "[c1]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("leave autoregression out");
  }

  /** The channel c1 is a label. */
  private static BaselineCase labelled(MadeUpHistory made, String targets) {
    History plain = made.description(64);
    return new BaselineCase(
        made,
        new History(
            plain.axis(),
            plain.blockSteps(),
            plain.channels(),
            plain.categories(),
            List.of("c1"),
            plain.recordedTimes(),
            plain.series(),
            plain.fingerprint()),
        NEXT,
        TargetExamples.of(targets),
        "features.channels = [c0]",
        "evaluation { baselines = [autoregression], autoregression.lags = 3 }");
  }

  /** {@code x(t) = 1.2 x(t-1) - 0.5 x(t-2) + 5 + e}, whose deviation of e is 1. */
  private static BaselineCase autoregressive(int steps, int lags, String differences) {
    MersenneTwister random = new MersenneTwister(11);
    float[] values = new float[steps];
    double before = 16;
    double now = 16;
    for (int i = 0; i < steps; i++) {
      double next = 1.2 * now - 0.5 * before + 5 + random.nextGaussian();
      before = now;
      now = next;
      values[i] = (float) next;
    }
    return new BaselineCase(
        MadeUpHistory.single(0, 1, values),
        NEXT,
        4096,
        1,
        "evaluation { baselines = [autoregression] }",
        "evaluation.autoregression { lags = " + lags + ", " + differences + " }");
  }

  private static double rmse(BaselineCase one) {
    double[] squares = {0};
    Map<String, float[]> forecasts = one.forecasts();
    forecasts.forEach(
        (window, forecast) -> {
          long step = Long.parseLong(window.split(" ")[1]) + 1;
          double error = forecast[0] - one.made.value("s0", step, 0);
          squares[0] += error * error;
        });
    return Math.sqrt(squares[0] / forecasts.size());
  }

  private static boolean isEnough(BaselineCase one, String series, int lags, int differences) {
    return rows(one, List.of(series), 0, lags, differences).size() >= 2 * (lags + 1)
        && rows(one, List.of(series), 1, lags, differences).size() >= 2 * (lags + 1);
  }

  /** The constant and the weights, of differences. */
  private static double[] leastSquares(
      BaselineCase one, List<String> series, int target, int lags, int differences) {
    List<double[]> rows = rows(one, series, target, lags, differences);
    double[] values = new double[rows.size()];
    double[][] before = new double[rows.size()][lags];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i)[0];
      System.arraycopy(rows.get(i), 1, before[i], 0, lags);
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(values, before);
    return regression.estimateRegressionParameters();
  }

  /** A value and those before it, for each training step that knows them all. */
  private static List<double[]> rows(
      BaselineCase one, List<String> series, int target, int lags, int differences) {
    List<double[]> rows = new ArrayList<>();
    for (String name : series) {
      Interval training = one.windows.parts().of(Part.TRAINING, one.windows.extent(name));
      for (long step = training.from() + lags + differences; step < training.to(); step++) {
        double[] row = new double[lags + 1];
        boolean known = true;
        for (int lag = 0; lag <= lags; lag++) {
          row[lag] = difference(one, name, step - lag, target, differences);
          known &= !Double.isNaN(row[lag]);
        }
        if (known) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static double difference(
      BaselineCase one, String series, long step, int target, int differences) {
    return differences == 0
        ? scaled(one, series, step, target)
        : difference(one, series, step, target, differences - 1)
            - difference(one, series, step - 1, target, differences - 1);
  }

  private static double scaled(BaselineCase one, String series, long step, int target) {
    Scaler.Column scale = one.plan.scalers().targets().maps().of(series).get(target);
    return (one.made.value(series, step, target) - scale.shift()) / scale.divisor();
  }

  private static double unscaled(BaselineCase one, String series, int target, double value) {
    Scaler.Column scale = one.plan.scalers().targets().maps().of(series).get(target);
    return value * scale.divisor() + scale.shift();
  }

  /** Step by step on differences, which are then added up again. */
  private static double[] carriedOn(
      BaselineCase one,
      String series,
      long origin,
      int target,
      double[] weights,
      int lags,
      int differences) {
    int last = SHAPE.leadOf(2);
    List<Double> ahead = new ArrayList<>();
    for (int step = lags - 1; step >= 0; step--) {
      ahead.add(difference(one, series, origin - step, target, differences));
    }
    for (int lead = 1; lead <= last; lead++) {
      double next = weights[0];
      for (int lag = 1; lag <= lags; lag++) {
        next += weights[lag] * ahead.get(ahead.size() - lag);
      }
      ahead.add(next);
    }
    List<Double> values = ahead.subList(lags, lags + last);
    for (int times = differences - 1; times >= 0; times--) {
      double sum = difference(one, series, origin, target, times);
      List<Double> sums = new ArrayList<>();
      for (double value : values) {
        sum += value;
        sums.add(sum);
      }
      values = sums;
    }
    double[] expected = new double[3];
    for (int row = 0; row < 3; row++) {
      expected[row] = unscaled(one, series, target, values.get(SHAPE.leadOf(row) - 1));
    }
    return expected;
  }
}
