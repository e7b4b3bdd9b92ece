package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of possible windows that were worked out elsewhere, for histories of known lengths. */
class PublishedCountsTest {

  @ParameterizedTest
  @CsvSource({
    "weather rows,        52696, 120, 6, 144, inside, 12316, 12316",
    "weather rows,        52696, 120, 6, 144, keras,  12460, 11602",
    "weather grid,        52704, 120, 6, 144, inside, 12318, 12318",
    "hourly temperature,  70092, 120, 1,  24, inside, 17380, 17380",
  })
  void halfAQuarterAndAQuarterGiveTheKnownNumberOfWindows(
      String what,
      long steps,
      int length,
      int sampling,
      int lead,
      String inputs,
      long validation,
      long test) {
    assertCounts(
        steps,
        List.of(
            "split.inputs=" + inputs,
            "window.length=" + length,
            "window.sampling=" + sampling,
            "window.lead=" + lead),
        validation,
        test);
  }

  @ParameterizedTest
  @CsvSource({"1, inside, 2856, 2856", "96, before, 2880, 2880"})
  void partsOfGivenLengthsGiveTheKnownNumberOfWindows(
      int length, String inputs, long validation, long test) {
    assertCounts(
        17_420,
        List.of(
            "split.by=steps",
            "split.steps={training=8640, validation=2880, test=2880}",
            "split.inputs=" + inputs,
            "window.length=" + length,
            "window.lead=24"),
        validation,
        test);
  }

  private static void assertCounts(long steps, List<String> sets, long validation, long test) {
    var configuration = ConfigurationReader.read(Optional.empty(), sets);
    SeriesExtent extent = new SeriesExtent("s", 0, steps);
    History history =
        new History(TimeAxis.rows(), 4096, List.of("c"), RecordedTimes.NONE, List.of(extent), "");
    Parts parts = Parts.of(configuration.split(), history);
    WindowShape shape = WindowShape.of(configuration.window(), history.axis());
    assertThat(Origins.of(Part.VALIDATION, parts, extent, shape, 0, 0).count())
        .isEqualTo(validation);
    assertThat(Origins.of(Part.TEST, parts, extent, shape, 0, 0).count()).isEqualTo(test);
  }
}
