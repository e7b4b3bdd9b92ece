package io.chronoshard.model.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorSumsTest {

  private static final double ROUNDING = 1e-6;

  private static Errors errors(ForecastForm form, float[] forecasts, float[] actuals) {
    ErrorSums sums = ErrorSums.empty(form, 1);
    int count = forecasts.length / form.width();
    for (int i = 0; i < count; i++) {
      sums.add(0, forecasts, i * form.width(), actuals, i * form.actuals());
    }
    return sums.at(0, count);
  }

  private static double measure(Errors errors, String name) {
    return errors.further().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** Errors 1, -2, 0. */
  @Test
  void valuesHaveAbsoluteSquaredAndSignedErrors() {
    Errors errors = errors(new ValueForm(), new float[] {3, 1, 5}, new float[] {2, 3, 5});
    assertThat(errors.count()).isEqualTo(3);
    assertThat(errors.mae()).isCloseTo(1, within(ROUNDING));
    assertThat(errors.rmse()).isCloseTo(Math.sqrt(5.0 / 3), within(ROUNDING));
    assertThat(errors.bias()).isCloseTo(-1.0 / 3, within(ROUNDING));
    assertThat(errors.further()).isEqualTo(Further.NONE);
  }

  /** 26 steps too early, 20 too late, and right. */
  @Test
  void livesHaveAScoreForWhichLateIsWorseThanEarly() {
    float[] forecasts = {74, 70, 5};
    float[] actuals = {100, 50, 5};
    Errors errors = errors(new LifeForm(new ValueForm()), forecasts, actuals);
    assertThat(measure(errors, LifeForm.SCORE))
        .isCloseTo(2 * (Math.E * Math.E - 1), within(ROUNDING));
    assertThat(errors.mae()).isCloseTo(46.0 / 3, within(ROUNDING));
    assertThat(errors.bias()).isCloseTo(-2, within(ROUNDING));
  }

  @Test
  void quantilesOfALifeHaveTheScoreOfTheirMedianBesidesTheirOwnMeasures() {
    LifeForm form = new LifeForm(new QuantilesForm(List.of(0.1, 0.5, 0.9)));
    Errors errors = errors(form, new float[] {1, 20, 30}, new float[] {10});
    assertThat(measure(errors, LifeForm.SCORE)).isCloseTo(Math.E - 1, within(ROUNDING));
    assertThat(measure(errors, "coverage of 0.1 to 0.9")).isEqualTo(1);
  }

  /**
   * Levels 0.1, 0.5, 0.9 at 1, 2, 4. What happens, 5, lies above all: 0.1 · 4 + 0.5 · 3 + 0.9 · 1 =
   * 2.8; then 2, on the median: 0.1 · 1 + 0 + 0.1 · 2 = 0.3.
   */
  @Test
  void quantilesHaveAPinballLossACoverageAndAWidth() {
    Errors errors =
        errors(
            new QuantilesForm(List.of(0.1, 0.5, 0.9)),
            new float[] {1, 2, 4, 1, 2, 4},
            new float[] {5, 2});
    assertThat(errors.mae()).as("of the median").isCloseTo(1.5, within(ROUNDING));
    assertThat(measure(errors, "pinball")).isCloseTo(3.1 / 6, within(ROUNDING));
    assertThat(measure(errors, "width of 0.1 to 0.9")).isCloseTo(3, within(ROUNDING));
    assertThat(measure(errors, "coverage of 0.1 to 0.9")).isEqualTo(0.5);
    assertThat(measure(errors, "share below 0.1")).isEqualTo(0);
    assertThat(measure(errors, "share below 0.5")).isEqualTo(0.5);
    assertThat(measure(errors, "share below 0.9")).isEqualTo(0.5);
  }

  /** One value a deviation of 2 off, then one three deviations off. */
  @Test
  void normalDistributionsHaveALikelihoodAndACoverage() {
    Errors errors = errors(new GaussianForm(), new float[] {1, 2, 0, 1}, new float[] {3, 3});
    double halfLog = StrictMath.log(2 * StrictMath.PI) / 2;
    double first = StrictMath.log(2) + 0.5 + halfLog;
    assertThat(measure(errors, "negative log likelihood"))
        .isCloseTo((first + 4.5 + halfLog) / 2, within(ROUNDING));
    assertThat(measure(errors, "deviation")).isEqualTo(1.5);
    assertThat(measure(errors, "coverage of 1 deviation")).isEqualTo(0.5);
    assertThat(measure(errors, "coverage of 2 deviations")).isEqualTo(0.5);
    assertThat(errors.mae()).isCloseTo(2.5, within(ROUNDING));
  }

  /** Three of four are right; one of two that were forecast happened, and one of one. */
  @Test
  void eventsAreCountedAndTheirProbabilitiesCalibrated() {
    Errors errors =
        errors(
            new ProbabilityForm(),
            new float[] {0.75f, 0.5f, 0.25f, 0.0f},
            new float[] {1, 0, 0, 0});
    double logs = -StrictMath.log(0.75) - StrictMath.log(0.5) - StrictMath.log(0.75);
    assertThat(measure(errors, "log loss")).isCloseTo(logs / 4, within(1e-6));
    assertThat(measure(errors, "brier score"))
        .isCloseTo((0.0625 + 0.25 + 0.0625) / 4, within(ROUNDING));
    assertThat(measure(errors, "accuracy")).isEqualTo(0.75);
    assertThat(measure(errors, "precision")).isEqualTo(0.5);
    assertThat(measure(errors, "recall")).isEqualTo(1);
    assertThat(errors.further().calibration())
        .containsExactly(
            new Further.Bin(0, 0.1, 1, 0, 0),
            new Further.Bin(0.2, 0.3, 1, 0.25, 0),
            new Further.Bin(0.5, 0.6, 1, 0.5, 0),
            new Further.Bin(0.7, 0.8, 1, 0.75, 1));
  }

  @Test
  void whatNeverHappenedHasNoRecall() {
    Errors errors = errors(new ProbabilityForm(), new float[] {0.1f, 1}, new float[] {0, 0});
    assertThat(measure(errors, "recall")).isNaN();
    assertThat(measure(errors, "precision")).isZero();
    assertThat(errors.further().calibration().get(1).to()).isEqualTo(1);
  }

  /** Of two of the second class one is taken for the third. */
  @Test
  void classesHaveAConfusion() {
    Errors errors =
        errors(
            new ClassesForm(List.of("a", "b", "c")),
            new float[] {0.25f, 0.5f, 0.25f, 0, 0.25f, 0.75f},
            new float[] {0, 1, 0, 0, 1, 0});
    assertThat(measure(errors, "log loss"))
        .isCloseTo((StrictMath.log(2) + StrictMath.log(4)) / 2, within(1e-6));
    assertThat(measure(errors, "brier score")).isCloseTo((0.375 + 1.125) / 2, within(ROUNDING));
    assertThat(measure(errors, "accuracy")).isEqualTo(0.5);
    assertThat(errors.bias()).isNaN();
    assertThat(errors.further().confusion())
        .isEqualTo(
            new Further.Confusion(
                List.of("a", "b", "c"),
                List.of(List.of(0L, 0L, 0L), List.of(0L, 1L, 1L), List.of(0L, 0L, 0L))));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    List<ForecastForm> forms =
        List.of(
            new ValueForm(),
            new QuantilesForm(List.of(0.2, 0.7)),
            new GaussianForm(),
            new ProbabilityForm(),
            new ClassesForm(List.of("a", "b", "c")));
    for (ForecastForm form : forms) {
      for (long seed = 1; seed <= 20; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        ErrorSums whole = ErrorSums.empty(form, 2);
        ErrorSums first = ErrorSums.empty(form, 2);
        ErrorSums second = ErrorSums.empty(form, 2);
        for (int i = 0; i < 40; i++) {
          float[] forecasts = new float[form.width()];
          for (int at = 0; at < forecasts.length; at++) {
            // Eighths: their sums have no rounding.
            forecasts[at] = (1 + random.nextInt(7)) / 8f;
          }
          float[] actuals = new float[form.actuals()];
          actuals[random.nextInt(actuals.length)] = random.nextInt(2);
          whole.add(i % 2, forecasts, 0, actuals, 0);
          (i < 13 ? first : second).add(i % 2, forecasts, 0, actuals, 0);
        }
        Errors expected = whole.overall(40);
        Errors merged = first.plus(second).overall(40);
        assertThat(merged.mae()).as("%s, seed %d", form, seed).isEqualTo(expected.mae());
        for (int i = 0; i < expected.further().measures().size(); i++) {
          assertThat(merged.further().measures().get(i).value())
              .isCloseTo(expected.further().measures().get(i).value(), within(1e-12));
        }
        assertThat(merged.further().confusion()).isEqualTo(expected.further().confusion());
      }
    }
  }
}
