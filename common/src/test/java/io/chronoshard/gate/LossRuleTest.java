package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.GateSettings.Loss;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossRuleTest {

  private static final LossRule AUTO = new LossRule(Loss.AUTO);
  private static final ForecastForm VALUE = new ValueForm();
  private static final QuantilesForm QUANTILES = new QuantilesForm(List.of(0.1, 0.5, 0.9));

  @Test
  void valuesAreJudgedByTheirDistance() {
    assertThat(loss(AUTO, VALUE, VALUE, 4, 3, 7)).isEqualTo(1);
    assertThat(loss(new LossRule(Loss.SQUARED), VALUE, VALUE, 4, 3, 11)).isEqualTo(4);
  }

  @Test
  void lifeIsJudgedAsTheValueThatItIs() {
    assertThat(loss(AUTO, new LifeForm(VALUE), new LifeForm(VALUE), 4, 3, 7)).isEqualTo(1);
    assertThat(loss(AUTO, new LifeForm(QUANTILES), new LifeForm(QUANTILES), 1, 5, 3, 4, 7))
        .isEqualTo(loss(AUTO, QUANTILES, QUANTILES, 1, 5, 3, 4, 7));
  }

  /** Of 5 against 3, 4 and 7: (0.1 · 2 + 0.5 · 1 + 0.1 · 2) / 3, twice. */
  @Test
  void quantilesAreJudgedByTheirPinballLoss() {
    assertThat(loss(AUTO, QUANTILES, QUANTILES, 1, 5, 3, 4, 7)).isCloseTo(0.6, within(1e-12));
    assertThat(loss(new LossRule(Loss.ABSOLUTE), QUANTILES, QUANTILES, 1, 5, 3, 4, 7)).isEqualTo(1);
    QuantilesForm median = new QuantilesForm(List.of(0.5));
    assertThat(loss(AUTO, median, median, 1, 5, 3)).isEqualTo(2);
  }

  @Test
  void aBaselineOfOneValueIsJudgedAsIfAllQuantilesWereThatValue() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      float value = random.nextFloat();
      float actual = random.nextFloat();

      assertThat(loss(AUTO, VALUE, QUANTILES, 1, actual, value))
          .isCloseTo(
              loss(AUTO, QUANTILES, QUANTILES, 1, actual, value, value, value), within(1e-12));
      assertThat(loss(AUTO, VALUE, new GaussianForm(), 1, actual, value))
          .isCloseTo(Math.abs((double) value - actual), within(1e-12));
    }
  }

  @Test
  void aSureMeanAndDeviationIsAValue() {
    assertThat(loss(AUTO, new GaussianForm(), new GaussianForm(), 1, 5, 3, 0))
        .isCloseTo(2, within(1e-12));
  }

  /** Whoever says what is true has the least expected loss. */
  @Test
  void theTrueDistributionIsBest() {
    Random random = new Random(1);
    double[] losses = new double[5];
    float[][] said = {{0, 1}, {0.3f, 1}, {0, 0.6f}, {0, 1.6f}, {-0.3f, 1}};
    for (int i = 0; i < 20_000; i++) {
      float actual = (float) random.nextGaussian();
      for (int one = 0; one < said.length; one++) {
        losses[one] += loss(AUTO, new GaussianForm(), new GaussianForm(), 1, actual, said[one]);
      }
    }
    for (int other = 1; other < said.length; other++) {
      assertThat(losses[other]).isGreaterThan(losses[0]);
    }
  }

  @Test
  void probabilitiesAreJudgedByTheirSquares() {
    ForecastForm event = new ProbabilityForm();
    assertThat(loss(AUTO, event, event, 9, 1, 0.5f)).isEqualTo(0.25);
    assertThat(loss(new LossRule(Loss.ABSOLUTE), event, event, 9, 1, 0.5f)).isEqualTo(0.25);
    ForecastForm classes = new ClassesForm(List.of("a", "b", "c"));
    float[] forecasts = {9, 0.5f, 0.25f, 0.25f};
    float[] actuals = {7, 7, 0, 1, 0};
    assertThat(AUTO.of(classes, classes, forecasts, 1, actuals, 2, 9))
        .isEqualTo(0.25 + 0.5625 + 0.0625);
  }

  @Test
  void onlyWhatCanBeFairlyComparedIs() {
    ForecastForm gaussian = new GaussianForm();
    ForecastForm others = new QuantilesForm(List.of(0.5));
    ForecastForm event = new ProbabilityForm();
    ForecastForm classes = new ClassesForm(List.of("a", "b", "c"));
    LossRule absolute = new LossRule(Loss.ABSOLUTE);
    for (ForecastForm form : List.of(VALUE, QUANTILES, gaussian, others, event, classes)) {
      require(AUTO, form, form);
    }
    require(AUTO, QUANTILES, VALUE);
    require(AUTO, VALUE, gaussian);
    require(AUTO, new LifeForm(QUANTILES), QUANTILES);
    require(absolute, QUANTILES, gaussian);

    assertThatThrownBy(() -> require(AUTO, QUANTILES, others))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "gate.loss = auto cannot compare \"warm\" with the champion \"v1\": target 2 is"
                + " forecast by the one as quantiles [0.5], by the other as quantiles [0.1, 0.5,"
                + " 0.9]; set gate.loss = absolute, which compares the one number of each, or give"
                + " the challenger the champion's kind of forecast");
    assertThatThrownBy(() -> require(AUTO, gaussian, QUANTILES))
        .hasMessageContaining("as quantiles [0.1, 0.5, 0.9], by the other as a mean and");
    assertThatThrownBy(() -> require(absolute, classes, new ClassesForm(List.of("a", "c", "b"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("as classes [a, c, b], by the other as classes [a, b, c]; give the")
        .hasMessageEndingWith("the champion's events and classes");
    assertThatThrownBy(() -> require(AUTO, event, VALUE)).hasMessageContaining("gate.loss");
  }

  private static void require(LossRule rule, ForecastForm judged, ForecastForm form) {
    LossPlan plan =
        new LossPlan(List.of("v1", "warm"), List.of("warm"), TimeAxis.clock(3_600_000), 24, 24);
    rule.requireComparable(plan, List.of(List.of(VALUE, judged), List.of(VALUE, form)));
  }

  private static double loss(
      LossRule rule,
      ForecastForm form,
      ForecastForm judged,
      double scale,
      float actual,
      float... forecasts) {
    return rule.of(form, judged, forecasts, 0, new float[] {actual}, 0, scale);
  }
}
