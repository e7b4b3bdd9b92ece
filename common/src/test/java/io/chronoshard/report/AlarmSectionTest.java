package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmSectionTest {

  private static final long HOUR = 3_600_000;

  private static String section(Alarms alarms) {
    return new AlarmSection(alarms, new StepText(TimeAxis.clock(HOUR)), HOUR)
        .html()
        .toString()
        .replace("\n", "");
  }

  private static Alarms alarms(
      double validation, double perDay, Optional<Detection> detection, List<Shown> shown) {
    return new Alarms(
        0.01, 3.456, 0.0099, validation, 400, 17, shown.size(), perDay, detection, shown);
  }

  @Test
  void sharesRunsAndEventsAreToldAsTheyWereCounted() {
    Shown run = new Shown("pump", 24 * HOUR, 26 * HOUR, 3, 7.125f, true);
    String html =
        section(
            alarms(
                0.02,
                0.25,
                Optional.of(new Detection("broken", 4, 2, 3, 1, 0.5, 0.75, 2.4)),
                List.of(run)));
    assertThat(html)
        .contains("Budget", "1.00\u00A0%", "0.99\u00A0%", "2.00\u00A0%", "4.25\u00A0%")
        .contains("more than 3.46 robust deviations", "there is 1, 0.25 a day.")
        .contains("Events of &quot;broken&quot;")
        .containsSubsequence("Events", "4", "Found", "3", "which no window forecasts", "2")
        .containsSubsequence("Runs in no event", "1", "Precision", "0.50", "Recall", "0.75")
        .containsSubsequence("Mean delay", "2\u00A0h")
        .containsSubsequence("pump", "1970", "7.1", "yes");
  }

  @Test
  void whatIsNotKnownIsNoNumber() {
    String html =
        section(
            alarms(
                Double.NaN,
                Double.NaN,
                Optional.of(
                    new Detection("broken", 0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN)),
                List.of()));
    assertThat(html)
        .contains("there are 0.", Numbers.NONE)
        .doesNotContain("a day", "NaN", "Alarms from");
  }

  @Test
  void ofManyRunsTheFirstAreListed() {
    Shown run = new Shown("pump", 0, 0, 1, 9, false);
    assertThat(section(alarms(0.02, 1, Optional.empty(), Collections.nCopies(60, run))))
        .contains("The first 50 of 60 runs.")
        .doesNotContain("Events of");
  }
}
