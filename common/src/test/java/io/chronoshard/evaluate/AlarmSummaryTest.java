package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.model.alarm.Spread;
import io.chronoshard.split.Interval;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms beside labelled events. */
class AlarmSummaryTest {

  private static final AnomalyRule RULE =
      new AnomalyRule(0.01, List.of(new Spread(0, 1)), 3, 0.01, 0.02);

  /** An hour's steps; an alarm is known two steps after its window's origin. */
  private static AlarmSummary summary(int stride, Optional<LabelledEvents> events) {
    return new AlarmSummary(
        RULE, new WindowShape(4, 1, stride, 2, 1, 1), TimeAxis.clock(3_600_000), events);
  }

  private static BlockEvaluation block(
      String series, long number, long windows, AlarmRun... alarms) {
    ErrorTable errors = new ErrorTable(windows, List.of());
    return new BlockEvaluation(
        new BlockId(series, number),
        new WindowCounts(windows, windows, 0, 0),
        0,
        errors,
        errors,
        new long[0],
        List.of(),
        List.of(),
        List.of(alarms));
  }

  private static AlarmRun run(String series, long from, long to) {
    return new AlarmRun(series, from, to, 1, to - from + 1, from);
  }

  /** As they are added up, some blocks before the others, from any of them on. */
  private static BlockEvaluation sum(List<BlockEvaluation> blocks, int cut) {
    return Stream.of(blocks.subList(0, cut), blocks.subList(cut, blocks.size()))
        .flatMap(some -> some.stream().reduce(BlockEvaluation::plus).stream())
        .reduce(BlockEvaluation::plus)
        .orElseThrow();
  }

  /** One run across two blocks, one alone, and one of another series that begins right there. */
  @Test
  void neighboursAreOneRunWhateverBlocksTheyLieIn() {
    List<BlockEvaluation> blocks =
        List.of(
            block("a", 1, 100, run("a", 190, 199)),
            block("a", 2, 100, run("a", 200, 204), run("a", 206, 206)),
            block("b", 2, 40, run("b", 207, 207)));
    for (int cut = 0; cut <= blocks.size(); cut++) {
      Alarms alarms = summary(1, Optional.empty()).of(sum(blocks, cut));
      assertThat(alarms.windows()).isEqualTo(240);
      assertThat(alarms.alarms()).isEqualTo(17);
      assertThat(alarms.share()).isEqualTo(17 / 240.0);
      assertThat(alarms.runs()).isEqualTo(3);
      assertThat(alarms.perDay()).as("in ten days").isCloseTo(0.3, within(1e-12));
      assertThat(alarms.detection()).isEmpty();
      assertThat(alarms.shown())
          .extracting(
              shown -> shown.series() + " " + shown.from() / 3_600_000 + " " + shown.windows())
          .containsExactly("a 192 15", "a 208 1", "b 209 1");
      assertThat(alarms.shown().get(0).worst()).isEqualTo(200);
    }
  }

  /** Found after 3 steps, found at once, never; one run is in no event. */
  @Test
  void eventsAreFoundWhereAnAlarmIsKnownWithinThem() {
    LabelledEvents events =
        new LabelledEvents(
            "broken",
            Map.of(
                "a",
                List.of(new Interval(110, 120), new Interval(150, 160), new Interval(300, 310)),
                "b",
                List.of()));
    Detection detection =
        summary(1, Optional.of(events))
            .of(
                sum(
                    List.of(
                        block("a", 1, 100, run("a", 111, 113), run("a", 140, 170)),
                        block("b", 1, 100, run("b", 110, 112))),
                    1))
            .detection()
            .orElseThrow();
    assertThat(detection).isEqualTo(new Detection("broken", 3, 2, 1, 2 / 3.0, 2 / 3.0, 1.5));
  }

  /** Origins 100, 105, 110: alarms are known at 102, 107 and 112. */
  @Test
  void alarmsOfAStrideStandAtTheirOwnStepsAlone() {
    for (long from = 95; from < 120; from++) {
      Interval event = new Interval(from, from + 2);
      Detection detection =
          summary(5, Optional.of(new LabelledEvents("broken", Map.of("a", List.of(event)))))
              .of(block("a", 1, 9, new AlarmRun("a", 100, 110, 5, 3, 7)))
              .detection()
              .orElseThrow();
      boolean found =
          List.of(102L, 107L, 112L).stream()
              .anyMatch(at -> at == event.from() || at == event.from() + 1);
      assertThat(detection.found()).as("event at %d", from).isEqualTo(found ? 1 : 0);
      assertThat(detection.falseRuns()).isEqualTo(found ? 0 : 1);
    }
  }

  /** Unknown labels end an event; events go on from block to block. */
  @Test
  void eventsAreRunsOfLabelsWithinThePart() {
    float gone = Float.NaN;
    float[] values = {1, 1, 0, 0, 1, 1, gone, 1, 0, 1, 1, 1};
    TreeMap<String, List<Interval>> found = new TreeMap<>();
    for (int number = 0; number < 3; number++) {
      Slice slice =
          new Slice(4L * number, 1, Arrays.copyOfRange(values, 4 * number, 4 * number + 4));
      Block block = new Block(new BlockId("a", number), 4L * number, 4, slice, slice);
      found
          .computeIfAbsent("a", name -> new ArrayList<>())
          .addAll(LabelledEvents.of(block, new Origins(1, 1, 11, 1), "broken"));
    }
    assertThat(LabelledEvents.of("broken", found).of("a"))
        .containsExactly(
            new Interval(1, 2), new Interval(4, 6), new Interval(7, 8), new Interval(9, 11));
  }

  @Test
  void aLabelIsZeroOrOne() {
    Slice slice = new Slice(0, 1, new float[] {0, 1, 17});
    assertThatThrownBy(
            () ->
                LabelledEvents.of(
                    new Block(new BlockId("a", 0), 0, 3, slice, slice),
                    new Origins(0, 0, 3, 1),
                    "life"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("it is 17.0 at step 2 of a, and labels of events are 0 or 1");
  }

  @Test
  void aChannelThatIsNoLabelIsRefused() {
    History history =
        new History(
            TimeAxis.rows(),
            16,
            List.of("heat", "broken"),
            Map.of(),
            List.of("broken"),
            RecordedTimes.NONE,
            List.of(new SeriesExtent("a", 0, 9)),
            "");
    LabelledEvents.requireLabel("broken", history);
    assertThatThrownBy(() -> LabelledEvents.requireLabel("heat", history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("this channel of history.table is no label but a sensor's")
        .hasMessageContaining("its labels are [broken]");
    assertThatThrownBy(() -> LabelledEvents.requireLabel("brokn", history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.table has no such channel; its labels are [broken]");
  }
}
