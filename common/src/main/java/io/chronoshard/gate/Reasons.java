package io.chronoshard.gate;

import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.SegmentResult.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was decided and why, as sentences. */
record Reasons(LossPlan plan, double margin) {

  /** Segments that a sentence names; of more it tells the number. */
  private static final int NAMED = 3;

  static String noneIsSane(List<Check> checks) {
    return checks.stream()
            .filter(check -> check.result() == Result.FAILED)
            .map(check -> check.challenger() + " failed a check (" + check.text() + ")")
            .collect(Collectors.joining("; "))
        + ".";
  }

  String noWindows(Losses losses) {
    String missed =
        plan.contenders().stream()
            .filter(one -> plan.isNeeded(plan.place(one)))
            .filter(one -> losses.missed().get(plan.place(one)) > 0)
            .map(one -> one + " gives no number in " + losses.missed().get(plan.place(one)))
            .collect(Collectors.joining(", "));
    return "no window can be forecast by all that are compared"
        + (missed.isEmpty() ? "" : "; of those that some can, " + missed)
        + ".";
  }

  String tooFew(Sample sample) {
    String few =
        String.format(
            Locale.ROOT,
            "there are forecasts of %s, and a test needs %s at least (gate.least-bins)",
            plan.text(sample.filled()),
            plan.text(sample.needed()));
    String brief =
        String.format(
            Locale.ROOT,
            "from the first forecast to the last there are %s, and a test needs %d stretches of %s"
                + " within which errors hang together (gate.block-length), %s",
            plan.text(sample.bins()),
            Sample.LEAST_BLOCKS,
            plan.text(sample.blockLength()),
            plan.text((long) Sample.LEAST_BLOCKS * sample.blockLength()));
    return "nothing is judged, for "
        + (sample.isFilledEnough() ? brief : sample.isLongEnough() ? few : few + "; and " + brief)
        + "; judge a longer time (retrain.judge).";
  }

  /** Of tests that are too near to each other, or have spent too much. */
  String notDue(Budget budget, PastTests past, Instant at) {
    String next = "no test is due before " + budget.next(past);
    if (past.tests().isEmpty()) {
      return next + ", for testing could begin on " + past.since() + " (gate.every).";
    }
    return at.isBefore(budget.rested(past))
        ? next
            + ", the last one was of "
            + past.last()
            + " (gate.every): testing more often would either promote by chance or need clearer"
            + " gains."
        : next
            + ", for the tests of the 52 weeks before have been allowed more than the gate is"
            + " configured to allow now, and leave too little (gate.level, gate.every).";
  }

  String notBetter(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "%s is not better than %s by more than chance: %s.",
        comparison.challenger(),
        named(comparison),
        numbers(comparison));
  }

  String worseSomewhere(String challenger, List<SegmentResult> results) {
    List<SegmentResult> worse =
        results.stream().filter(one -> one.verdict() == Verdict.WORSE).toList();
    return String.format(
        Locale.ROOT,
        "%s is better over all, but worse by more than %s and chance in %s.",
        challenger,
        percent(margin),
        list(worse));
  }

  String unclearSomewhere(String challenger, List<SegmentResult> results) {
    List<SegmentResult> unclear =
        results.stream().filter(one -> one.verdict() != Verdict.NOT_WORSE).toList();
    return String.format(
        Locale.ROOT,
        "%s is better over all, but it is not shown that it is worse by %s at most in %s"
            + " (gate.unclear = stop).",
        challenger,
        percent(margin),
        list(unclear));
  }

  String promoted(Comparison comparison, List<Comparison> baselines, List<SegmentResult> segments) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s is promoted: it is better than %s by more than chance, %s",
            comparison.challenger(),
            named(comparison),
            numbers(comparison)));
    if (!baselines.isEmpty()) {
      text.append(", better than ")
          .append(baselines.stream().map(Comparison::other).collect(Collectors.joining(" and ")));
    }
    if (!segments.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              ", and shown to be worse by more than %s in none of %d segments (not worse: %d,"
                  + " unclear: %d, too short to tell: %d)",
              percent(margin),
              segments.size(),
              count(segments, Verdict.NOT_WORSE),
              count(segments, Verdict.UNCLEAR),
              count(segments, Verdict.TOO_FEW)));
    }
    return text.append(".").toString();
  }

  private static long count(List<SegmentResult> segments, Verdict verdict) {
    return segments.stream().filter(segment -> segment.verdict() == verdict).count();
  }

  private static String named(Comparison comparison) {
    return comparison.role() == Role.CHAMPION
        ? "the champion " + comparison.other()
        : "the baseline " + comparison.other();
  }

  /** Such as {@code its loss is 6.2 % less (95 % interval 3.1 % to 9.3 %; p = 0.00042, ...)}. */
  private static String numbers(Comparison one) {
    double whole = one.otherLoss();
    String limit =
        String.format(Locale.ROOT, "p = %s, at most %s", shown(one.p()), shown(one.level()));
    if (!(whole > 0)) {
      return String.format(Locale.ROOT, "its loss is %s, the other's is 0 (%s)", one.loss(), limit);
    }
    return String.format(
        Locale.ROOT,
        "its loss is %s %s (95 %% interval of the gain %s to %s; %s)",
        percent(Math.abs(one.gain()) / whole),
        one.gain() >= 0 ? "less" : "more",
        percent(one.low() / whole),
        percent(one.high() / whole),
        limit);
  }

  private String list(List<SegmentResult> results) {
    String named = results.stream().limit(NAMED).map(this::text).collect(Collectors.joining(", "));
    return results.size() > NAMED
        ? named + " and " + (results.size() - NAMED) + " more segments"
        : named;
  }

  private String text(SegmentResult result) {
    double excess = result.excess();
    String loss =
        result.championLoss() > 0
            ? percent(Math.abs(excess)) + (excess > 0 ? " more" : " less")
            : result.loss() + ", the champion's is 0";
    String of =
        result.verdict() == Verdict.TOO_FEW
            ? "forecasts of only " + plan.text(result.filled())
            : "p = "
                + shown(result.verdict() == Verdict.WORSE ? result.pWorse() : result.pNotWorse());
    return result.segment().text() + " (loss " + loss + ", " + of + ")";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Two digits that count. */
  private static String shown(double p) {
    return new BigDecimal(p).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
