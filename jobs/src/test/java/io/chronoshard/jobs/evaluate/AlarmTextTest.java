package io.chronoshard.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmTextTest {

  private static final long HOUR = 3_600_000;

  private static String text(double perDay, Optional<Detection> detection, List<Shown> shown) {
    return new AlarmText(
            new Alarms(
                0.01, 3.456, 0.0099, Double.NaN, 400, 17, shown.size(), perDay, detection, shown),
            TimeAxis.clock(HOUR))
        .toString();
  }

  @Test
  void alarmsAndEventsAreASentenceEach() {
    Shown run = new Shown("pump", 24 * HOUR, 26 * HOUR, 3, 7.125f, true);
    Detection detection = new Detection("broken", 4, 2, 3, 1, 0.5, 0.75, 2.4);
    assertThat(text(0.25, Optional.of(detection), List.of(run)))
        .contains(
            "alarms: 17 of 400 windows (4.250 %) in 1 runs, 0.250 a day, where a forecast is off by more than 3.46 robust"
                + " deviations; of the training windows 0.990 % are, of a budget of 1.000 %, and of the validation windows none")
        .contains(
            "\"broken\": 3 of 4 events found, 2 hours after their beginning on average; 1 runs lie in no event; precision"
                + " 0.50, recall 0.75; no window forecasts a step of 2 further events")
        .contains("1970-01-02T00:00:00Z  1970-01-02T02:00:00Z");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Detection none = new Detection("broken", 0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN);
    assertThat(text(Double.NaN, Optional.of(none), List.of()))
        .contains("\"broken\": 0 of 0 events found; 0 runs lie in no event; precision –, recall –")
        .doesNotContain("a day", "NaN", "further events", "alarms from");
  }

  @Test
  void theFirstRunsAreATable() {
    Shown run = new Shown("pump", 0, 0, 1, 9, false);
    assertThat(text(1, Optional.empty(), Collections.nCopies(30, run)))
        .contains("alarms from", "and 10 more runs, in the JSON up to 1000")
        .doesNotContain("events found");
  }
}
