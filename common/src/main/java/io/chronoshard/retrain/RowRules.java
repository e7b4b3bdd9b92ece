package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings;
import io.chronoshard.config.QualitySettings.Limit;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.Ledger;
import io.chronoshard.retrain.Finding.Kind;
import io.chronoshard.retrain.HeldFaults.Dropped;
import io.chronoshard.retrain.HeldFaults.Revised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds rows that were dropped or have changed since the date before. Such a fault counts until a
 * hold after the date that found it, and no longer than until it is mended.
 *
 * @param settings the rules
 * @param axis of the history
 * @param date the step of the run's date
 */
record RowRules(QualitySettings settings, TimeAxis axis, long date) {

  /** Rows that are new since the date before; all where there was none. */
  static Ledger.Rows rows(Seen now, Optional<Seen> before) {
    return before.map(seen -> since(seen.rows(), now.rows())).orElse(now.rows());
  }

  /**
   * The faults that count at the date.
   *
   * @param now what is seen at it
   * @param before what was seen at the one before
   * @param held what counted then
   */
  HeldFaults faults(Seen now, Optional<Seen> before, HeldFaults held) {
    long mended = before.map(seen -> droppedOf(seen.rows()) - droppedOf(now.rows())).orElse(0L);
    return new HeldFaults(
        dropped(rows(now, before), Math.max(0, mended), held.dropped()),
        before.map(seen -> revised(now.days(), seen.days(), held.revised())).orElse(List.of()));
  }

  /** What came in since; where files were taken away, all that there is. */
  private static Ledger.Rows since(Ledger.Rows before, Ledger.Rows now) {
    return now.read() < before.read()
        ? now
        : new Ledger.Rows(
            now.read() - before.read(),
            now.kept() - before.kept(),
            now.joined() - before.joined(),
            now.repeated() - before.repeated(),
            now.conflicting() - before.conflicting(),
            now.combined() - before.combined(),
            now.unparsable() - before.unparsable(),
            now.unread() - before.unread(),
            now.offOrder() - before.offOrder());
  }

  /**
   * Those of dropped rows.
   *
   * @param mended rows that were dropped at the date before, and are no more
   */
  private List<Dropped> dropped(Ledger.Rows rows, long mended, List<Dropped> held) {
    List<Dropped> faults = new ArrayList<>();
    long left = mended;
    for (Dropped one : held) {
      long here = Math.min(left, one.rows());
      left -= here;
      faults.add(new Dropped(one.found(), one.read(), one.rows() - here));
    }
    faults.add(new Dropped(time(date), rows.read(), droppedOf(rows)));
    return faults.stream()
        .filter(one -> isHeld(one.found()) && one.share() > settings.dropped().most())
        .toList();
  }

  /** Rows that could not be read, or that contradict another one. */
  private static long droppedOf(Ledger.Rows rows) {
    return rows.unparsable() + rows.conflicting();
  }

  /** Those of revised ones; none where days cannot be told apart from those before. */
  private List<Revised> revised(DayHashes now, DayHashes before, List<Revised> held) {
    if (!now.isLike(before)) {
      return List.of();
    }
    SortedMap<Long, Revised> faults = new TreeMap<>();
    held.forEach(one -> faults.put(one.day(), one));
    for (long step : now.revised(before)) {
      long day = Math.floorDiv(step, (long) now.steps());
      CellHash was = before.days().getOrDefault(day, CellHash.NONE);
      Revised first = faults.get(day);
      faults.put(day, new Revised(time(date), day, first == null ? was : first.was()));
    }
    return faults.values().stream()
        .filter(
            one ->
                isHeld(one.found())
                    && !now.days().getOrDefault(one.day(), CellHash.NONE).equals(one.was()))
        .toList();
  }

  /** What is new is told whatever its rule; what earlier dates have told only where it stops. */
  List<Finding> findings(HeldFaults faults, int daySteps) {
    List<Finding> found = new ArrayList<>();
    Limit limit = settings.dropped();
    for (Dropped one : faults.dropped()) {
      if (isTold(one.found(), limit.rule())) {
        found.add(
            new Finding(
                Kind.DROPPED,
                limit.rule(),
                String.format(
                    Locale.ROOT,
                    "%,d of %,d %s could not be read or contradict another one: %s, more than %s%s (retrain.quality.dropped)",
                    one.rows(),
                    one.read(),
                    isNew(one.found()) ? "new rows" : "rows that were new at " + one.found(),
                    ChannelRules.percent(one.share()),
                    ChannelRules.percent(limit.most()),
                    until(one.found(), limit.rule()))));
      }
    }
    faults.revised().stream()
        .map(Revised::found)
        .distinct()
        .sorted()
        .filter(at -> isTold(at, settings.revised()))
        .forEach(at -> found.add(revisedAt(at, faults.revised(), daySteps)));
    return found;
  }

  private Finding revisedAt(Instant at, List<Revised> all, int daySteps) {
    List<Revised> days = all.stream().filter(one -> one.found().equals(at)).toList();
    return new Finding(
        Kind.REVISED,
        settings.revised(),
        String.format(
            Locale.ROOT,
            "rows of %d %s of %s %s, the first from %s on%s (retrain.quality.revised)",
            days.size(),
            days.size() == 1 ? "stretch" : "stretches",
            axis.text(daySteps),
            isNew(at)
                ? "have changed since the last date was decided"
                : "had changed when " + at + " was decided",
            time(days.get(0).day() * daySteps),
            until(at, settings.revised())));
  }

  private boolean isTold(Instant found, Rule rule) {
    return rule == Rule.STOP || isNew(found);
  }

  private boolean isNew(Instant found) {
    return found.equals(time(date));
  }

  private boolean isHeld(Instant found) {
    return date - axis.stepAt(found.toEpochMilli()) < settings.hold().steps(axis);
  }

  /** What becomes of what stops. */
  private String until(Instant found, Rule rule) {
    return rule == Rule.CONTINUE
        ? ""
        : String.format(
            Locale.ROOT,
            "; that stops before %s, unless ingest reads it right or --force accepts it",
            time(axis.stepAt(found.toEpochMilli()) + settings.hold().steps(axis)));
  }

  private Instant time(long step) {
    return Instant.ofEpochMilli(Math.multiplyExact(step, axis.stepMillis()));
  }
}
