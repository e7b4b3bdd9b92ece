package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.split.Interval;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepTextTest {

  private static final StepText CLOCK = new StepText(TimeAxis.clock(600_000));
  private static final StepText ROWS = new StepText(TimeAxis.rows());

  @Test
  void spansAreSaidInTheUnitThatFits() {
    assertThat(CLOCK.span(1)).isEqualTo("10\u00A0min");
    assertThat(CLOCK.span(9)).isEqualTo("1\u00A0h\u00A030\u00A0min");
    assertThat(CLOCK.span(144)).isEqualTo("24\u00A0h");
    assertThat(CLOCK.span(288)).isEqualTo("48\u00A0h");
    assertThat(CLOCK.span(7 * 144 + 6)).isEqualTo("7\u00A0d\u00A01\u00A0h");
    assertThat(CLOCK.span(0)).isEqualTo("0\u00A0s");
    assertThat(new StepText(TimeAxis.clock(250)).span(1)).isEqualTo("250\u00A0ms");
    assertThat(ROWS.span(144)).isEqualTo("144 rows");
    assertThat(ROWS.span(1)).isEqualTo("1 row");
  }

  @Test
  void timesAreUtcWhateverTheMachineSays() {
    long step = Instant.parse("2020-05-29T09:30:00Z").toEpochMilli() / 600_000;

    assertThat(CLOCK.time(step)).isEqualTo("2020-05-29 09:30");
    assertThat(ROWS.time(1234)).isEqualTo("row 1,234");
  }

  @Test
  void aPeriodEndsWithItsLastStep() {
    long from = Instant.parse("2020-10-01T00:00:00Z").toEpochMilli() / 600_000;
    long to = Instant.parse("2021-01-01T00:00:00Z").toEpochMilli() / 600_000;

    assertThat(CLOCK.period(new Interval(from, to)))
        .isEqualTo("1\u00A0Oct\u00A02020\u00A0– 31\u00A0Dec\u00A02020");
    assertThat(CLOCK.period(new Interval(from, from + 5))).isEqualTo("1\u00A0Oct\u00A02020");
    assertThat(CLOCK.period(new Interval(from, from))).isEqualTo("–");
    assertThat(ROWS.period(new Interval(0, 100))).isEqualTo("rows 0 – 99");
  }
}
