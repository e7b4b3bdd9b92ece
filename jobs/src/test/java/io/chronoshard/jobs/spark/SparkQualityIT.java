package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.QualitySettings;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.retrain.DayHasher;
import io.chronoshard.retrain.DayHashes;
import io.chronoshard.retrain.Known;
import io.chronoshard.retrain.QualityRange;
import io.chronoshard.retrain.SeriesFacts;
import io.chronoshard.retrain.SeriesWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark sees of new rows is what plain Java sees of them, to the bit. */
class SparkQualityIT {

  private static final int STEPS = 1500;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatIsNewIsTheSameOnOneMachine(long seed, @TempDir Path folder) {
    QualitySettings settings =
        ConfigurationReader.read(
                Optional.empty(),
                List.of("retrain.quality { stretch = 6 hours, hold = 3 days, reference = 6 days }"))
            .retrain()
            .quality();
    WrittenHistory written = WrittenHistory.weather(seed, 4, STEPS, 0.15 * seed, 100);
    silence(written, seed);
    written.write(folder, 3);
    History until = written.description().until(written.description().toStep() - 7 * seed);
    History history = until.endingWith(lastRows(written, until));
    List<String> channels = seed == 2 ? List.of("c1") : history.channels();
    QualityRange range =
        QualityRange.of(settings, history, history.fromStep(), history.toStep(), channels);
    DayHasher hasher = new DayHasher(history, 144);
    List<SeriesFacts> plain = new ArrayList<>();
    for (SeriesExtent extent : history.series()) {
      plain.add(facts(written, extent, range, history.channels()));
      for (long step = extent.fromStep(); step < extent.toStep(); step++) {
        float[] values = written.values(extent.name())[Math.toIntExact(step - extent.fromStep())];
        if (!isEmpty(values)) {
          hasher.add(extent.name(), step, StepTimes.UNKNOWN, values);
        }
      }
    }

    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      SparkQuality rows =
          new SparkQuality(
              spark,
              folder.toString(),
              TableSnapshots.of(folder.toString(), Sessions.hadoop()).latest().orElseThrow(),
              until);
      Known known = rows.known(144);
      assertThat(known.history()).isEqualTo(history).isNotEqualTo(until);
      assertThat(known.days())
          .isEqualTo(new DayHashes(144, history.toStep(), until.channels(), hasher.days()));
      assertThat(rows.facts(range)).isEqualTo(plain);
    }
    assertThat(plain.get(0).channels().get(0).drift().size()).as("enough is known").isNotNaN();
  }

  /** Of some series nothing is known around the last step that is looked at, but behind it. */
  private static void silence(WrittenHistory written, long seed) {
    for (long series = 0; series < seed; series++) {
      float[][] values = written.values("site-" + series);
      for (int step = STEPS - 60; step < STEPS - 4; step++) {
        Arrays.fill(values[step], Float.NaN);
      }
    }
  }

  private static Map<String, Long> lastRows(WrittenHistory written, History until) {
    Map<String, Long> last = new TreeMap<>();
    for (SeriesExtent extent : until.series()) {
      for (long step = extent.fromStep(); step < extent.toStep(); step++) {
        if (!isEmpty(written.values(extent.name())[Math.toIntExact(step - extent.fromStep())])) {
          last.put(extent.name(), step);
        }
      }
    }
    return last;
  }

  private static SeriesFacts facts(
      WrittenHistory written, SeriesExtent extent, QualityRange range, List<String> all) {
    SeriesWatch watch = new SeriesWatch(extent.name(), range);
    for (long step = range.from(); step < range.to(); step++) {
      float[] values = written.values(extent.name())[Math.toIntExact(step - extent.fromStep())];
      if (!isEmpty(values)) {
        float[] read = new float[range.channels().size()];
        for (int i = 0; i < read.length; i++) {
          read[i] = values[all.indexOf(range.channels().get(i))];
        }
        watch.add(step, read);
      }
    }
    return watch.facts();
  }

  private static boolean isEmpty(float[] values) {
    return Float.isNaN(values[0]) && Float.isNaN(values[1]);
  }
}
