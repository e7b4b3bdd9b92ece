package io.chronoshard.report;

import io.chronoshard.config.GateSettings.Unclear;
import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.gate.Check;
import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Comparison;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Decision.Forced;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.Beside;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.gate.Evidence.Terms;
import io.chronoshard.gate.PastTests;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.gate.Sample;
import io.chronoshard.gate.Segment;
import io.chronoshard.gate.SegmentResult;
import io.chronoshard.gate.SegmentResult.Verdict;
import io.chronoshard.grid.Ledger;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.RunStatus.State;
import io.chronoshard.report.NightContents.Mode;
import io.chronoshard.report.NightContents.Reign;
import io.chronoshard.retrain.Backtest;
import io.chronoshard.retrain.Backtest.Fold;
import io.chronoshard.retrain.ChannelChange;
import io.chronoshard.retrain.Finding;
import io.chronoshard.retrain.Finding.Kind;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightDecision.LeftOut;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.RunDate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Retrainings as they come out, with numbers that a seed makes. */
final class NightExamples {

  static final String HOSTILE = "</style><img src=x onerror=alert(1)>\"'&{{title}}";

  private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
  private static final List<String> CHALLENGERS = List.of("v000002 (warm)", "v000003 (scratch)");
  private static final List<String> BASELINES = List.of("last value", "same time last period");

  private final Random random;
  private final UnaryOperator<String> named;

  private NightExamples(long seed, UnaryOperator<String> named) {
    this.random = new Random(seed);
    this.named = named;
  }

  /** How a retraining comes out. */
  enum Case {
    PROMOTED,
    KEPT,
    /** Better over all, worse in a segment. */
    WORSE_SOMEWHERE,
    NOT_SOUND,
    TOO_LITTLE,
    NOT_DUE,
    /** New data is not as it must be. */
    REFUSED,
    FORCED,
    DRY,
    /** With no date before. */
    FIRST,
    /** Decided, and stopped before it was promoted. */
    STOPPED,
    RESUMED,
    FAILED,
    RUNNING
  }

  /** The page's contents. */
  static NightContents of(Case one, long seed) {
    return new NightExamples(seed, name -> name).contents(one);
  }

  /** With names that try to become markup. */
  static NightContents hostile(Case one) {
    return new NightExamples(1, name -> HOSTILE).contents(one);
  }

  private NightContents contents(Case one) {
    int nights = one == Case.FIRST ? 1 : 9;
    List<NightDecision> decided = new ArrayList<>();
    for (int night = 0; night < nights - 1; night++) {
      decided.add(
          decision(night, night == 3 ? Case.PROMOTED : night == 5 ? Case.TOO_LITTLE : Case.KEPT));
    }
    boolean isDecided = one != Case.FAILED && one != Case.RUNNING;
    Optional<NightDecision> own =
        isDecided ? Optional.of(decision(nights - 1, one)) : Optional.empty();
    List<NightDecision> all = new ArrayList<>(decided);
    if (one != Case.DRY) {
      own.ifPresent(all::add);
    }
    RunDate date = RunDate.of(date(nights - 1));
    State state =
        one == Case.FAILED
            ? State.FAILED
            : one == Case.RUNNING || one == Case.STOPPED ? State.RUNNING : State.DONE;
    RunStatus status =
        new RunStatus(
            "retrain",
            date.runId(),
            "identity",
            state,
            one == Case.RESUMED ? 3 : 1,
            one == Case.FAILED ? Optional.of(4) : Optional.empty(),
            date.instant(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            one == Case.FAILED ? named.apply("the name node does not answer") : "");
    RunStatus part =
        new RunStatus(
            "train",
            date.runId() + ".warm.0123abcd",
            "identity",
            State.DONE,
            1,
            Optional.of(0),
            date.instant(),
            Optional.of(date.instant()),
            Map.of(),
            Map.of(),
            Optional.of(2),
            named.apply("v000002 of pump"));
    return new NightContents(
        named.apply("pump"),
        date,
        one == Case.DRY ? Mode.ONLY_TELLS : Mode.DECIDES,
        status,
        own,
        List.of(part),
        Optional.of(TimeAxis.clock(3_600_000)),
        all,
        reigns(decided, own.filter(night -> one != Case.STOPPED && one != Case.DRY)),
        one == Case.RUNNING ? List.of("Left out, " + named.apply("x") + ": damaged") : List.of());
  }

  private static Instant date(int night) {
    return FIRST.plus(Duration.ofDays(7L * night));
  }

  private List<Reign> reigns(List<NightDecision> before, Optional<NightDecision> own) {
    List<Reign> reigns = new ArrayList<>();
    List<Optional<NightDecision>> decisions = new ArrayList<>(List.of(Optional.empty()));
    before.stream()
        .filter(night -> night.promoted().isPresent())
        .forEach(night -> decisions.add(Optional.of(night)));
    if (!before.isEmpty()) {
      decisions.add(Optional.empty());
    }
    own.filter(night -> night.promoted().isPresent())
        .ifPresent(night -> decisions.add(Optional.of(night)));
    for (int i = 0; i < decisions.size(); i++) {
      Optional<NightDecision> decision = decisions.get(i);
      boolean isRollback = i > 0 && decision.isEmpty();
      reigns.add(
          new Reign(
              new Promotion(
                  i + 1,
                  decision.flatMap(NightDecision::promoted).orElse(1),
                  isRollback ? Optional.of(1) : Optional.empty(),
                  i == 0 ? Optional.of("train-0") : decision.map(NightDecision::runId),
                  decision.map(any -> "hash"),
                  named.apply("ada"),
                  reign(i)),
              i + 1 < decisions.size() ? Optional.of(reign(i + 1)) : Optional.empty(),
              decision,
              i == 1 ? Optional.empty() : Optional.of(0.3 + random.nextDouble())));
    }
    return reigns;
  }

  private static Instant reign(int i) {
    return FIRST.minusSeconds(86_400).plus(Duration.ofDays(21L * i));
  }

  private NightDecision decision(int night, Case one) {
    boolean isPromoted =
        switch (one) {
          case PROMOTED, FORCED, DRY, FIRST, STOPPED, RESUMED -> true;
          default -> false;
        };
    boolean isAsked = one != Case.REFUSED;
    Optional<Decision> gate =
        isAsked ? Optional.of(gate(night, one, isPromoted)) : Optional.empty();
    List<Spent> past = new ArrayList<>();
    for (int before = 0; before < night; before++) {
      past.add(new Spent(date(before), 0.05 / 52));
    }
    return new NightDecision(
        1,
        RunDate.of(date(night)).runId(),
        date(night),
        named.apply("ada"),
        7,
        "data",
        "configuration",
        new Contender("v000001", 1, "m1"),
        isAsked
            ? List.of(
                new Contender(CHALLENGERS.get(0), 2, "m2"),
                new Contender(CHALLENGERS.get(1), 3, "m3"))
            : List.of(),
        one == Case.KEPT
            ? List.of(new LeftOut(named.apply("wide"), named.apply("another window")))
            : List.of(),
        isAsked ? backtest(night) : Backtest.NONE,
        quality(one),
        gate.map(Decision::outcome).orElse(Outcome.STAYS),
        isPromoted ? Optional.of(2) : Optional.empty(),
        named.apply("It is decided, for so it is."),
        gate,
        new PastTests(FIRST, past));
  }

  private Backtest backtest(int night) {
    List<Fold> folds = new ArrayList<>();
    for (int fold = 1; fold < 4; fold++) {
      folds.add(
          new Fold(
              date(night).minus(Duration.ofDays(56L * (fold + 1))),
              date(night).minus(Duration.ofDays(56L * fold)),
              100 + random.nextInt(100),
              List.of(
                  new MeanLoss("by " + named.apply("from-scratch"), random.nextDouble(), 0),
                  new MeanLoss("last value", random.nextDouble(), 0)),
              fold == 2
                  ? List.of(new LeftOut(named.apply("warm"), named.apply("no champion")))
                  : List.of()));
    }
    return new Backtest(folds);
  }

  private Decision gate(int night, Case one, boolean isPromoted) {
    boolean isTested = one != Case.NOT_SOUND && one != Case.TOO_LITTLE && one != Case.NOT_DUE;
    return new Decision(
        date(night),
        isPromoted
            ? Outcome.PROMOTED
            : isTested || one == Case.NOT_SOUND ? Outcome.STAYS : Outcome.NOT_JUDGED,
        isPromoted ? Optional.of(CHALLENGERS.get(0)) : Optional.empty(),
        "As the gate says.",
        isTested ? Optional.of(new Spent(date(night), 0.05 / 52)) : Optional.empty(),
        one == Case.FORCED
            ? Optional.of(new Forced(named.apply("grace"), named.apply("the pump was replaced")))
            : Optional.empty(),
        evidence(night, one, isPromoted && one != Case.FORCED));
  }

  private Evidence evidence(int night, Case one, boolean isPromoted) {
    List<Check> checks = new ArrayList<>();
    for (String challenger : CHALLENGERS) {
      checks.add(new Check(challenger, "reproducible", Result.PASSED, "its files are whole"));
      checks.add(Check.numbers(challenger, one == Case.NOT_SOUND ? 3 : 0, 1344));
      checks.add(
          new Check(
              challenger,
              "range of \"" + named.apply("flow") + "\"",
              one == Case.NOT_SOUND ? Result.FAILED : Result.PASSED,
              named.apply("its forecasts lie between 1 and 2")));
    }
    if (one == Case.NOT_SOUND) {
      return new Evidence(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          checks);
    }
    boolean isBetter = isPromoted || one == Case.WORSE_SOMEWHERE;
    double champion = 0.4 + 0.05 * random.nextDouble();
    double gain = isBetter ? 0.03 + 0.01 * random.nextDouble() : 0.004 * random.nextDouble();
    List<MeanLoss> losses =
        List.of(
            new MeanLoss("v000001", champion, 0),
            new MeanLoss(CHALLENGERS.get(0), champion - gain, 0),
            new MeanLoss(CHALLENGERS.get(1), champion + 0.01 * random.nextDouble(), 0),
            new MeanLoss(BASELINES.get(0), champion + 0.2 + 0.1 * random.nextDouble(), 2),
            new MeanLoss(BASELINES.get(1), champion + 0.1 + 0.1 * random.nextDouble(), 0));
    boolean isCompared = one != Case.TOO_LITTLE;
    double level = one == Case.NOT_DUE ? 0 : 0.05 / 52;
    return new Evidence(
        Optional.of(
            new Sample(
                1344,
                night * 168L + 473_000,
                night * 168L + 473_000 + 1344,
                56,
                55,
                7,
                42,
                20_800,
                1)),
        Optional.of(new Terms(0.05, 0.05, Unclear.CONTINUE)),
        losses,
        CHALLENGERS,
        isCompared ? comparisons(losses, isBetter, level) : List.of(),
        isCompared
            ? BASELINES.stream()
                .map(name -> new Beside(name, -0.35 + 0.1 * random.nextDouble(), -0.05))
                .toList()
            : List.of(),
        isBetter ? segments(one) : List.of(),
        checks);
  }

  private List<Comparison> comparisons(List<MeanLoss> losses, boolean isBetter, double level) {
    List<Comparison> all = new ArrayList<>();
    for (int challenger = 1; challenger <= 2; challenger++) {
      MeanLoss own = losses.get(challenger);
      MeanLoss champion = losses.get(0);
      double wide = 0.01 + 0.005 * random.nextDouble();
      double gain = champion.loss() - own.loss();
      boolean passes = isBetter && challenger == 1;
      all.add(
          new Comparison(
              own.contender(),
              champion.contender(),
              Role.CHAMPION,
              own.loss(),
              champion.loss(),
              gain - wide,
              gain + wide,
              gain / wide,
              passes ? level / (2 + random.nextInt(9)) : 0.02 + random.nextDouble() / 2,
              level));
      for (MeanLoss baseline : losses.subList(3, 5)) {
        gain = baseline.loss() - own.loss();
        all.add(
            new Comparison(
                own.contender(),
                baseline.contender(),
                Role.BASELINE,
                own.loss(),
                baseline.loss(),
                gain - 3 * wide,
                gain + 3 * wide,
                gain / wide,
                0.0001 * (1 + random.nextInt(99)),
                0.05));
      }
    }
    return all;
  }

  private List<SegmentResult> segments(Case one) {
    List<SegmentResult> all = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    for (int series = 0; series < 15; series++) {
      segments.add(new Segment(Segment.Kind.SERIES, named.apply("pump-" + series) + series));
    }
    segments.add(new Segment(Segment.Kind.SEASON, "March to May"));
    segments.add(new Segment(Segment.Kind.LEAD, "1 to 6"));
    segments.add(new Segment(Segment.Kind.LEAD, "7 to 12"));
    for (Segment segment : segments) {
      double champion = 0.3 + 0.2 * random.nextDouble();
      double excess = -0.1 + 0.08 * random.nextDouble();
      Verdict verdict = Verdict.NOT_WORSE;
      int number = segments.indexOf(segment);
      if (number == 4 && one == Case.WORSE_SOMEWHERE) {
        verdict = Verdict.WORSE;
        excess = 0.2;
      } else if (number == 7) {
        verdict = Verdict.UNCLEAR;
        excess = 0.04;
      } else if (number == 9) {
        verdict = Verdict.TOO_FEW;
      }
      boolean isKnown = verdict != Verdict.TOO_FEW;
      all.add(
          new SegmentResult(
              CHALLENGERS.get(0),
              segment,
              4000 + random.nextInt(4000),
              isKnown ? 55 : 20,
              champion * (1 + excess),
              champion,
              isKnown ? excess - 0.05 - 0.02 * random.nextDouble() : Double.NaN,
              isKnown ? excess + 0.04 + 0.01 * random.nextDouble() : Double.NaN,
              verdict == Verdict.WORSE ? 0.001 : isKnown ? random.nextDouble() : 1,
              isKnown ? 0.04 * random.nextDouble() : 1,
              verdict));
    }
    return all;
  }

  private Quality quality(Case one) {
    List<Finding> findings = new ArrayList<>();
    if (one == Case.REFUSED) {
      findings.add(
          new Finding(
              Kind.STEP, Rule.STOP, named.apply("\"flow\" of \"pump-1\" changed its mean")));
    }
    if (one == Case.REFUSED || one == Case.KEPT) {
      findings.add(new Finding(Kind.DRIFT, Rule.CONTINUE, named.apply("\"t\" has another mean")));
    }
    long read = 24L * 168 + random.nextInt(100);
    long repeated = random.nextInt(30);
    List<ChannelChange> channels = new ArrayList<>();
    for (int channel = 0; channel < 10; channel++) {
      String name = named.apply("channel-" + channel) + channel;
      String series = named.apply("pump-" + random.nextInt(24));
      boolean jumps = one == Case.REFUSED && channel == 3;
      channels.add(change(name, Kind.UNKNOWN, series, 0.2 * random.nextDouble(), 0.5, 0));
      channels.add(
          change(name, Kind.DEAD, series, 3_600_000.0 * random.nextInt(20), 86_400_000, 0));
      channels.add(
          jumps
              ? change(name, Kind.STEP, series, Double.POSITIVE_INFINITY, 10, 4)
              : change(name, Kind.STEP, series, 8 * random.nextDouble(), 10, 0));
      channels.add(change(name, Kind.DRIFT, series, 5 * random.nextDouble(), 6, 0));
    }
    return new Quality(
        24 * 168,
        new Ledger.Rows(read, read - repeated - 2, 0, repeated, 1, 1, 0, 0, 0),
        findings,
        one == Case.REFUSED ? 3 : 0,
        channels);
  }

  private static ChannelChange change(
      String name, Kind kind, String series, double size, double most, int over) {
    return new ChannelChange(
        name,
        kind,
        series,
        size,
        most,
        size == 0 ? Optional.empty() : Optional.of(FIRST.minusSeconds(86_400)),
        over,
        24);
  }
}
