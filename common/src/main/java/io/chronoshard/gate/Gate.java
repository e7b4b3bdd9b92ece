package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.config.GateSettings.Unclear;
import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.gate.Evidence.Terms;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.gate.SegmentResult.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a challenger replaces the champion. The first of the challengers, by their mean
 * losses, is promoted of which all of this holds:
 *
 * <ol>
 *   <li>all checks passed;
 *   <li>it is better than the champion by more than chance: that its expected loss is not less is
 *       refuted, corrected for the number of challengers ({@link Tested}), at the level that this
 *       night's test may spend ({@link Budget});
 *   <li>it is better than each baseline by more than chance, at {@code gate.level}; as all of these
 *       must be refuted, their number needs no correction;
 *   <li>no segment is worse than the champion's by more than {@code gate.margin} and chance ({@link
 *       SegmentTests}); where {@code gate.unclear = stop}, each segment is shown not to be.
 * </ol>
 *
 * Losses are compared bin by bin, all series of one time together, so that neither dependence
 * between series nor, with blocks of bins, dependence over time makes anything look surer than it
 * is. A bin is of one time, so that rows and cycles without a clock cannot be judged. The same
 * losses, settings and tests before give the same decision to the bit.
 */
public final class Gate {

  private final GateSettings settings;
  private final Budget budget;

  /** As configured. */
  public Gate(GateSettings settings) {
    this.settings = settings;
    this.budget = new Budget(settings.level(), settings.every());
  }

  /**
   * Decides.
   *
   * @param losses of all candidates over the same windows
   * @param checks of challengers; whether forecasts are numbers, and of all windows, is looked at
   *     here
   * @param past the tests before
   * @param at the run date
   */
  public Decision decide(
      Candidates candidates, Losses losses, List<Check> checks, PastTests past, Instant at) {
    if (candidates.challengers().isEmpty()) {
      throw new IllegalArgumentException("nobody challenges " + candidates.champion());
    }
    Reasons reasons = new Reasons(losses.plan(), settings.margin());
    List<Check> all = new ArrayList<>(checks);
    for (String challenger : candidates.challengers()) {
      all.add(Check.numbers(challenger, missed(losses, challenger), losses.tried()));
      all.add(coverage(losses, challenger));
    }
    List<String> sane = sane(candidates, all);
    if (sane.isEmpty()) {
      return Decision.staying(
          at, Outcome.STAYS, Reasons.noneIsSane(all), Evidence.ofChecks(sane, all));
    }
    if (losses.windows() == 0) {
      return Decision.staying(
          at, Outcome.NOT_JUDGED, reasons.noWindows(losses), Evidence.ofChecks(sane, all));
    }
    JudgedBins bins = new JudgedBins(losses);
    boolean isDue = budget.isDue(past, at);
    double level = isDue ? budget.at(past, at) : 0;
    Evidence evidence = evidence(candidates, losses, bins, sane, all, level);
    Sample sample = evidence.sample().orElseThrow();
    if (!sample.isEnough()) {
      return Decision.staying(at, Outcome.NOT_JUDGED, reasons.tooFew(sample), evidence);
    }
    Comparing comparing = new Comparing(settings, bins, sample);
    evidence =
        evidence.with(
            comparing.all(candidates, evidence.ranking(), level), comparing.baselines(candidates));
    if (!isDue) {
      String why = reasons.notDue(budget, past, at);
      return Decision.staying(at, Outcome.NOT_JUDGED, why, evidence);
    }
    SegmentTests segments = new SegmentTests(settings, bins);
    return judged(at, evidence, segments, reasons).spending(new Spent(at, level));
  }

  /**
   * The decision where no challenger is sound enough to be compared.
   *
   * @param checks of all challengers, each of which failed one at least
   */
  public static Decision ofNone(List<Check> checks, Instant at) {
    return Decision.staying(
        at, Outcome.STAYS, Reasons.noneIsSane(checks), Evidence.ofChecks(List.of(), checks));
  }

  /**
   * Mean losses of all candidates over the same windows, without challengers of which a forecast is
   * no number; empty where there are no windows.
   */
  public static List<MeanLoss> means(Candidates candidates, Losses losses) {
    return losses.windows() == 0 ? List.of() : means(candidates, losses, new JudgedBins(losses));
  }

  private static List<MeanLoss> means(Candidates candidates, Losses losses, JudgedBins bins) {
    return candidates.all().stream()
        .filter(one -> !candidates.challengers().contains(one) || missed(losses, one) == 0)
        .map(one -> new MeanLoss(one, bins.mean(one), missed(losses, one)))
        .toList();
  }

  /** That a challenger forecasts about what the champion does. */
  public static Check coverage(Losses losses, String challenger) {
    long lacking = losses.lacking().get(losses.plan().place(challenger));
    return Check.coverage(challenger, lacking, losses.offered());
  }

  private static long missed(Losses losses, String contender) {
    return losses.missed().get(losses.plan().place(contender));
  }

  private static List<String> sane(Candidates candidates, List<Check> checks) {
    return candidates.challengers().stream()
        .filter(
            challenger ->
                checks.stream()
                    .filter(check -> check.challenger().equals(challenger))
                    .allMatch(check -> check.result() == Result.PASSED))
        .toList();
  }

  private Evidence evidence(
      Candidates candidates,
      Losses losses,
      JudgedBins bins,
      List<String> sane,
      List<Check> checks,
      double level) {
    List<Contrast> gains = new ArrayList<>();
    for (String one : sane) {
      gains.add(bins.gain(one, candidates.champion()));
      candidates.baselines().forEach(baseline -> gains.add(bins.gain(one, baseline)));
    }
    return new Evidence(
        Optional.of(bins.sample(settings, gains, level)),
        Optional.of(new Terms(settings.level(), settings.margin(), settings.unclear())),
        means(candidates, losses, bins),
        sane.stream().sorted(Comparator.comparingDouble(bins::mean)).toList(),
        List.of(),
        List.of(),
        List.of(),
        checks);
  }

  /** Of a test; why the best challenger does not pass is told where none does. */
  private Decision judged(Instant at, Evidence evidence, SegmentTests tests, Reasons reasons) {
    List<String> refusals = new ArrayList<>();
    List<SegmentResult> segments = new ArrayList<>();
    for (String challenger : evidence.ranking()) {
      List<Comparison> own =
          evidence.comparisons().stream()
              .filter(comparison -> comparison.challenger().equals(challenger))
              .toList();
      Optional<Comparison> failed =
          own.stream().filter(comparison -> !comparison.isBetter()).findFirst();
      if (failed.isPresent()) {
        refusals.add(reasons.notBetter(failed.get()));
        continue;
      }
      List<SegmentResult> inside = tests.of(challenger, own.get(0).other());
      segments.addAll(inside);
      Optional<String> refusal = refusal(challenger, inside, reasons);
      if (refusal.isEmpty()) {
        return new Decision(
            at,
            Outcome.PROMOTED,
            Optional.of(challenger),
            reasons.promoted(own.get(0), own.subList(1, own.size()), inside),
            Optional.empty(),
            Optional.empty(),
            evidence.withSegments(segments));
      }
      refusals.add(refusal.get());
    }
    return Decision.staying(
        at, Outcome.STAYS, String.join(" ", refusals), evidence.withSegments(segments));
  }

  private Optional<String> refusal(
      String challenger, List<SegmentResult> segments, Reasons reasons) {
    if (segments.stream().anyMatch(one -> one.verdict() == Verdict.WORSE)) {
      return Optional.of(reasons.worseSomewhere(challenger, segments));
    }
    return settings.unclear() == Unclear.STOP
            && segments.stream().anyMatch(one -> one.verdict() != Verdict.NOT_WORSE)
        ? Optional.of(reasons.unclearSomewhere(challenger, segments))
        : Optional.empty();
  }
}
