package io.chronoshard.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.score.Score;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A head with a mean and a deviation beside one with classes. */
class ScoreRowTest {

  private static final List<String> LABELS = List.of("load", "weather");
  private static final List<List<String>> CLASSES = List.of(List.of(), List.of("dry", "rain"));

  private static final Score MEAN =
      new Score(
          "s", 48, 50, "load", 7.5f, List.of(1.25f), List.of(), Optional.empty(), List.of("wind"));

  private static final Score CLASS =
      new Score(
          "s",
          48,
          50,
          "weather",
          0.75f,
          List.of(Float.NaN),
          List.of(0.25f, 0.75f),
          Optional.empty(),
          List.of());

  @Test
  void eachHasItsOwnCellsAndNoneOfTheOther() {
    ScoreRow rows = new ScoreRow(TimeAxis.Kind.ROWS, 1, 3, LABELS, CLASSES, ScoreTable.Checks.NONE);
    Row mean = rows.of(MEAN);
    assertThat(mean.size()).isEqualTo(10);
    assertThat(mean.mkString("|", "|", "|")).startsWith("|s|48|50|load|7.5|1.25|null|null|");
    assertThat(mean.isNullAt(6)).isTrue();
    assertThat(mean.isNullAt(7)).isTrue();
    assertThat((String[]) mean.get(8)).containsExactly("wind");
    assertThat(mean.getInt(9)).isEqualTo(3);
    Row classes = rows.of(CLASS);
    assertThat(classes.getFloat(4)).isEqualTo(0.75f);
    assertThat(classes.getFloat(5)).isNaN();
    assertThat(classes.getString(6)).isEqualTo("rain");
    Map<String, Float> probabilities = classes.getJavaMap(7);
    assertThat(probabilities)
        .containsExactlyInAnyOrderEntriesOf(Map.of("dry", 0.25f, "rain", 0.75f));
    assertThat((String[]) classes.get(8)).isEmpty();
  }

  @Test
  void instantsAndTheDateOfTheOriginStandWhereStepsAreTimes() {
    ScoreRow rows =
        new ScoreRow(TimeAxis.Kind.CLOCK, 1_800_000, 3, LABELS, CLASSES, ScoreTable.Checks.NONE);
    Row row = rows.of(MEAN);
    assertThat(row.get(1)).isEqualTo(Instant.parse("1970-01-02T00:00:00Z"));
    assertThat(row.get(2)).isEqualTo(Instant.parse("1970-01-02T01:00:00Z"));
    assertThat(row.get(10)).isEqualTo(LocalDate.of(1970, 1, 2));
  }
}
