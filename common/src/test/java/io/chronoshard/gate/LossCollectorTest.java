package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.GateSettings.Loss;
import io.chronoshard.config.GateSettings.SegmentKind;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.LastValue;
import io.chronoshard.model.TargetForms;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossCollectorTest {

  private static final WindowShape SHAPE = new WindowShape(3, 1, 1, 1, 4, 1);
  private static final WindowTargets VALUES = new WindowTargets(SHAPE, 1);
  private static final LossScales SCALES =
      new LossScales(List.of(2.0), Map.of("s1", List.of(0.25)));

  /** Some share of the newest input; no number at origins of a rest. */
  private record Share(float share, int gone) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      for (int i = from; i < to; i++) {
        long origin = windows.origin(order[i]);
        float value = share * windows.block(order[i]).inputs().at(origin, 0);
        for (int row = 0; row < 4; row++) {
          out[4 * (i - from) + row] = Math.floorMod(origin, 10) == gone ? Float.NaN : value + row;
        }
      }
    }

    @Override
    public int targetsBefore() {
      return 0;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neitherBlocksNorMinibatchesChangeABit(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 1, 0.02);
    Losses single = collect(made, 1024, 1000);
    assertThat(single.windows()).isPositive();
    for (int blockSteps : new int[] {16, 33}) {
      for (int batch : new int[] {1, 7}) {
        assertThat(collect(made, blockSteps, batch))
            .as("blocks of %d steps, minibatches of %d", blockSteps, batch)
            .isEqualTo(single);
      }
    }
  }

  /** Added up without bins, blocks and minibatches. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void lossesAreThoseOfEachValue(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 1, 0.02);
    Losses losses = collect(made, 64, 5);
    double all = 0;
    double near = 0;
    long windows = 0;
    long missed = 0;
    for (History.SeriesExtent series : made.description(64).series()) {
      double scale = series.name().equals("s1") ? 0.25 : 2;
      for (long origin = series.fromStep() + 2; origin + 4 < series.toStep(); origin++) {
        if (isKnown(made, series.name(), origin)) {
          if (Math.floorMod(origin, 10) == 3) {
            missed++;
            continue;
          }
          windows++;
          float newest = made.value(series.name(), origin, 0);
          for (int row = 0; row < 4; row++) {
            float forecast = 0.5f * newest + row;
            double actual = made.value(series.name(), origin + 1 + row, 0);
            double loss = Math.abs(forecast - actual) / scale;
            all += loss;
            near += row < 2 ? loss : 0;
          }
        }
      }
    }

    assertThat(losses.windows()).isEqualTo(windows);
    assertThat(losses.tried()).isEqualTo(windows + missed);
    assertThat(losses.missed()).containsExactly(missed, 0L, 0L);
    assertThat(sum(losses, Segment.ALL)).isCloseTo(all, within(1e-9 * all));
    assertThat(sum(losses, new Segment(Segment.Kind.LEAD, "1 to 2")))
        .isCloseTo(near, within(1e-9 * all));
    assertThat(values(losses, Segment.ALL)).isEqualTo(4 * windows);
  }

  private static boolean isKnown(MadeUpHistory made, String series, long origin) {
    for (long step = origin - 2; step <= origin + 4; step++) {
      if (Float.isNaN(made.value(series, step, 0))) {
        return false;
      }
    }
    return true;
  }

  private static double sum(Losses losses, Segment segment) {
    return sum(losses, segment, 0);
  }

  private static double sum(Losses losses, Segment segment, int contender) {
    return losses.cells().get(segment).values().stream()
        .mapToDouble(cell -> cell.sum(contender))
        .sum();
  }

  private static long values(Losses losses, Segment segment) {
    return losses.cells().get(segment).values().stream().mapToLong(LossSums::values).sum();
  }

  @Test
  void eachSegmentHasItsValues() {
    MadeUpHistory made = MadeUpHistory.random(3, 3, 1, 0.0);
    Losses losses = collect(made, 64, 5);

    assertThat(losses.cells().keySet().stream().map(Segment::text))
        .contains("all", "series s0", "series s1", "series s2", "lead 1 to 2", "lead 3 to 4")
        .anyMatch(text -> text.startsWith("season "));
    for (Segment.Kind kind : Segment.Kind.values()) {
      long together =
          losses.cells().keySet().stream()
              .filter(segment -> segment.kind() == kind)
              .mapToLong(segment -> values(losses, segment))
              .sum();
      assertThat(together).as("%s", kind).isEqualTo(values(losses, Segment.ALL));
    }
  }

  @Test
  void forecastsAreToldBetweenWhatTheyLie() {
    MadeUpHistory made = MadeUpHistory.single(0, 1, new float[] {1, 2, 8, 4, 5, 6, 7, -3, 9, 1, 1});

    ForecastRange range = collect(made, 16, 4).ranges().get(0).get(0);

    // Origins 2 to 6, of which 3 gives no numbers; the first of four is half of what is newest.
    assertThat(range).isEqualTo(new ForecastRange(2.5f, 7));
  }

  @Test
  void onlyWindowsThatAllHaveCount() {
    MadeUpHistory made = MadeUpHistory.random(5, 1, 1, 0.0);
    Laid laid = new Laid(made, 1024);
    BlockWindows whole = laid.windows(made.blocks(laid.layout, laid.rule).get(0));
    BlockWindows some =
        new BlockWindows(whole.block(), new int[] {whole.origins()[1]}, whole.counts());

    Losses losses = collector(laid, 4).collect(List.of(whole, some, whole));

    assertThat(losses.windows() + losses.missed().get(0)).isEqualTo(1);
  }

  /** A challenger that forecasts no number has failed, and takes no window from the others. */
  @Test
  void aBrokenChallengerChangesNothingForOthers() {
    MadeUpHistory made = MadeUpHistory.random(7, 3, 1, 0.0);
    Laid laid = new Laid(made, 64);
    ForecastLayout layout = new ForecastLayout(VALUES, TargetForms.values(1).plain());
    Judged champion = new Judged(new Share(0.5f, -1), layout);
    Judged last = new Judged(new LastValue(SHAPE), layout);
    Losses whole =
        collect(made, laid, List.of(champion, new Judged(new Share(0.9f, -1), layout), last));
    Losses broken =
        collect(made, laid, List.of(champion, new Judged(new Share(0.9f, 3), layout), last));

    assertThat(broken.windows()).isEqualTo(whole.windows());
    assertThat(broken.tried()).isEqualTo(whole.tried());
    assertThat(broken.missed().get(1)).isPositive();
    assertThat(broken.missed()).element(0).isEqualTo(0L);
    whole
        .cells()
        .forEach(
            (segment, bins) ->
                bins.forEach(
                    (bin, sums) -> {
                      LossSums other = broken.cells().get(segment).get(bin);
                      assertThat(other.values()).isEqualTo(sums.values());
                      assertThat(other.sum(0)).isEqualTo(sums.sum(0));
                      assertThat(other.sum(2)).isEqualTo(sums.sum(2));
                    }));
  }

  @Test
  void windowsThatAContenderLacksCountForNobodyAndAreTold() {
    MadeUpHistory made = MadeUpHistory.random(7, 3, 1, 0.0);
    Laid laid = new Laid(made, 64);
    LossCollector collector = collector(laid, 7);
    AddedLosses losses = new AddedLosses(Losses.none(laid.plan(), 1));
    long offered = 0;
    long lacking = 0;
    for (Block block : made.blocks(laid.layout, laid.rule)) {
      BlockWindows windows = laid.windows(block);
      int[] even = Arrays.stream(windows.origins()).filter(origin -> origin % 2 == 0).toArray();
      offered += windows.origins().length;
      lacking += windows.origins().length - even.length;
      losses.plus(
          collector.collect(
              List.of(windows, new BlockWindows(block, even, windows.counts()), windows)));
    }
    assertThat(losses.all().offered()).isEqualTo(offered);
    assertThat(losses.all().tried()).isEqualTo(offered - lacking);
    assertThat(losses.all().lacking()).containsExactly(0L, lacking, 0L);
    assertThat(lacking).isPositive();
  }

  /** Number by number, some share of each target's newest input. */
  private record Numbers(ForecastLayout layout) implements Forecaster {

    @Override
    public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
      int at = 0;
      for (int i = from; i < to; i++) {
        long origin = windows.origin(order[i]);
        for (int value = 0; value < layout.values().size(); value++) {
          int place = layout.values().place(value);
          float newest = windows.block(order[i]).inputs().at(origin, place);
          for (int number = 0; number < layout.form(value).width(); number++) {
            out[at++] = number(newest, layout.values().lead(value), number);
          }
        }
      }
    }

    private static float number(float newest, int lead, int number) {
      return newest + lead + 3 * number;
    }

    @Override
    public int targetsBefore() {
      return 0;
    }
  }

  @Test
  void contendersMayGiveOtherNumbersOfEachOfSeveralTargets() {
    MadeUpHistory made = MadeUpHistory.random(9, 2, 2, 0.0);
    Laid laid = new Laid(made, 64, "c0", "c1");
    WindowTargets values = new WindowTargets(SHAPE, 2);
    QuantilesForm quantiles = new QuantilesForm(List.of(0.1, 0.5, 0.9));
    ForecastLayout wide = new ForecastLayout(values, List.of(quantiles, new ValueForm()));
    ForecastLayout plain = new ForecastLayout(values, TargetForms.values(2).plain());
    List<Judged> contenders = new ArrayList<>();
    for (ForecastLayout layout : List.of(wide, plain, wide)) {
      contenders.add(new Judged(new Numbers(layout), layout));
    }
    Losses losses = collect(made, laid, contenders);

    double[] all = new double[2];
    for (History.SeriesExtent series : made.description(64).series()) {
      for (long origin = series.fromStep() + 2; origin + 4 < series.toStep(); origin++) {
        for (int lead = 1; lead <= 4; lead++) {
          float first = made.value(series.name(), origin, 0);
          double actual = made.value(series.name(), origin + lead, 0);
          for (int number = 0; number < 3; number++) {
            double level = quantiles.levels().get(number);
            all[0] += 2 * pinball(level, actual - Numbers.number(first, lead, number)) / 3 / 2;
            all[1] += 2 * pinball(level, actual - Numbers.number(first, lead, 0)) / 3 / 2;
          }
          double other =
              Math.abs(
                      (double) Numbers.number(made.value(series.name(), origin, 1), lead, 0)
                          - made.value(series.name(), origin + lead, 1))
                  / 5;
          all[0] += other;
          all[1] += other;
        }
      }
    }
    assertThat(sum(losses, Segment.ALL, 0)).isCloseTo(all[0], within(1e-9 * all[0]));
    assertThat(sum(losses, Segment.ALL, 1)).isCloseTo(all[1], within(1e-9 * all[1]));
    assertThat(sum(losses, Segment.ALL, 2)).isEqualTo(sum(losses, Segment.ALL, 0));
  }

  private static double pinball(double level, double error) {
    return error > 0 ? level * error : (level - 1) * error;
  }

  @Test
  void contendersThatCannotBeComparedAreRefused() {
    Laid laid = new Laid(MadeUpHistory.random(5, 1, 1, 0.0), 16);
    ForecastLayout layout = new ForecastLayout(VALUES, TargetForms.values(1).plain());
    Judged value = new Judged(new Share(0.5f, -1), layout);
    Judged event =
        new Judged(new Share(0.5f, -1), new ForecastLayout(VALUES, List.of(new ProbabilityForm())));

    assertThatThrownBy(() -> collector(laid, 4, List.of(value, value, event)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"last value\"");
    assertThatThrownBy(() -> collector(laid, 4, List.of(value)))
        .hasMessageContaining("1 contenders of [champion, challenger, last value]");
  }

  private static Losses collect(MadeUpHistory made, Laid laid, List<Judged> contenders) {
    LossCollector collector = collector(laid, 7, contenders);
    Losses losses = Losses.none(laid.plan(), contenders.get(0).layout().forms().size());
    for (Block block : made.blocks(laid.layout, laid.rule)) {
      BlockWindows windows = laid.windows(block);
      losses = losses.plus(collector.collect(List.of(windows, windows, windows)));
    }
    return losses;
  }

  @Test
  void windowsOfOtherBlocksAreRefused() {
    MadeUpHistory made = MadeUpHistory.random(5, 1, 1, 0.0);
    Laid laid = new Laid(made, 16);
    List<Block> blocks = made.blocks(laid.layout, laid.rule);
    BlockWindows one = laid.windows(blocks.get(0));
    BlockWindows other = laid.windows(blocks.get(1));

    assertThatThrownBy(() -> collector(laid, 4).collect(List.of(one, one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other.block().id().toString());
  }

  private static Losses collect(MadeUpHistory made, int blockSteps, int batch) {
    Laid laid = new Laid(made, blockSteps);
    LossCollector collector = collector(laid, batch);
    List<Losses> all = new ArrayList<>();
    for (Block block : made.blocks(laid.layout, laid.rule)) {
      BlockWindows windows = laid.windows(block);
      all.add(collector.collect(List.of(windows, windows, windows)));
    }
    return all.stream().reduce(Losses.none(laid.plan(), 1), Losses::plus);
  }

  private static LossCollector collector(Laid laid, int batch) {
    ForecastLayout layout = new ForecastLayout(VALUES, TargetForms.values(1).plain());
    return collector(
        laid,
        batch,
        List.of(
            new Judged(new Share(0.5f, 3), layout),
            new Judged(new Share(0.9f, -1), layout),
            new Judged(new LastValue(SHAPE), layout)));
  }

  private static LossCollector collector(Laid laid, int batch, List<Judged> contenders) {
    return new LossCollector(
        laid.plan(),
        new SegmentRule(
            List.of(SegmentKind.SERIES, SegmentKind.SEASON, SegmentKind.LEAD),
            List.of(1, 2, 3, 4),
            2),
        new LossRule(Loss.AUTO),
        contenders.get(0).layout().forms().size() == 1
            ? SCALES
            : new LossScales(List.of(2.0, 5.0), Map.of()),
        contenders,
        batch);
  }

  private static final class Laid {

    private final WindowLayout layout;
    private final OriginRule rule;

    private Laid(MadeUpHistory made, int blockSteps) {
      this(made, blockSteps, "c0");
    }

    private Laid(MadeUpHistory made, int blockSteps, String... targets) {
      Configuration configuration = ConfigurationReader.read(Optional.empty(), List.of());
      History history = made.description(blockSteps);
      this.layout =
          WindowLayout.forEvaluation(
              history,
              FeatureSet.of(configuration.features(), TargetExamples.channels(targets), history),
              SHAPE,
              Parts.allTest(history),
              0);
      this.rule = layout.part(Part.TEST);
    }

    private BlockWindows windows(Block block) {
      return layout.windows(block, rule, Needs.INPUTS_AND_TARGETS);
    }

    private LossPlan plan() {
      return new LossPlan(
          List.of("champion", "challenger", "last value"),
          List.of("challenger"),
          layout.history().axis(),
          24,
          4);
    }
  }
}
