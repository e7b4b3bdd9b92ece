package io.chronoshard.retrain;

import io.chronoshard.gate.Decision;
import io.chronoshard.gate.PastTests;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The dates of a model that are decided, and what was decided then.
 *
 * @param runs their folders, by their dates
 * @param written the folders of all dates with a decision, also of those whose run has not ended
 * @param begun dates whose run was started and has not ended well, sorted
 */
public record DecidedNights(
    NavigableMap<RunDate, RunFolder> runs, List<RunFolder> written, List<RunDate> begun) {

  /** Copies the map and the lists. */
  public DecidedNights {
    runs = Collections.unmodifiableNavigableMap(new TreeMap<>(runs));
    written = List.copyOf(written);
    begun = List.copyOf(begun);
  }

  /** Of a model. */
  public static DecidedNights of(ModelRegistry registry) {
    TreeMap<RunDate, RunFolder> runs = new TreeMap<>();
    List<RunFolder> written = new ArrayList<>();
    TreeSet<RunDate> begun = new TreeSet<>();
    for (RunFolder run : registry.runs()) {
      Optional<RunDate> date = RunDate.ofRun(run.runId());
      if (date.isPresent()) {
        boolean isWritten = run.has(NightDecision.FILE);
        if (isWritten) {
          written.add(run);
        }
        if (isWritten && isDone(run)) {
          runs.put(date.get(), run);
        } else {
          begun.add(date.get());
        }
      }
    }
    return new DecidedNights(runs, written, List.copyOf(begun));
  }

  private static boolean isDone(RunFolder run) {
    return run.status().filter(status -> status.state() == RunStatus.State.DONE).isPresent();
  }

  /** The newest date. */
  public Optional<RunDate> newest() {
    return Optional.ofNullable(runs.lastEntry()).map(Map.Entry::getKey);
  }

  /** What was decided at a date, where something was. */
  public Optional<NightDecision> decision(RunDate date) {
    return Optional.ofNullable(runs.get(date)).map(NightDecision::of);
  }

  /** What the newest date before one has seen. */
  public Optional<Seen> seenBefore(RunDate date) {
    return before(date, Seen.FILE).map(run -> run.read(Seen.FILE, Seen.class));
  }

  /** The faults of rows that counted at the newest date before one. */
  public HeldFaults heldBefore(RunDate date) {
    return before(date, HeldFaults.FILE)
        .map(run -> run.read(HeldFaults.FILE, HeldFaults.class))
        .orElse(HeldFaults.NONE);
  }

  private Optional<RunFolder> before(RunDate date, String file) {
    return Optional.ofNullable(runs.lowerEntry(date))
        .map(Map.Entry::getValue)
        .filter(run -> run.has(file));
  }

  /** The same as it was when a date was decided: what it was, and later ones, are not known. */
  public DecidedNights before(RunDate date) {
    return new DecidedNights(
        runs.headMap(date, false),
        written.stream().filter(run -> isBefore(run, date)).toList(),
        begun.stream().filter(one -> one.compareTo(date) < 0).toList());
  }

  private static boolean isBefore(RunFolder run, RunDate date) {
    return RunDate.ofRun(run.runId()).filter(one -> one.compareTo(date) < 0).isPresent();
  }

  /**
   * The gate's tests so far. Each decision has those before it, so that runs may go; and a test was
   * made, whether or not its run has ended well.
   *
   * @param since when testing could begin, where none was decided before
   */
  public PastTests past(Instant since) {
    List<NightDecision> decisions = written.stream().map(NightDecision::of).toList();
    TreeSet<Spent> tests =
        decisions.stream()
            .flatMap(
                decision ->
                    Stream.concat(
                        decision.past().tests().stream(),
                        decision.gate().flatMap(Decision::spent).stream()))
            .collect(
                () -> new TreeSet<>(Comparator.comparing(Spent::at)),
                Collection::add,
                Collection::addAll);
    Instant begun =
        decisions.stream()
            .map(decision -> decision.past().since())
            .min(Instant::compareTo)
            .orElse(since);
    return new PastTests(begun, List.copyOf(tests));
  }
}
