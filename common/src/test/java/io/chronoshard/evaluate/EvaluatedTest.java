package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatedTest {

  private static final Evaluated NEWEST = new Evaluated(EvaluatedPart.ALL, ChosenWindows.NEWEST);

  private static final long[] NO_INPUTS = {};

  private static BlockEvaluation block(String series, long number, WindowCounts counts) {
    ErrorTable none = new ErrorTable(0, List.of());
    return new BlockEvaluation(
        new BlockId(series, number),
        counts,
        0,
        none,
        none,
        NO_INPUTS,
        List.of(),
        List.of(),
        BlockAlarms.NONE);
  }

  @Test
  void theNewestWindowOfASeriesIsTheLastThatIsKnown() {
    List<BlockEvaluation> a =
        List.of(
            block("a", 1, new WindowCounts(10, 8, 2, 0)),
            block("a", 2, new WindowCounts(10, 1, 9, 0)),
            block("a", 3, new WindowCounts(4, 0, 3, 1)));
    List<BlockEvaluation> b =
        List.of(
            block("b", 1, new WindowCounts(10, 0, 10, 0)),
            block("b", 2, new WindowCounts(1, 0, 0, 1)));
    BlockEvaluation c = block("c", 7, new WindowCounts(3, 0, 3, 0));
    BlockEvaluation d = block("d", 7, WindowCounts.NONE);
    BlockEvaluation newest = NEWEST.whole(NEWEST.plus(NEWEST.plus(a.get(0), a.get(1)), a.get(2)));
    assertThat(newest.block()).isEqualTo(new BlockId("a", 2));
    assertThat(newest)
        .as("whichever are joined first")
        .isEqualTo(NEWEST.whole(NEWEST.plus(a.get(0), NEWEST.plus(a.get(1), a.get(2)))));
    assertThat(newest.counts()).isEqualTo(new WindowCounts(1, 1, 0, 0));
    assertThat(NEWEST.whole(NEWEST.plus(b.get(0), b.get(1))).counts())
        .isEqualTo(new WindowCounts(1, 0, 0, 1));
    assertThat(NEWEST.whole(c).counts()).isEqualTo(new WindowCounts(1, 0, 1, 0));
    assertThat(NEWEST.whole(d).counts()).isEqualTo(WindowCounts.NONE);
    assertThat(Evaluated.TEST.whole(Evaluated.TEST.plus(a.get(0), a.get(1))).counts())
        .isEqualTo(new WindowCounts(20, 9, 11, 0));

    List<BlockEvaluation> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(List.of(c, d));
    for (int part = 1; part <= all.size(); part++) {
      assertThat(EvaluationExamples.sum(NEWEST, all, part).total().get(0).counts())
          .isEqualTo(new WindowCounts(3, 1, 1, 1));
    }
  }

  /** The series are those of another fleet, whatever they are called. */
  @Test
  void aWholeHistoryIsTestedOnWhateverPartItsSeriesHadInTraining() {
    History trained = history(new SeriesExtent("a", 0, 50), new SeriesExtent("b", 0, 50));
    History other = history(new SeriesExtent("a", -5, 20), new SeriesExtent("b", 3, 90));
    Parts parts =
        Parts.of(
            ConfigurationReader.read(
                    Optional.empty(), List.of("split { by = series, series.validation = [b] }"))
                .split(),
            trained);
    Parts all = NEWEST.parts(parts, other);
    for (SeriesExtent series : other.series()) {
      assertThat(all.of(NEWEST.place(), series))
          .isEqualTo(new Interval(series.fromStep(), series.toStep()));
      assertThat(all.of(Part.TRAINING, series).isEmpty()).isTrue();
      assertThat(all.of(Part.VALIDATION, series).isEmpty()).isTrue();
    }
    assertThat(Evaluated.TEST.parts(parts, other)).isSameAs(parts);
  }

  private static History history(SeriesExtent... series) {
    return new History(
        TimeAxis.rows(),
        16,
        List.of("a"),
        Map.of(),
        List.of(),
        RecordedTimes.NONE,
        List.of(series),
        "");
  }
}
