package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.gate.SimulatedNights.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate is wrong no more often than it says, and right as soon as it says. */
class GateLevelTest {

  @ParameterizedTest(name = "{0} days judged each {1} days, persistence {2}")
  @CsvSource({"56, 7, 0.0", "56, 7, 0.3", "56, 7, 0.5", "84, 28, 0.5", "56, 1, 0.3"})
  void aYearOfEqualChallengersPromotesOneNoMoreOftenThanTheLevel(
      int judged, int every, double persistence) {
    int[] nights =
        new SimulatedNights(judged, every, persistence, 0.5, 0, Rule.GATE)
            .untilPromoted(every == 1 ? 100 : 400, 7);

    assertThat(SimulatedNights.promotedWithin(364, nights))
        .isLessThanOrEqualTo(SimulatedNights.LEVEL);
  }

  /** The test above would fail of a gate that takes days for independent. */
  @Test
  void asIfDaysWereIndependentItWouldBeWrongTooOften() {
    int[] nights =
        new SimulatedNights(56, 7, 0.5, 0.5, 0, Rule.INDEPENDENT_DAYS).untilPromoted(200, 7);

    assertThat(SimulatedNights.promotedWithin(364, nights)).isGreaterThan(0.2);
  }

  /** And of one whose tests each may err as often as all together. */
  @Test
  void whereEachTestMaySpendTheWholeLevelErrorsAddUp() {
    int[] nights =
        new SimulatedNights(56, 7, 0.3, 0.5, 0, Rule.WHOLE_LEVEL_EACH_TIME).untilPromoted(200, 7);

    assertThat(SimulatedNights.promotedWithin(364, nights)).isGreaterThan(0.2);
  }

  @Test
  void aRealGainIsPromotedWithinMonths() {
    int[] nights = new SimulatedNights(56, 7, 0.3, 0.5, 1.0, Rule.GATE).untilPromoted(200, 7);

    assertThat(SimulatedNights.promotedWithin(28, nights)).isGreaterThan(0.5);
    assertThat(SimulatedNights.promotedWithin(91, nights)).isGreaterThan(0.8);
  }
}
