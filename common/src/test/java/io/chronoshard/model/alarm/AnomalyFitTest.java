package io.chronoshard.model.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.error.DataException;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Thresholds of residuals. */
class AnomalyFitTest {

  private static final int WIDTH = 3;

  private static final AnomalyFit FIT = new AnomalyFit(List.of("a", "b", "c"));

  /** Of another spread and place for each value. */
  private static float[] residuals(MersenneTwister random, int windows) {
    float[] residuals = new float[windows * WIDTH];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = (float) (i % WIDTH + (1 + 4 * (i % WIDTH)) * random.nextGaussian());
    }
    return residuals;
  }

  private static AnomalyRule rule(double budget, float[] training) {
    return FIT.fit(
        budget, new PackedResiduals(WIDTH, training), new PackedResiduals(WIDTH, new float[0]));
  }

  private static List<Integer> alarms(AnomalyRule rule, float[] residuals) {
    List<Integer> alarms = new ArrayList<>();
    for (int window = 0; window < residuals.length / WIDTH; window++) {
      if (rule.isAlarm(rule.worst(residuals, window * WIDTH))) {
        alarms.add(window);
      }
    }
    return alarms;
  }

  /** Whatever the budget and the number of windows. */
  @RepeatedTest(50)
  void theShareOfTrainingWindowsThatAlarmIsTheBudget(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MersenneTwister random = new MersenneTwister(seed);
    int windows = 20 + random.nextInt(400);
    float[] training = residuals(random, windows);
    double budget = 0.001 + 0.6 * random.nextDouble();
    AnomalyRule rule = rule(budget, training);
    double share = (double) alarms(rule, training).size() / windows;
    assertThat(share).as("seed %d", seed).isCloseTo(budget, within(1.0 / windows));
    assertThat(rule.training()).isEqualTo(share);
    assertThat(rule.validation()).isNaN();
  }

  @RepeatedTest(20)
  void mediansAndScalesAreThoseOfSortedResiduals(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    float[] training = residuals(new MersenneTwister(seed), 101);
    AnomalyRule rule = rule(0.1, training);
    for (int value = 0; value < WIDTH; value++) {
      float[] own = new float[101];
      for (int window = 0; window < own.length; window++) {
        own[window] = training[window * WIDTH + value];
      }
      Arrays.sort(own);
      float median = own[50];
      float[] distances = new float[own.length];
      for (int i = 0; i < own.length; i++) {
        distances[i] = Math.abs(own[i] - median);
      }
      Arrays.sort(distances);
      assertThat(rule.spreads().get(value).median()).isEqualTo(median);
      assertThat(rule.spreads().get(value).scale()).isCloseTo(1.4826 * distances[50], within(1e-5));
    }
  }

  /** By a power of two, which rounds nothing; signs do not matter either. */
  @RepeatedTest(20)
  void theUnitOfATargetChangesNoAlarm(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    float[] training = residuals(new MersenneTwister(seed), 200);
    float[] scaled = training.clone();
    for (int i = 1; i < scaled.length; i += WIDTH) {
      scaled[i] *= -64;
    }
    assertThat(alarms(rule(0.05, scaled), scaled))
        .isNotEmpty()
        .isEqualTo(alarms(rule(0.05, training), training));
  }

  /** However windows are spread over machines, and in whatever order they come. */
  @RepeatedTest(20)
  void theRuleDoesNotDependOnWhereWindowsLie(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MersenneTwister random = new MersenneTwister(seed);
    float[] training = residuals(random, 150);
    List<float[]> pieces = new ArrayList<>();
    int from = 0;
    while (from < training.length) {
      int to = Math.min(training.length, from + WIDTH * (1 + random.nextInt(40)));
      pieces.add(0, Arrays.copyOfRange(training, from, to));
      from = to;
    }
    Residuals spread =
        new Residuals() {
          @Override
          public FloatCounts counts(Measured measured, CountPass pass, List<Integer> columns) {
            return pieces.stream()
                .map(piece -> measured.counts(piece, WIDTH, pass, columns))
                .reduce(FloatCounts::plus)
                .orElseThrow();
          }

          @Override
          public long above(Measured measured, double threshold) {
            return pieces.stream()
                .mapToLong(piece -> measured.above(piece, WIDTH, threshold))
                .sum();
          }

          @Override
          public long windows() {
            return 150;
          }
        };
    assertThat(FIT.fit(0.07, spread, spread))
        .as("seed %d", seed)
        .isEqualTo(
            FIT.fit(
                0.07, new PackedResiduals(WIDTH, training), new PackedResiduals(WIDTH, training)));
  }

  @Test
  void theValidationPartHasAShareOfItsOwn() {
    float[] training = residuals(new MersenneTwister(3), 200);
    float[] wild = new float[30];
    Arrays.fill(wild, 0, 15, 1e6f);
    AnomalyRule rule =
        FIT.fit(0.01, new PackedResiduals(WIDTH, training), new PackedResiduals(WIDTH, wild));
    assertThat(rule.validation()).isEqualTo(0.5);
  }

  @Test
  void residualsThatAreTheSameMeasureNothing() {
    float[] training = residuals(new MersenneTwister(3), 100);
    for (int window = 0; window < 60; window++) {
      training[window * WIDTH + 1] = 2.5f;
    }
    assertThatThrownBy(() -> rule(0.01, training))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("half of the forecasts of b are off by the same 2.5")
        .hasMessageContaining("training.anomaly.budget");
  }
}
