package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class NightPartsTest {

  private static final long HOUR = 3_600_000;

  private final Configuration settings = settings("retrain.judge=40", "retrain.validate=30");
  private final Configuration all =
      settings("split.by=fraction", "split.fraction.training=1", "split.fraction.validation=0");

  @Test
  void whatTheConfigurationCutsIsWhatTheDateCutsAndNothingLaterChangesIt() {
    for (int seed = 0; seed < 30; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      long stepMillis = 60_000L * (1 + random.nextInt(30));
      TimeAxis axis = TimeAxis.clock(stepMillis);
      long from = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() / stepMillis;
      RunDate date =
          RunDate.of(Instant.parse("2024-03-01T00:00:00Z").plusSeconds(random.nextInt(1 << 20)));
      long cut = axis.stepAt(date.instant().toEpochMilli());
      List<SeriesExtent> known = new ArrayList<>();
      List<SeriesExtent> later = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        SeriesExtent extent = new SeriesExtent("s" + i, from + random.nextInt(100), cut);
        known.add(extent);
        later.add(new SeriesExtent(extent.name(), extent.fromStep(), cut + random.nextInt(500)));
      }
      later.add(new SeriesExtent("t", cut + random.nextInt(10), cut + 20));
      NightParts parts = parts(date, settings, history(axis, known));
      NightParts laterParts = parts(date, settings, history(axis, later));

      assertThat(laterParts).as("seed %d", seed).isEqualTo(parts);
      Configuration cutSettings = ConfigurationReader.read(Optional.empty(), parts.settings());
      Parts cutParts = Parts.of(cutSettings.split(), parts.history());
      assertThat(cutParts.cut(Part.TRAINING).to()).isEqualTo(cut - 70);
      assertThat(cutParts.cut(Part.VALIDATION)).isEqualTo(new Interval(cut - 70, cut - 40));
      assertThat(cutParts.cut(Part.TEST)).isEqualTo(new Interval(cut - 40, cut));
      assertThat(parts.judgedAfter(cutParts).cut(Part.TEST)).isEqualTo(cutParts.cut(Part.TEST));
      Parts seen = Parts.of(all.split(), parts.history());
      assertThat(parts.judgedAfter(seen).cut(Part.TEST).isEmpty()).isTrue();
    }
  }

  @Test
  void whatCannotBeCutIsToldWithWhatToDo() {
    History hours = history(TimeAxis.clock(HOUR), List.of(new SeriesExtent("s", 473_000, 473_500)));
    RunDate before = RunDate.parse("1970-01-01");

    assertThatThrownBy(() -> parts(before, settings(), hours))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "history.table has no step before 1970-01-01T00:00:00Z; it begins at 2023-12-17T08:00:00Z; ingest what is older, or ask for a later --run-date");
    assertThatThrownBy(() -> parts(RunDate.parse("2024-03-01"), settings(), hours))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "history.table has 500 hours before 2024-03-01T00:00:00Z, and retrain.validate = 672 hours with retrain.judge = 1344 hours leave nothing of that to train on; set them shorter, or begin later");
    assertThatThrownBy(() -> parts(before, settings(), history(TimeAxis.cycles(), hours.series())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "retrain goes by dates, and this history counts cycles; train it again by `train` when there are more");
    assertThatThrownBy(() -> parts(RunDate.parse("2024-03-01"), settings("split.by=series"), hours))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "split.by = series: retrain judges what is newest in time, of all series;");
  }

  private static NightParts parts(RunDate date, Configuration settings, History history) {
    return NightParts.of(date, settings.retrain(), settings.split(), history);
  }

  private static Configuration settings(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets));
  }

  private static History history(TimeAxis axis, List<SeriesExtent> series) {
    return new History(axis, 64, List.of("c"), RecordedTimes.FROM_STEPS, series, "");
  }
}
