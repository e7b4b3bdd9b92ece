package io.chronoshard.jobs.score;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.score.Score;
import io.chronoshard.score.Score.Checked;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Makes rows of the table of forecasts.
 *
 * @param kind what steps are
 * @param stepMillis from one to the next
 * @param version that forecasts
 * @param labels of each head's target
 * @param classes of each head's target
 * @param checks whether forecasts stand beside what happened
 */
record ScoreRow(
    TimeAxis.Kind kind,
    long stepMillis,
    int version,
    List<String> labels,
    List<List<String>> classes,
    ScoreTable.Checks checks)
    implements Serializable {

  /** Whether any target has classes. */
  static boolean hasAny(List<List<String>> classes) {
    return classes.stream().anyMatch(names -> !names.isEmpty());
  }

  Row of(Score score) {
    if (kind != TimeAxis.Kind.CLOCK) {
      return row(cells(score, score.originStep(), score.targetStep()));
    }
    Instant origin = Instant.ofEpochMilli(score.originStep() * stepMillis);
    List<@Nullable Object> cells =
        cells(score, origin, Instant.ofEpochMilli(score.targetStep() * stepMillis));
    cells.add(LocalDate.ofInstant(origin, ZoneOffset.UTC));
    return row(cells);
  }

  private static Row row(List<@Nullable Object> cells) {
    return RowFactory.create(cells.toArray());
  }

  private List<@Nullable Object> cells(Score score, Object origin, Object time) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(score.series());
    cells.add(origin);
    cells.add(time);
    cells.add(score.target());
    cells.add(score.forecast());
    cells.addAll(score.further());
    if (hasAny(classes)) {
      List<String> names = classes.get(labels.indexOf(score.target()));
      List<Float> all = score.probabilities();
      cells.add(names.isEmpty() ? null : names.get(all.indexOf(score.forecast())));
      cells.add(names.isEmpty() ? null : probabilities(names, all));
    }
    if (checks == ScoreTable.Checks.ASKED) {
      cells.add(score.checked().map(Checked::actual).orElse(null));
      cells.add(score.checked().map(Checked::anomaly).orElse(null));
      cells.add(score.checked().map(Checked::alarm).orElse(null));
    }
    cells.add(score.outside().toArray(new String[0]));
    cells.add(version);
    return cells;
  }

  /** As Spark takes a map. */
  private static scala.collection.Map<String, Float> probabilities(
      List<String> names, List<Float> all) {
    Map<String, Float> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      probabilities.put(names.get(i), all.get(i));
    }
    return JavaConverters.mapAsScalaMap(probabilities);
  }
}
