package io.chronoshard.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.Ledger;
import io.chronoshard.retrain.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Faults that one date finds, over the dates behind it. */
class RowRulesTest {

  private static final int DAY = 48;
  private static final int HOLD_DAYS = 7;
  private static final TimeAxis AXIS = TimeAxis.clock(1_800_000);
  private static final List<String> CHANNELS = List.of("c");

  /** What is ingested by a day: so many rows each day, of which some are dropped. */
  private interface Ingested {

    /** How many rows were dropped by then. */
    long droppedBy(int day);
  }

  /** Which days were revised by a day. */
  private interface Revisions {

    /** The number that a day's rows make. */
    long rowsOf(long revised, int day);
  }

  @Test
  void droppedRowsStopUntilTheHoldIsOver() {
    assertThat(stops(day -> day < 101 ? 0 : 40)).isEqualTo(days(101, 101 + HOLD_DAYS));
    assertThat(stops(day -> day < 101 ? 0 : 10)).as("as many as may be").isEmpty();
    assertThat(stops(day -> day < 101 ? 0 : day < 104 ? 40 : 80))
        .as("another fault counts by itself")
        .isEqualTo(days(101, 104 + HOLD_DAYS));
  }

  @Test
  void droppedRowsThatAreMendedStopNoMore() {
    assertThat(stops(day -> day < 101 || day > 103 ? 0 : 40)).isEqualTo(days(101, 104));
    assertThat(stops(day -> day < 101 ? 0 : day < 104 ? 40 : 11))
        .as("not enough of them")
        .isEqualTo(days(101, 101 + HOLD_DAYS));
    assertThat(stops(day -> day < 101 ? 0 : day < 104 ? 40 : 10)).isEqualTo(days(101, 104));
  }

  @Test
  void revisedRowsStopUntilTheHoldIsOverOrTheyAreAsTheyWere() {
    assertThat(revised("stop", (rows, day) -> rows == 20 && day > 100 ? -1 : 1))
        .isEqualTo(days(101, 101 + HOLD_DAYS));
    assertThat(revised("stop", (rows, day) -> rows == 20 && day > 100 && day < 103 ? -1 : 1))
        .isEqualTo(days(101, 103));
    assertThat(revised("stop", (rows, day) -> rows == 20 && day > 100 ? (day > 104 ? -2 : -1) : 1))
        .as("revised once more")
        .isEqualTo(days(101, 105 + HOLD_DAYS));
  }

  @Test
  void whatStopsNothingIsToldOnce() {
    assertThat(revised("continue", (rows, day) -> rows == 20 && day > 100 ? -1 : 1))
        .isEqualTo(days(101, 102));
  }

  @Test
  void whatAnEarlierDateFoundIsToldWithThatDateAndHowItEnds() {
    HeldFaults held = dropped(101, day -> 40, HeldFaults.NONE, Optional.of(rows(100, 0)));
    HeldFaults later = dropped(103, day -> 40, held, Optional.of(rows(102, 40)));

    assertThat(rules("stop", 103).findings(later, DAY))
        .extracting(Finding::sentence)
        .containsExactly(
            "40 of 100 rows that were new at 1970-04-12T00:00:00Z could not be read or contradict another one:"
                + " 40.0 %, more than 10.0 %; that stops before 1970-04-19T00:00:00Z, unless ingest reads it right or"
                + " --force accepts it (retrain.quality.dropped)");
  }

  /** The days on which dropped rows stop, of those from 100 on. */
  private static List<Integer> stops(Ingested ingested) {
    HeldFaults held = HeldFaults.NONE;
    List<Integer> stopped = new ArrayList<>();
    for (int day = 100; day < 130; day++) {
      held = dropped(day, ingested, held, Optional.of(rows(day - 1, ingested.droppedBy(day - 1))));
      if (!rules("stop", day).findings(held, DAY).isEmpty()) {
        stopped.add(day);
      }
    }
    return stopped;
  }

  private static HeldFaults dropped(
      int day, Ingested ingested, HeldFaults held, Optional<Ledger.Rows> before) {
    Seen now = new Seen(rows(day, ingested.droppedBy(day)), hashes(day, (rows, at) -> 1));
    return rules("stop", day).faults(now, before.map(rows -> new Seen(rows, now.days())), held);
  }

  private static List<Integer> revised(String rule, Revisions revisions) {
    HeldFaults held = HeldFaults.NONE;
    List<Integer> told = new ArrayList<>();
    for (int day = 100; day < 130; day++) {
      RowRules rules = rules(rule, day);
      Seen now = new Seen(Ledger.Rows.NONE, hashes(day, revisions));
      Seen before = new Seen(Ledger.Rows.NONE, hashes(day - 1, revisions));
      held = rules.faults(now, Optional.of(before), held);
      List<Finding> found = rules.findings(held, DAY);
      if (!found.isEmpty()) {
        assertThat(found).extracting(Finding::kind).containsOnly(Kind.REVISED);
        told.add(day);
      }
    }
    return told;
  }

  private static RowRules rules(String revised, int day) {
    return new RowRules(
        ConfigurationReader.read(Optional.empty(), List.of("retrain.quality.revised = " + revised))
            .retrain()
            .quality(),
        AXIS,
        (long) DAY * day);
  }

  private static Ledger.Rows rows(int day, long dropped) {
    return new Ledger.Rows(100L * day, 100L * day - dropped, 0, 0, 0, 0, dropped, 0, 0);
  }

  private static DayHashes hashes(int until, Revisions revisions) {
    SortedMap<Long, CellHash> days = new TreeMap<>();
    for (long day = 0; day < until; day++) {
      days.put(day, new CellHash(1, revisions.rowsOf(day, until), day));
    }
    return new DayHashes(DAY, (long) DAY * until, CHANNELS, days);
  }

  private static List<Integer> days(int from, int to) {
    List<Integer> days = new ArrayList<>();
    for (int day = from; day < to; day++) {
      days.add(day);
    }
    return days;
  }
}
