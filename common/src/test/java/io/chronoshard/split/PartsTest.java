package io.chronoshard.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

  private static final TimeAxis TEN_MINUTES = TimeAxis.clock(600_000);

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.25,  100,  50,  75",
    "0.5, 0.25,   99,  49,  74",
    "0.7, 0.2,    10,   7,   9",
    "0.6, 0.3,    10,   6,   9",
    "0.1, 0.2,    10,   1,   3",
    "1,   0,      10,  10,  10",
    "0,   1,      10,   0,  10",
    "0.34, 0.33,   3,   1,   2",
  })
  void aShareIsItsWholeStepsAndTheTestPartIsTheRest(
      double training, double validation, long steps, long validationFrom, long testFrom) {
    Parts parts =
        parts(
            history(TimeAxis.rows(), new SeriesExtent("a", 0, steps)),
            "split.fraction={training=" + training + ", validation=" + validation + "}");
    assertThat(parts.cut(Part.TRAINING)).isEqualTo(new Interval(0, validationFrom));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(validationFrom, testFrom));
    assertThat(parts.cut(Part.TEST)).isEqualTo(new Interval(testFrom, steps));
  }

  @Test
  void fractionsCoverAllStepsOfAllSeriesOnceWhereverTheyBegin() {
    for (long seed = 1; seed <= 200; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {(int) seed});
      long from = random.nextInt(2000) - 1000L;
      long to = from + 1 + random.nextInt(500);
      double training = random.nextDouble();
      double validation = random.nextDouble() * (1 - training);
      SeriesExtent first = new SeriesExtent("a", from, to);
      SeriesExtent second = within("b", from, to, random);
      Parts parts =
          parts(
              history(TEN_MINUTES, first, second),
              "split.fraction={training=" + training + ", validation=" + validation + "}");
      for (SeriesExtent series : List.of(first, second)) {
        long covered = 0;
        long at = Long.MIN_VALUE;
        for (Part part : Part.values()) {
          Interval interval = parts.of(part, series);
          covered += interval.steps();
          if (!interval.isEmpty()) {
            assertThat(interval.from()).as("seed %d", seed).isGreaterThanOrEqualTo(at);
            at = interval.to();
          }
        }
        assertThat(covered).as("seed %d", seed).isEqualTo(series.steps());
      }
      assertThat((double) parts.cut(Part.TRAINING).steps())
          .as("seed %d", seed)
          .isBetween(training * (to - from) - 1, training * (to - from) + 1e-6);
    }
  }

  private static SeriesExtent within(String name, long from, long to, MersenneTwister random) {
    long first = from + random.nextInt((int) (to - from));
    return new SeriesExtent(name, first, first + 1 + random.nextInt((int) (to - first)));
  }

  @Test
  void lengthsCountFromTheFirstStepAndWhatIsLeftOverIsNoPart() {
    History history = history(TimeAxis.rows(), new SeriesExtent("a", 100, 1000));
    Parts parts = parts(history, steps(300, 200, 100));
    assertThat(parts.cut(Part.TRAINING)).isEqualTo(new Interval(100, 400));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(400, 600));
    assertThat(parts.cut(Part.TEST)).isEqualTo(new Interval(600, 700));
  }

  @Test
  void lengthsBeyondTheHistoryAreCutShort() {
    History history = history(TimeAxis.rows(), new SeriesExtent("a", 0, 100));
    Parts parts = parts(history, steps(80, 40, 10));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(80, 100));
    assertThat(parts.cut(Part.TEST).isEmpty()).isTrue();
    assertThat(parts.cut(Part.TEST).steps()).isZero();
  }

  @Test
  void aDateBetweenTwoStepsCutsBeforeTheNextOne() {
    Parts parts =
        parts(
            history(TEN_MINUTES, new SeriesExtent("a", 0, 144)),
            dates("1970-01-01T06:00:00Z", "1970-01-01T12:00:01Z", "1970-01-01T17:59:59Z"));
    assertThat(parts.cut(Part.TRAINING)).isEqualTo(new Interval(0, 36));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(36, 73));
    assertThat(parts.cut(Part.TEST)).isEqualTo(new Interval(73, 108));
  }

  @Test
  void datesBefore1970CutAtNegativeSteps() {
    Parts parts =
        parts(
            history(TEN_MINUTES, new SeriesExtent("a", -288, 0)),
            dates("1969-12-31T00:00:00Z", "1969-12-31T11:55:00Z", ""));
    assertThat(parts.cut(Part.TRAINING)).isEqualTo(new Interval(-288, -144));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(-144, -72));
    assertThat(parts.cut(Part.TEST)).isEqualTo(new Interval(-72, 0));
  }

  @Test
  void aDateMayBeWrittenWithAnyOffset() {
    Parts parts =
        parts(
            history(TEN_MINUTES, new SeriesExtent("a", 0, 144)),
            dates("1970-01-01T08:00:00+02:00", "1970-01-01T12:00:00Z", ""));
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(36, 72));
  }

  @Test
  void datesOutsideOfTheHistoryLeavePartsEmpty() {
    Parts parts =
        parts(
            history(TEN_MINUTES, new SeriesExtent("a", 0, 144)),
            dates("1960-01-01T00:00:00Z", "2000-01-01T00:00:00Z", ""));
    assertThat(parts.cut(Part.TRAINING).isEmpty()).isTrue();
    assertThat(parts.cut(Part.VALIDATION)).isEqualTo(new Interval(0, 144));
    assertThat(parts.cut(Part.TEST).isEmpty()).isTrue();
  }

  @Test
  void datesFitNoHistoryThatCountsRows() {
    History history = history(TimeAxis.rows(), new SeriesExtent("a", 0, 100));
    assertThatThrownBy(
            () -> parts(history, dates("1970-01-01T06:00:00Z", "1970-01-01T12:00:00Z", "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("split.by = date: this history counts rows; split by fraction or by steps");
  }

  @Test
  void seriesShareOneCutInTime() {
    SeriesExtent whole = new SeriesExtent("a", 0, 100);
    SeriesExtent late = new SeriesExtent("b", 60, 90);
    SeriesExtent early = new SeriesExtent("c", 0, 40);
    Parts parts =
        parts(
            history(TEN_MINUTES, whole, late, early),
            "split.fraction={training=0.5, validation=0.25}");
    assertThat(parts.of(Part.TRAINING, whole)).isEqualTo(new Interval(0, 50));
    assertThat(parts.of(Part.TRAINING, late).isEmpty()).isTrue();
    assertThat(parts.of(Part.VALIDATION, late)).isEqualTo(new Interval(60, 75));
    assertThat(parts.of(Part.TEST, late)).isEqualTo(new Interval(75, 90));
    assertThat(parts.of(Part.TRAINING, early)).isEqualTo(new Interval(0, 40));
    assertThat(parts.of(Part.VALIDATION, early).isEmpty()).isTrue();
  }

  @Test
  void aNamedSeriesBelongsToItsPartWhollyAndAllOthersTrain() {
    SeriesExtent a = new SeriesExtent("a", 0, 100);
    SeriesExtent b = new SeriesExtent("b", 10, 50);
    SeriesExtent c = new SeriesExtent("c", -20, 30);
    Parts parts =
        parts(
            history(TimeAxis.rows(), a, b, c),
            "split.by=series",
            "split.series={validation=[b], test=[c]}");
    Map<String, Part> owners = new TreeMap<>();
    for (SeriesExtent series : List.of(a, b, c)) {
      for (Part part : Part.values()) {
        if (!parts.of(part, series).isEmpty()) {
          assertThat(parts.of(part, series))
              .isEqualTo(new Interval(series.fromStep(), series.toStep()));
          assertThat(owners.put(series.name(), part)).isNull();
        }
      }
    }
    assertThat(owners).isEqualTo(Map.of("a", Part.TRAINING, "b", Part.VALIDATION, "c", Part.TEST));
  }

  @Test
  void aSeriesThatIsNotThereIsNamedBesideSomeThatAre() {
    History history =
        history(TimeAxis.rows(), new SeriesExtent("north", 0, 9), new SeriesExtent("south", 0, 9));
    assertThatThrownBy(() -> parts(history, "split.by=series", "split.series.test=[north, west]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "split.series.test names \"west\", which is no series of the history;"
                + " there are 2, such as [north, south]");
  }

  @Test
  void aPartThatIsTakenAwayLeavesTheOthersAsTheyAre() {
    SeriesExtent all = new SeriesExtent("a", 0, 100);
    Parts parts = parts(history(TEN_MINUTES, all)).without(Part.VALIDATION);
    assertThat(parts.of(Part.TRAINING, all)).isEqualTo(new Interval(0, 50));
    assertThat(parts.of(Part.VALIDATION, all).isEmpty()).isTrue();
    assertThat(parts.of(Part.TEST, all)).isEqualTo(new Interval(75, 100));

    SeriesExtent other = new SeriesExtent("b", 0, 40);
    Parts bySeries =
        parts(history(TEN_MINUTES, all, other), "split.by=series", "split.series.validation=[b]")
            .without(Part.VALIDATION);
    assertThat(bySeries.of(Part.TRAINING, all)).isEqualTo(new Interval(0, 100));
    assertThat(bySeries.of(Part.TRAINING, other).isEmpty()).isTrue();
    assertThat(bySeries.of(Part.VALIDATION, other).isEmpty()).isTrue();
  }

  private static History history(TimeAxis axis, SeriesExtent... series) {
    return new History(
        axis, 4096, List.of("c"), RecordedTimes.FROM_STEPS, List.of(series), "made up");
  }

  private static Parts parts(History history, String... sets) {
    return Parts.of(ConfigurationReader.read(Optional.empty(), List.of(sets)).split(), history);
  }

  private static String[] steps(long training, long validation, long test) {
    return new String[] {
      "split.by=steps",
      "split.steps={training=" + training + ", validation=" + validation + ", test=" + test + "}"
    };
  }

  private static String[] dates(String validation, String test, String end) {
    return new String[] {
      "split.by=date",
      "split.date.validation=\"" + validation + "\"",
      "split.date.test=\"" + test + "\"",
      "split.date.end=\"" + end + "\""
    };
  }
}
