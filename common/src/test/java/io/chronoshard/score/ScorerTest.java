package io.chronoshard.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.scale.Ranges;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

  /** Leads 3 and 5. */
  private static final WindowShape SHAPE = new WindowShape(2, 1, 1, 3, 2, 2);

  @Test
  void forecastsComeByOriginLeadAndTarget() {
    BlockWindows windows = windows(1, 3);
    assertThat(score(windows, List.of("a", "b"), 16))
        .containsExactly(
            new Score("s", 101, 104, "a", 1, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 101, 104, "b", 10, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 101, 106, "a", 1, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 101, 106, "b", 10, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 103, 106, "a", 3, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 103, 106, "b", 30, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 103, 108, "a", 3, List.of(), List.of(), Optional.empty(), List.of()),
            new Score("s", 103, 108, "b", 30, List.of(), List.of(), Optional.empty(), List.of()));
  }

  /** A mean and a deviation of one head, a probability and three classes of the other. */
  @Test
  void headsOfSeveralFormsGiveEachTheirOwn() {
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(1, 1, List.of())),
            1,
            List.of(Rows.ahead(1, 1, 2, List.of(0)), Rows.ahead(3, 1, 1, List.of(1, 2))));
    ForecastLayout layout =
        new ForecastLayout(
            new WindowTargets(shape, List.of(1, 1, 3)),
            List.of(
                new GaussianForm(),
                new ProbabilityForm(),
                new ClassesForm(List.of("low", "middle", "high"))));
    float[] numbers = {5, 0.5f, 6, 0.25f, 0.75f, 0.125f, 0.625f, 0.25f};
    Forecaster forecaster =
        new Forecaster() {

          @Override
          public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
            for (int i = 0; i < to - from; i++) {
              System.arraycopy(numbers, 0, out, i * numbers.length, numbers.length);
            }
          }

          @Override
          public int targetsBefore() {
            return 0;
          }
        };
    OutsideRange range =
        new OutsideRange(shape, List.of("in"), new Ranges(List.of(new Ranges.Range(-1, 1, -1, 1))));
    List<Score> scores = new ArrayList<>();
    new Scorer(layout, List.of("a", "b", "c"), range, forecaster, Optional.empty(), 2)
        .score(windows(1, 2, 3), scores::add);
    assertThat(scores).hasSize(3 * 4);
    List<Float> none = List.of(Float.NaN);
    assertThat(scores.subList(4, 8))
        .containsExactly(
            new Score("s", 102, 103, "a", 5, List.of(0.5f), List.of(), Optional.empty(), List.of()),
            new Score(
                "s", 102, 104, "a", 6, List.of(0.25f), List.of(), Optional.empty(), List.of()),
            new Score("s", 102, 105, "b", 0.75f, none, List.of(), Optional.empty(), List.of()),
            new Score(
                "s",
                102,
                105,
                "c",
                0.625f,
                none,
                List.of(0.125f, 0.625f, 0.25f),
                Optional.empty(),
                List.of()));
  }

  @Test
  void theNewestWindowIsTheLastOne() {
    assertThat(windows(1, 2, 3).newest().origins()).containsExactly(3);
    assertThat(windows().newest().origins()).isEmpty();
    assertThat(score(windows(0, 2).newest(), List.of("a", "b"), 16))
        .extracting(Score::originStep)
        .containsOnly(102L);
  }

  @Test
  void aBlockWithoutWindowsHasNoForecasts() {
    assertThat(score(windows(), List.of("a", "b"), 16)).isEmpty();
  }

  /** Four steps from 100; a target counts up, the other one in tens. */
  private static BlockWindows windows(int... origins) {
    Block block =
        new Block(
            new BlockId("s", 25),
            100,
            4,
            new Slice(99, 1, new float[5]),
            new Slice(100, 2, new float[] {0, 0, 1, 10, 2, 20, 3, 30}));
    return new BlockWindows(block, origins, WindowCounts.NONE);
  }

  private static List<Score> score(BlockWindows windows, List<String> targets, int batch) {
    List<Score> scores = new ArrayList<>();
    new Scorer(
            layout(targets.size()),
            targets,
            range("in"),
            new LastValue(SHAPE),
            Optional.empty(),
            batch)
        .score(windows, scores::add);
    return scores;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherBlocksNorMinibatchesMatter(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.02);
    List<Score> single = scores(made, 1024, 1000);
    assertThat(single).isNotEmpty();
    for (int blockSteps : new int[] {16, 33}) {
      for (int batch : new int[] {1, 7}) {
        assertThat(scores(made, blockSteps, batch).equals(single))
            .as("blocks of %d steps, minibatches of %d", blockSteps, batch)
            .isTrue();
      }
    }
  }

  private static List<Score> scores(MadeUpHistory made, int blockSteps, int batch) {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), List.of());
    History history = made.description(blockSteps);
    WindowLayout layout =
        WindowLayout.forScoring(
            history,
            FeatureSet.of(configuration.features(), TargetExamples.channels("c1"), history),
            SHAPE,
            Parts.of(configuration.split(), history));
    Scorer scorer =
        new Scorer(
            layout(1),
            List.of("c1"),
            range("c0", "c1"),
            new LastValue(SHAPE),
            Optional.empty(),
            batch);
    List<Score> scores = new ArrayList<>();
    for (Block block : made.blocks(layout, layout.everywhere())) {
      scorer.score(layout.windows(block, layout.everywhere(), Needs.INPUTS), scores::add);
    }
    return scores;
  }

  /** Inputs that lay between -1 and 1. */
  private static OutsideRange range(String... names) {
    return new OutsideRange(
        SHAPE,
        List.of(names),
        new Ranges(Collections.nCopies(names.length, new Ranges.Range(-1, 1, -1, 1))));
  }

  @Test
  void whatLeavesTheRangeIsNamedInTheForecastsOfItsWindowsAlone() {
    Block block =
        new Block(
            new BlockId("s", 25),
            100,
            4,
            new Slice(99, 2, new float[] {0, 0, 1, 0, 2, 0, 0, -3, 0, 0}),
            new Slice(100, 1, new float[] {0, 1, 2, 3}));
    BlockWindows windows = new BlockWindows(block, new int[] {0, 1, 2, 3}, WindowCounts.NONE);
    List<Score> scores = new ArrayList<>();
    new Scorer(layout(1), List.of("a"), range("x", "y"), new LastValue(SHAPE), Optional.empty(), 3)
        .score(windows, scores::add);
    assertThat(scores)
        .extracting(Score::outside)
        .containsExactly(
            List.of(),
            List.of(),
            List.of("x"),
            List.of("x"),
            List.of("x", "y"),
            List.of("x", "y"),
            List.of("y"),
            List.of("y"));
  }

  private static ForecastLayout layout(int targets) {
    return new ForecastLayout(
        new WindowTargets(SHAPE, targets), TargetForms.values(targets).network());
  }
}
