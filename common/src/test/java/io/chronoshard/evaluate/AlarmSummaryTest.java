package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ChosenWindows;
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
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms beside labelled events. */
class AlarmSummaryTest {

  /** A target four steps after the origin, beside an input that is known for six. */
  private static final WindowShape SHAPE =
      new WindowShape(
          List.of(Rows.back(4, 1, List.of()), Rows.ahead(1, 1, 6, List.of())),
          1,
          List.of(Rows.ahead(2, 1, 3, List.of())));

  private static final WindowTargets VALUES = new WindowTargets(SHAPE, 1);

  private static final AnomalyRule RULE =
      new AnomalyRule(
          0.01, List.of(new Spread(0, 1), new Spread(0, 1), new Spread(0, 1)), 3, 0.01, 0.02);

  private static final float[] CALM = {1, -1, 0};

  private static AlarmCheck check(int stride, Interval... events) {
    return new AlarmCheck(
        RULE,
        VALUES,
        SHAPE.targetsAhead(),
        stride,
        new LabelledEvents("broken", Map.of("a", List.of(events))));
  }

  private static Alarms alarms(ChosenWindows windows, LabelledEvents events, AlarmTotals totals) {
    return new AlarmSummary(RULE, SHAPE, TimeAxis.clock(3_600_000), windows, events).of(totals);
  }

  private static Detection detection(AlarmCheck check, BlockAlarms series) {
    return alarms(ChosenWindows.ALL, check.events(), AlarmTotals.of(series))
        .detection()
        .orElseThrow();
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
        new BlockAlarms(windows, List.of(alarms), Map.of()));
  }

  private static AlarmRun run(String series, long from, long to) {
    return new AlarmRun(series, from, to, 1, to - from + 1, from, false);
  }

  /** One run across two blocks, one alone, and one of another series that begins right there. */
  @Test
  void neighboursAreOneRunWhateverBlocksTheyLieIn() {
    List<BlockEvaluation> blocks =
        List.of(
            block("a", 1, 100, run("a", 190, 199)),
            block("a", 2, 100, run("a", 200, 204), run("a", 206, 206)),
            block("b", 2, 40, run("b", 207, 207)));
    for (int part = 1; part <= blocks.size(); part++) {
      AlarmTotals totals = EvaluationExamples.sum(blocks, part).alarms();
      Alarms alarms = alarms(ChosenWindows.ALL, LabelledEvents.NONE, totals);
      assertThat(alarms.windows()).isEqualTo(240);
      assertThat(alarms.alarms()).isEqualTo(17);
      assertThat(alarms.share()).isEqualTo(17 / 240.0);
      assertThat(alarms.runs()).isEqualTo(3);
      assertThat(alarms.perDay()).as("in ten days").isCloseTo(0.3, within(1e-12));
      assertThat(alarms.detection()).isEmpty();
      assertThat(alarms.shown())
          .extracting(
              shown -> shown.series() + " " + shown.from() / 3_600_000 + " " + shown.windows())
          .as("four steps later, when they are known, whatever inputs reach further")
          .containsExactly("a 194 15", "a 210 1", "b 211 1");
      assertThat(alarms.shown().get(0).worst()).isEqualTo(200);
      assertThat(alarms(ChosenWindows.NEWEST, LabelledEvents.NONE, totals).perDay())
          .as("a window of each series is no time")
          .isNaN();
    }
  }

  /**
   * The window of origin 10 is off at its second target alone, that of 40 at none.
   *
   * <pre>
   * origin 10: targets 12, 13, 14; 13 passes, and 14 is known last
   * </pre>
   */
  @Test
  void anAlarmStandsAtTheStepsThatPassAndIsKnownAtTheLastOne() {
    for (long from = 8; from < 18; from++) {
      AlarmCheck check = check(30, new Interval(from, from + 1));
      AlarmTally tally = check.of("a");
      assertThat(tally.isAlarm(10, new float[] {1, -4, 2})).isTrue();
      assertThat(tally.isAlarm(40, CALM)).isFalse();
      Detection detection = detection(check, tally.done());
      boolean isForecast = from >= 12 && from <= 14;
      assertThat(detection.events()).as("event at %d", from).isEqualTo(isForecast ? 1 : 0);
      assertThat(detection.unseen()).isEqualTo(isForecast ? 0 : 1);
      assertThat(detection.found()).isEqualTo(from == 13 ? 1 : 0);
      assertThat(detection.falseRuns()).isEqualTo(from == 13 ? 0 : 1);
      assertThat(List.of(detection.delaySteps())).containsExactly(from == 13 ? 1.0 : Double.NaN);
    }
  }

  /** The second window is the first that finds the event, the third finds it again. */
  @Test
  void theDelayGoesToTheFirstAlarmOfAnEvent() {
    AlarmCheck check = check(1, new Interval(13, 20), new Interval(90, 95));
    AlarmTally tally = check.of("a");
    tally.isAlarm(10, new float[] {9, 0, 0});
    tally.isAlarm(11, new float[] {9, 0, 0});
    tally.isAlarm(12, new float[] {9, 9, 9});
    tally.isAlarm(13, CALM);
    assertThat(detection(check, tally.done()))
        .isEqualTo(new Detection("broken", 1, 1, 1, 0, 1, 1, 15 - 13));
  }

  /** Step by step, without runs, blocks or places. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void eventsAreFoundAsOneByOneWhateverBlocksTheirWindowsLieIn(long seed) {
    Random random = new Random(seed);
    int stride = 1 + random.nextInt(4);
    List<Interval> events = new ArrayList<>();
    for (long at = random.nextInt(9); at < 400; at += 2 + random.nextInt(20)) {
      Interval event = new Interval(at, at + 1 + random.nextInt(6));
      events.add(event);
      at = event.to();
    }
    AlarmCheck check = check(stride, events.toArray(Interval[]::new));
    Map<Long, float[]> windows = new TreeMap<>();
    for (long origin = 0; origin < 380; origin += stride) {
      if (random.nextInt(4) > 0) {
        windows.put(origin, new float[] {random.nextInt(5), -random.nextInt(5), random.nextInt(5)});
      }
    }
    BlockAlarms sum = BlockAlarms.NONE;
    for (long from = 0; from < 380; from += 50) {
      AlarmTally tally = check.of("a");
      for (Map.Entry<Long, float[]> window : windows.entrySet()) {
        if (window.getKey() >= from && window.getKey() < from + 50) {
          tally.isAlarm(window.getKey(), window.getValue());
        }
      }
      sum = sum.plus(tally.done());
    }
    long seen = 0;
    List<Long> delays = new ArrayList<>();
    for (Interval event : events) {
      boolean isSeen = false;
      long known = Long.MAX_VALUE;
      for (Map.Entry<Long, float[]> window : windows.entrySet()) {
        for (int row = 0; row < 3; row++) {
          long step = window.getKey() + 2 + row;
          if (step >= event.from() && step < event.to()) {
            isSeen = true;
            if (Math.abs(window.getValue()[row]) > 3) {
              known = Math.min(known, window.getKey() + 4);
            }
          }
        }
      }
      seen += isSeen ? 1 : 0;
      if (known < Long.MAX_VALUE) {
        delays.add(known - event.from());
      }
    }
    Detection detection = detection(check, sum);
    assertThat(detection.events()).isEqualTo(seen);
    assertThat(detection.unseen()).isEqualTo(events.size() - seen);
    assertThat(detection.found()).isEqualTo(delays.size()).isPositive();
    assertThat(detection.delaySteps())
        .isCloseTo(
            delays.stream().mapToLong(Long::longValue).average().orElseThrow(), within(1e-12));
    assertThat(sum.windows()).isEqualTo(windows.size());
  }

  /** What is kept does not grow with the runs, and counts go on. */
  @Test
  void theFirstRunsAloneAreKept() {
    AlarmRun[] runs =
        LongStream.range(0, 700).mapToObj(at -> run("a", 3 * at, 3 * at)).toArray(AlarmRun[]::new);
    AlarmTotals totals =
        EvaluationExamples.sum(List.of(block("a", 1, 3000, runs), block("b", 1, 3000, runs)), 1)
            .alarms();
    assertThat(totals.runs()).isEqualTo(1400);
    assertThat(totals.alarms()).isEqualTo(1400);
    assertThat(totals.shown()).hasSize(1000);
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
