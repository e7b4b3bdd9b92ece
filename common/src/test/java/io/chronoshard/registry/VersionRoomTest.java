package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** How long the files of a version may be. */
class VersionRoomTest {

  private static final int COLUMNS = 15;

  /** Numbers of as many digits as there are. */
  private static Scaler scaler(int series) {
    MersenneTwister random = new MersenneTwister(3);
    Map<String, List<Scaler.Column>> maps = new TreeMap<>();
    for (int i = 0; i < series; i++) {
      List<Scaler.Column> columns = new ArrayList<>();
      for (int column = 0; column < COLUMNS; column++) {
        columns.add(
            new Scaler.Column(-random.nextDouble() * 1e-5, 1e-5 + random.nextDouble() * 1e-5));
      }
      maps.put(String.format(Locale.ROOT, "plant 7 / turbine %06d", i), columns);
    }
    return new Scaler(Collections.nCopies(COLUMNS, Scaler.Column.IDENTITY), maps);
  }

  private static Pipeline pipeline(int series) {
    Pipeline like = new RandomRecords(1).pipeline();
    return new Pipeline(
        like.axis(),
        like.blockSteps(),
        like.channels(),
        like.recordedTimes(),
        like.features(),
        like.facts(),
        like.window(),
        like.ends(),
        like.loss(),
        like.parts(),
        scaler(series),
        like.targetScaler(),
        like.targetMeans(),
        like.classShares(),
        like.lives(),
        new Ranges(Collections.nCopies(COLUMNS, new Ranges.Range(0, 1, 0, 1))),
        like.alarms(),
        Collections.nCopies(COLUMNS, "input"),
        like.targets());
  }

  @Test
  void theStatisticsOfAsManySeriesAsAreTrainedFit() {
    long few = Json.length(pipeline(10));
    long more = Json.length(pipeline(1010));
    long hundredThousand = few + (more - few) * 100;
    assertThat(hundredThousand).isLessThan(VersionFile.PIPELINE.limit());
  }

  @Test
  void theStatisticsOfASeriesStandOnOneLine() {
    String json = new String(Json.bytes(pipeline(3)), StandardCharsets.UTF_8);
    assertThat(json.lines().filter(line -> line.contains("plant 7 / turbine")))
        .hasSize(3)
        .allMatch(line -> line.chars().filter(one -> one == '[').count() == COLUMNS + 1);
  }

  @Test
  void theLengthIsThatOfWhatIsWritten() {
    for (int series : new int[] {0, 1, 50}) {
      Pipeline pipeline = pipeline(series);
      assertThat(Json.length(pipeline)).isEqualTo(Json.bytes(pipeline).length);
    }
  }

  @Test
  void aPipelineThatIsTooLongIsRefusedWithBothLengths() {
    Pipeline pipeline = pipeline(50);
    long length = Json.length(pipeline);
    assertThatCode(pipeline::requireRoom).doesNotThrowAnyException();
    assertThatCode(() -> pipeline.requireRoom(length)).doesNotThrowAnyException();
    assertThatThrownBy(() -> pipeline.requireRoom(length - 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pipeline.json would have " + length + " bytes, and may have ")
        .hasMessageContaining(Long.toString(length - 1))
        .hasMessageContaining("50 series, each of 15 inputs")
        .hasMessageContaining("features.scale-by = all");
  }

  @Test
  void whatCouldNotBeReadAgainIsNotPublished() {
    for (VersionFile file : VersionFile.values()) {
      assertThatCode(() -> file.requireRoom(file.limit())).doesNotThrowAnyException();
      assertThatThrownBy(() -> file.requireRoom(file.limit() + 1L))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(
              file.fileName() + " would have " + (file.limit() + 1L) + " bytes, and is read up to ")
          .hasMessageContaining(Integer.toString(file.limit()));
    }
    assertThatThrownBy(() -> SeriesFile.requireRoom(SeriesFile.LIST_LIMIT + 1L))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("series.json would have ");
  }
}
