package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowLayoutTest {

  @Test
  void blocksAreDealtInTurnAndTrainingComesFirst() {
    WindowLayout layout =
        layout(List.of(new SeriesExtent("a", 0, 1000), new SeriesExtent("b", 0, 1000)), 100);
    NavigableMap<BlockId, Integer> dealt =
        layout.deal(3, List.of(layout.rows(Part.TRAINING), layout.part(Part.VALIDATION)));
    assertThat(dealt.keySet()).allMatch(id -> id.number() >= 0 && id.number() < 8);
    Map<Integer, Long> training =
        dealt.entrySet().stream()
            .filter(entry -> entry.getKey().number() < 5)
            .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
    assertThat(training).isEqualTo(Map.of(0, 4L, 1, 3L, 2, 3L));
  }

  @Test
  void wholeSeriesAreDealtInGroupsOfAboutAsManyBlocks() {
    List<SeriesExtent> series = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      series.add(new SeriesExtent(String.format(Locale.ROOT, "s%02d", i), 0, 400 + 100 * (i % 7)));
    }
    WindowLayout layout = layout(series, 100);
    List<OriginRule> rules = List.of(layout.rows(Part.TRAINING), layout.part(Part.VALIDATION));
    for (int groups : new int[] {1, 2, 7, 40}) {
      NavigableMap<BlockId, Integer> dealt = layout.dealSeries(groups, rules);
      assertThat(dealt.keySet()).isEqualTo(layout.deal(3, rules).keySet());
      assertThat(List.copyOf(dealt.values())).isSorted();
      Map<String, Set<Integer>> bySeries = new TreeMap<>();
      int[] blocks = new int[groups];
      dealt.forEach(
          (block, group) -> {
            bySeries.computeIfAbsent(block.series(), name -> new TreeSet<>()).add(group);
            blocks[group]++;
          });
      assertThat(bySeries.values()).allMatch(of -> of.size() == 1);
      assertThat(Arrays.stream(blocks).max().orElseThrow())
          .isLessThanOrEqualTo(dealt.size() / groups + 10);
    }
  }

  @Test
  void whatLiesBehindTheTrainingPartDoesNotMoveTrainingBlocks() {
    SeriesExtent first = new SeriesExtent("a", 0, 1000);
    SeriesExtent shorter = new SeriesExtent("a", 0, 700);
    SeriesExtent second = new SeriesExtent("b", 0, 1000);
    NavigableMap<BlockId, Integer> one = dealtTraining(layout(List.of(first, second), 100));
    NavigableMap<BlockId, Integer> other = dealtTraining(layout(List.of(shorter, second), 100));
    assertThat(other).isEqualTo(one);
  }

  private static NavigableMap<BlockId, Integer> dealtTraining(WindowLayout layout) {
    NavigableMap<BlockId, Integer> dealt =
        layout.deal(3, List.of(layout.rows(Part.TRAINING), layout.part(Part.VALIDATION)));
    dealt.keySet().removeIf(id -> id.number() >= 5);
    return dealt;
  }

  @Test
  void aPartWithoutRoomSaysHowManyStepsAWindowNeeds() {
    WindowLayout layout = layout(List.of(new SeriesExtent("a", 0, 20)), 100);
    assertThatThrownBy(() -> new WindowRoom(layout).require(Part.TRAINING))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the training part has no window")
        .hasMessageContaining("has 10 steps there, and a window needs 14");
  }

  @Test
  void aLookBackTakesRoomToo() {
    String lag = "features.derived=[{type=lag, channel=c, steps=%d}]";
    List<SeriesExtent> series = List.of(new SeriesExtent("a", 0, 100));
    room(series, 100, String.format(Locale.ROOT, lag, 36)).require(Part.TRAINING);
    room(series, 100, String.format(Locale.ROOT, lag, 90)).requireLookBack();
    room(series, 100, String.format(Locale.ROOT, lag, 90)).requireOrigin();
    WindowRoom longer = room(series, 100, String.format(Locale.ROOT, lag, 37));
    assertThatThrownBy(() -> longer.require(Part.TRAINING))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 50 steps there, and a window needs 51")
        .hasMessageContaining("inputs reach 9 steps back, \"c 37 steps ago\" another 37, the last");
    WindowRoom longest = room(series, 100, String.format(Locale.ROOT, lag, 91));
    assertThatThrownBy(longest::requireLookBack)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the input \"c 91 steps ago\" reads 91 steps back")
        .hasMessageContaining("the longest series of the history has 100 steps");
    assertThatThrownBy(longest::requireOrigin)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 100 steps, and the inputs of a window need 101");
  }

  private static WindowRoom room(List<SeriesExtent> series, int blockSteps, String features) {
    return new WindowRoom(layout(series, blockSteps, features));
  }

  private static WindowLayout layout(
      List<SeriesExtent> series, int blockSteps, String... features) {
    return layout(
        series,
        blockSteps,
        ConfigurationReader.read(
            Optional.empty(),
            Stream.concat(
                    Stream.of("window.length=10", "window.lead=4", "window.targets=[c]"),
                    Stream.of(features))
                .toList()));
  }

  private static WindowLayout layout(
      List<SeriesExtent> series, int blockSteps, Configuration configuration) {
    History history =
        new History(TimeAxis.rows(), blockSteps, List.of("c"), RecordedTimes.NONE, series, "");
    FeatureSet features =
        FeatureSet.of(configuration.features(), TargetExamples.channels("c"), history);
    return WindowLayout.forTraining(
        history,
        features,
        WindowShape.of(configuration.window(), history.axis()),
        Parts.of(configuration.split(), history));
  }
}
