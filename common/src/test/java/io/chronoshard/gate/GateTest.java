package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.GateSettings;
import io.chronoshard.config.GateSettings.Unclear;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.gate.SegmentResult.Verdict;
import io.chronoshard.registry.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final Instant SINCE = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant AT = SINCE.plus(Duration.ofDays(28));
  private static final PastTests NONE = new PastTests(SINCE, List.of());
  private static final Candidates CANDIDATES =
      new Candidates("v000007", List.of("warm", "scratch"), List.of("last value"));
  private static final LossPlan PLAN =
      new LossPlan(CANDIDATES.all(), CANDIDATES.challengers(), TimeAxis.clock(3_600_000), 24, 24);

  @Test
  void whoIsBetterByMoreThanChanceIsPromoted() {
    Decision decision = decide(losses(1, 56, 1.0, 0.8, 0.95, 2.0));

    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(decision.promoted()).contains("warm");
    assertThat(decision.sentence())
        .matches(
            "warm is promoted: it is better than the champion v000007 by more than chance, its loss"
                + " is (19|20)\\.\\d % less \\(95 % interval of the gain \\d+\\.\\d % to \\d+\\.\\d"
                + " %; p = 0\\.\\d+, at most 0\\.00096\\), better than last value\\.");
    assertThat(decision.spent().orElseThrow().at()).isEqualTo(AT);
    assertThat(decision.spent().orElseThrow().level()).isCloseTo(0.05 / 52, within(1e-12));
    assertThat(decision.evidence().ranking()).containsExactly("warm", "scratch");
    Sample sample = decision.evidence().sample().orElseThrow();
    assertThat(sample.blockLength()).isEqualTo(7);
    assertThat(sample.fromStep()).isZero();
    assertThat(sample.toStep()).isEqualTo(56 * 24);
    // 20 of them may exceed what is tested at 0.05 / 52.
    assertThat(sample.resamples()).isBetween(20_800, 20_801);
  }

  @Test
  void theGateSaysTheSameToTheBitEachTime() {
    for (int seed = 0; seed < 5; seed++) {
      Losses losses = losses(seed, 56, 1.0, 0.9, 0.95, 2.0);

      assertThat(Json.bytes(decide(losses))).isEqualTo(Json.bytes(decide(losses)));
    }
  }

  @Test
  void whoIsNotBetterByMoreThanChanceDoesNotReplaceTheChampion() {
    Decision decision = decide(losses(2, 56, 1.0, 1.0, 1.1, 2.0));

    assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(decision.promoted()).isEmpty();
    assertThat(decision.sentence())
        .startsWith(
            "The champion stays: warm is not better than the champion v000007 by more than chance:")
        .contains(" scratch is not better than the champion v000007 by more than chance:")
        .contains("% more");
    assertThat(decision.spent()).isPresent();
  }

  @Test
  void whoIsNotBetterThanTheBestBaselineDoesNotReplaceTheChampion() {
    Decision decision = decide(losses(3, 56, 1.0, 0.72, 1.0, 0.7));

    assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(decision.sentence())
        .contains("warm is not better than the baseline last value by more than chance");
    assertThat(decision.evidence().comparisons())
        .filteredOn(one -> one.challenger().equals("warm") && one.role() == Role.CHAMPION)
        .singleElement()
        .satisfies(one -> assertThat(one.isBetter()).isTrue());
  }

  @Test
  void tooShortATimeIsNotJudgedAndSaysHowLongItMustBe() {
    Decision decision = decide(losses(4, 13, 1.0, 0.5, 0.5, 2.0), "gate.block-length=3");

    assertThat(decision.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: nothing is judged, for there are forecasts of 13 days, and a test"
                + " needs 42 days at least (gate.least-bins); and from the first forecast to the"
                + " last there are 13 days, and a test needs 6 stretches of 3 days within which"
                + " errors hang together (gate.block-length), 18 days; judge a longer time"
                + " (retrain.judge).");
    assertThat(decision.spent()).isEmpty();
    assertThat(decision.evidence().losses()).hasSize(4);
    assertThat(decision.evidence().comparisons()).isEmpty();
  }

  @Test
  void ofTwoThingsThatATestNeedsTheOneThatIsMissingIsTold() {
    assertThat(decide(losses(4, 30, 1.0, 0.5, 0.5, 2.0)).sentence())
        .contains("forecasts of 30 days, and a test needs 42 days at least")
        .doesNotContain("stretches");
    assertThat(decide(losses(4, 50, 1.0, 0.5, 0.5, 2.0), "gate.block-length=9").sentence())
        .contains("there are 50 days, and a test needs 6 stretches of 9 days")
        .doesNotContain("least-bins");
  }

  /** No forecasts on Saturdays and Sundays. */
  @Test
  void regularGapsDoNotHinderATest() {
    SortedMap<Segment, SortedMap<Long, LossSums>> cells = new TreeMap<>();
    Losses whole = losses(8, 84, 1.0, 0.7, 0.95, 2.0);
    SortedMap<Long, LossSums> weekdays = new TreeMap<>(whole.cells().get(Segment.ALL));
    weekdays.keySet().removeIf(day -> day % 7 > 4);
    cells.put(Segment.ALL, weekdays);

    Decision decision =
        decide(
            new Losses(PLAN, cells, 60, 60, 60, whole.missed(), whole.lacking(), whole.ranges()));

    assertThat(decision.promoted()).contains("warm");
    Sample sample = decision.evidence().sample().orElseThrow();
    assertThat(sample.filled()).isEqualTo(60);
    assertThat(sample.filled()).isLessThan(Sample.LEAST_BLOCKS * 11);
    assertThat(
            decide(
                    new Losses(
                        PLAN, cells, 60, 60, 60, whole.missed(), whole.lacking(), whole.ranges()),
                    "gate.block-length=11")
                .promoted())
        .contains("warm");
  }

  @Test
  void noTestIsSaidToHaveBeenWhereNoneWas() {
    Decision decision =
        gate()
            .decide(
                CANDIDATES,
                losses(1, 56, 1.0, 0.5, 0.95, 2.0),
                List.of(),
                NONE,
                SINCE.plus(Duration.ofDays(6)));

    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: no test is due before 2026-01-12T00:00:00Z, for testing could"
                + " begin on 2026-01-05T00:00:00Z (gate.every).");
  }

  @Test
  void whereTooMuchIsSpentThatIsSaid() {
    Instant before = AT.minus(Duration.ofDays(8));
    PastTests past = new PastTests(SINCE, List.of(new Spent(before, 0.05)));

    Decision decision =
        gate().decide(CANDIDATES, losses(1, 56, 1.0, 0.5, 0.95, 2.0), List.of(), past, AT);

    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: no test is due before 2027-01-24T00:00:00Z, for the tests of the"
                + " 52 weeks before have been allowed more than the gate is configured to allow"
                + " now, and leave too little (gate.level, gate.every).");
  }

  @Test
  void asManyResamplesAreMadeAsALevelNeeds() {
    Decision decision =
        decide(
            withSeries(5, 56, 0.5),
            "gate.level=0.001",
            "gate.every=364 days",
            "gate.resamples=199",
            "gate.unclear=stop");

    assertThat(decision.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(decision.evidence().comparisons())
        .filteredOn(one -> one.role() == Role.BASELINE)
        .allSatisfy(one -> assertThat(one.p()).isLessThan(0.001));
  }

  @Test
  void betweenTestsTheGateComparesButPromotesNobody() {
    PastTests past = new PastTests(SINCE, List.of(new Spent(AT.minus(Duration.ofDays(3)), 0.001)));

    Decision decision =
        gate().decide(CANDIDATES, losses(1, 56, 1.0, 0.5, 0.95, 2.0), List.of(), past, AT);

    assertThat(decision.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: no test is due before 2026-02-06T00:00:00Z, the last one was of"
                + " 2026-01-30T00:00:00Z (gate.every): testing more often would either promote by"
                + " chance or need clearer gains.");
    assertThat(decision.spent()).isEmpty();
    assertThat(decision.evidence().comparisons()).hasSize(4);
  }

  @Test
  void aChallengerThatFailsACheckIsOutOfIt() {
    List<Check> checks =
        List.of(
            Check.range(
                "warm", "T (degC)", new ForecastRange(-20, 900), new ForecastRange(-40, 60)),
            Check.range(
                "scratch", "T (degC)", new ForecastRange(-20, 40), new ForecastRange(-40, 60)));

    Decision decision =
        gate().decide(CANDIDATES, losses(1, 56, 1.0, 0.5, 0.8, 2.0), checks, NONE, AT);

    assertThat(decision.promoted()).contains("scratch");
    assertThat(decision.evidence().ranking()).containsExactly("scratch");
    assertThat(decision.evidence().checks())
        .extracting(Check::result)
        .startsWith(Result.FAILED)
        .filteredOn(result -> result == Result.FAILED)
        .hasSize(1);
  }

  @Test
  void whereNoneIsSaneTheSentenceSaysWhy() {
    List<Check> checks =
        List.of(
            Check.range("warm", "T", new ForecastRange(-20, 900), new ForecastRange(-40, 60)),
            new Check(
                "scratch", "latency", Result.FAILED, "a window takes 80 ms, 50 ms are allowed"));

    Decision decision =
        gate().decide(CANDIDATES, losses(1, 56, 1.0, 0.5, 0.8, 2.0), checks, NONE, AT);

    assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: warm failed a check (its forecasts of T lie between -20.0 and"
                + " 900.0, where -40.0 to 60.0 is allowed); scratch failed a check (a window takes"
                + " 80 ms, 50 ms are allowed).");
    assertThat(decision.spent()).isEmpty();
  }

  @Test
  void forecastsThatAreNoNumbersFailACheck() {
    Losses whole = losses(1, 56, 1.0, 0.5, 0.8, 2.0);
    Losses losses =
        new Losses(
            PLAN,
            whole.cells(),
            56,
            56,
            whole.windows(),
            List.of(0L, 3L, 0L, 0L),
            whole.lacking(),
            whole.ranges());

    Decision decision = decide(losses);

    assertThat(decision.promoted()).contains("scratch");
    assertThat(decision.evidence().checks().get(0).text())
        .isEqualTo("in 3 of 56 windows a forecast is no number");
    assertThat(decision.evidence().losses())
        .extracting(Evidence.MeanLoss::contender)
        .containsExactly("v000007", "scratch", "last value");
  }

  /** One window in a hundred may be lacking, and no more. */
  @ParameterizedTest
  @CsvSource({"56, warm", "57, scratch"})
  void whoLacksWindowsThatTheChampionForecastsFailsACheck(long lacking, String promoted) {
    Losses whole = losses(1, 56, 1.0, 0.5, 0.8, 2.0);
    Losses losses =
        new Losses(
            PLAN,
            whole.cells(),
            5600,
            5600 - lacking,
            whole.windows(),
            whole.missed(),
            List.of(0L, lacking, 0L, 0L),
            whole.ranges());

    Decision decision = decide(losses);

    assertThat(decision.promoted()).contains(promoted);
    assertThat(decision.evidence().checks())
        .extracting(Check::text)
        .contains(
            String.format(
                Locale.ROOT,
                "of 5600 windows that the champion forecasts it lacks the inputs of %d, where 1 %%"
                    + " may be lacking",
                lacking));
  }

  @Test
  void whereNothingCanBeComparedTheSentenceSaysWhoIsMissing() {
    Losses none = Losses.none(PLAN, 1);
    Losses losses =
        new Losses(
            PLAN, none.cells(), 42, 42, 0, List.of(40L, 0L, 0L, 2L), none.lacking(), none.ranges());

    Decision decision = decide(losses);

    assertThat(decision.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(decision.sentence())
        .isEqualTo(
            "The champion stays: no window can be forecast by all that are compared; of those that"
                + " some can, v000007 gives no number in 40, last value gives no number in 2.");
  }

  @Test
  void aSegmentThatIsWorseStandsInTheWay() {
    Decision decision = decide(withSeries(5, 56, 1.5));

    assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(decision.sentence())
        .matches(
            ".*warm is better over all, but worse by more than 5\\.0 % and chance in series s2"
                + " \\(loss \\d+\\.\\d % more, p = 0\\.\\d+\\)\\..*");
    assertThat(decision.evidence().segments())
        .filteredOn(one -> one.challenger().equals("warm"))
        .extracting(SegmentResult::verdict)
        .containsExactly(Verdict.NOT_WORSE, Verdict.NOT_WORSE, Verdict.WORSE);
  }

  @Test
  void anUnclearSegmentStandsInTheWayWhereThatIsTheRule() {
    Losses losses = withSeries(6, 56, 1.04);

    assertThat(decide(losses).promoted()).contains("warm");
    Decision decision = decide(losses, "gate.unclear=stop");

    assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(decision.sentence())
        .contains("it is not shown that it is worse by 5.0 % at most in series s2 (loss")
        .contains("(gate.unclear = stop)");
  }

  @Test
  void aShortSegmentIsToldAndDecidesByTheSameRule() {
    SortedMap<Segment, double[][]> cells = new TreeMap<>(cells(7, 56, 0.8));
    double[][] few =
        Arrays.stream(cells.get(series(2)))
            .map(own -> Arrays.copyOf(own, 8))
            .toArray(double[][]::new);
    cells.put(series(2), few);
    Losses losses = LossesExamples.of(PLAN, cells);

    Decision decision = decide(losses);

    assertThat(decision.promoted()).contains("warm");
    assertThat(decision.sentence())
        .endsWith(
            ", and shown to be worse by more than 5.0 % in none of 3 segments (not worse: 2,"
                + " unclear: 0, too short to tell: 1).");
    SegmentResult result = decision.evidence().segments().get(2);
    assertThat(result.verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(result.filled()).isEqualTo(8);
    assertThat(decide(losses, "gate.unclear=stop").sentence())
        .contains("series s2 (loss")
        .contains("forecasts of only 8 days) (gate.unclear = stop)");
  }

  /** A quarter of 91 of 182 days, of which an eighth of all would be a block of 22. */
  @Test
  void aSeasonThatIsMuchWorseIsFound() {
    double[][] all = values(9, 182, 1.0, 0.5, 1.0, 2.0);
    double[][] season = values(10, 91, 0.2, 0.4, 0.2, 0.4);
    for (int i = 0; i < all.length; i++) {
      System.arraycopy(season[i], 0, all[i], 0, 91);
    }
    Segment winter = new Segment(Segment.Kind.SEASON, "December to February");
    SortedMap<Segment, double[][]> cells = new TreeMap<>();
    cells.put(Segment.ALL, all);
    cells.put(winter, season);
    JudgedBins bins = new JudgedBins(LossesExamples.of(PLAN, cells));

    SegmentResult result = new SegmentTests(settings(), bins).of("warm", "v000007").get(0);

    assertThat(result.segment()).isEqualTo(winter);
    assertThat(result.filled()).isEqualTo(91);
    assertThat(result.verdict()).isEqualTo(Verdict.WORSE);
  }

  /** What a picture of the intervals and the margin shows is what the tests say. */
  @Test
  void anIntervalOfASegmentLiesOnTheSideOfTheMarginThatItsVerdictSays() {
    int worse = 0;
    int notWorse = 0;
    for (int seed = 0; seed < 40; seed++) {
      double share = 0.95 + 0.005 * seed;
      SortedMap<Segment, double[][]> cells = new TreeMap<>(cells(seed, 42, share));
      Random random = new Random(seed);
      for (double[] own : cells.get(series(2))) {
        double[] before = own.clone();
        Arrays.setAll(own, day -> before[day] * (1 + 0.4 * random.nextDouble()));
      }
      JudgedBins bins = new JudgedBins(LossesExamples.of(PLAN, cells));
      for (SegmentResult one :
          new SegmentTests(settings("gate.resamples=399"), bins).of("warm", "v000007")) {
        assertThat(one.excess()).as("seed %d: %s", seed, one).isBetween(one.low(), one.high());
        assertThat(one.high() < 0.05)
            .as("seed %d: %s", seed, one)
            .isEqualTo(one.pNotWorse() <= 0.05);
        if (one.low() > 0.05) {
          assertThat(one.verdict()).as("seed %d: %s", seed, one).isEqualTo(Verdict.WORSE);
        }
        worse += one.low() > 0.05 ? 1 : 0;
        notWorse += one.high() < 0.05 ? 1 : 0;
      }
    }
    assertThat(worse).isGreaterThan(5);
    assertThat(notWorse).isGreaterThan(80);
  }

  @Test
  void whatTheGateAskedForIsToldAndHowBaselinesCompareWithTheChampion() {
    Evidence evidence = decide(losses(1, 56, 1.0, 0.8, 0.95, 2.0), "gate.margin=0.07").evidence();

    assertThat(evidence.terms()).contains(new Evidence.Terms(0.05, 0.07, Unclear.CONTINUE));
    Evidence.Beside beside = evidence.baselines().get(0);
    assertThat(beside.contender()).isEqualTo("last value");
    double gain = evidence.losses().get(0).loss() - evidence.losses().get(3).loss();
    assertThat(gain).isBetween(-1.4, -1.0).isBetween(beside.low(), beside.high());
  }

  /** Of many series, none of which is worse, one is called worse no more often than the level. */
  @Test
  void manySegmentsAreNotCalledWorseByChance() {
    int worse = 0;
    for (int seed = 0; seed < 60; seed++) {
      SortedMap<Segment, double[][]> cells = new TreeMap<>();
      for (int one = 0; one < 12; one++) {
        cells.put(
            new Segment(Segment.Kind.SERIES, "s" + one),
            values(1000 * seed + one, 42, 1.0, 1.05, 1.0, 2.0));
      }
      cells.put(Segment.ALL, values(seed, 42, 1.0, 1.0, 1.0, 2.0));
      JudgedBins bins = new JudgedBins(LossesExamples.of(PLAN, cells));
      boolean isAny =
          new SegmentTests(settings("gate.resamples=399"), bins)
              .of("warm", "v000007").stream().anyMatch(one -> one.verdict() == Verdict.WORSE);
      worse += isAny ? 1 : 0;
    }

    assertThat(worse).isLessThanOrEqualTo(6);
  }

  @Test
  void whereNobodyErrsNobodyIsWorse() {
    SortedMap<Segment, double[][]> cells = new TreeMap<>(cells(7, 56, 0.5));
    cells.put(series(2), new double[4][56]);
    Losses losses = LossesExamples.of(PLAN, cells);

    Decision decision = decide(losses, "gate.unclear=stop");

    assertThat(decision.promoted()).contains("warm");
    assertThat(decision.evidence().segments().get(2).verdict()).isEqualTo(Verdict.NOT_WORSE);
  }

  @Test
  void whereTheChampionNeverErrsNoShareIsTold() {
    SortedMap<Segment, double[][]> cells = new TreeMap<>(cells(7, 56, 0.5));
    double[][] losses = values(3, 56, 0, 0.1, 1, 1);
    cells.put(series(2), losses);

    assertThat(decide(LossesExamples.of(PLAN, cells)).sentence())
        .containsPattern("series s2 \\(loss 0\\.\\d+, the champion's is 0, p = ");
  }

  @Test
  void whoeverPromotesAgainstTheGateIsNamed() {
    Decision decision = decide(losses(2, 56, 1.0, 1.0, 1.1, 2.0));

    Decision forced =
        decision.forced("warm", new Decision.Forced("anna", "the old sensors are gone"));

    assertThat(forced.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(forced.promoted()).contains("warm");
    assertThat(forced.sentence())
        .startsWith(
            "warm is promoted against the gate by anna: the old sensors are gone. The gate said:"
                + " The champion stays: ");
    assertThat(forced.spent()).isEqualTo(decision.spent());
    assertThatThrownBy(() -> decision.forced("wild", new Decision.Forced("anna", "why not")))
        .hasMessageContaining("wild");
  }

  @Test
  void nobodyPromotesAgainstAGateThatPromotes() {
    Decision decision = decide(losses(1, 56, 1.0, 0.8, 0.95, 2.0));

    assertThatThrownBy(() -> decision.forced("scratch", new Decision.Forced("anna", "why not")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("warm is promoted");
  }

  @Test
  void contendersThatForecastTheSameAreNeverPromoted() {
    for (int seed = 0; seed < 5; seed++) {
      double[][] losses = values(seed, 56, 1.0, 1.0, 1.0, 2.0);
      losses[1] = losses[0];
      losses[2] = losses[0];

      Decision decision = decide(LossesExamples.of(PLAN, losses));

      assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
      assertThat(decision.evidence().comparisons().get(0).p()).isEqualTo(1);
    }
  }

  @Test
  void whoeverIsCalledTheChampionTheNumbersAreTurnedRound() {
    for (int seed = 0; seed < 20; seed++) {
      double[][] losses = values(seed, 48, 1.0, 0.97, 1.0, 2.0);
      double[][] turned = {losses[1], losses[0], losses[2], losses[3]};
      Candidates two = new Candidates("v000007", List.of("warm"), List.of());

      Comparison one = only(two, LossesExamples.of(PLAN, losses));
      Comparison other = only(two, LossesExamples.of(PLAN, turned));

      assertThat(other.gain()).isCloseTo(-one.gain(), within(1e-12));
      assertThat(other.low()).isCloseTo(-one.high(), within(1e-9));
      assertThat(other.high()).isCloseTo(-one.low(), within(1e-9));
      assertThat(other.statistic()).isCloseTo(-one.statistic(), within(1e-9));
      assertThat(other.p() + one.p()).isCloseTo(1, within(0.001));
    }
  }

  /** What simulations of whole years ask is what the gate asks. */
  @Test
  void theGateDecidesAsTheSimulatedNightsDo() {
    int better = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[][] losses = values(seed, 56, 1.0, 0.97, 1.0, 2.0);
      Candidates two = new Candidates("v000007", List.of("warm"), List.of());
      Losses sums = LossesExamples.of(PLAN, losses);
      Contrast gain = new JudgedBins(sums).gain("warm", "v000007");
      Decision decision = gate().decide(two, sums, List.of(), NONE, AT);

      boolean isBetter =
          SimulatedNights.isBetter(
              gain,
              decision.evidence().sample().orElseThrow().blockLength(),
              decision.spent().orElseThrow().level(),
              1);
      assertThat(decision.outcome() == Outcome.PROMOTED).as("seed %d", seed).isEqualTo(isBetter);
      better += isBetter ? 1 : 0;
    }

    assertThat(better).isBetween(1, 19);
  }

  private static Comparison only(Candidates candidates, Losses losses) {
    return gate().decide(candidates, losses, List.of(), NONE, AT).evidence().comparisons().get(0);
  }

  @Test
  void theUnitOfLossesDoesNotMatter() {
    for (int seed = 0; seed < 10; seed++) {
      double[][] losses = values(seed, 56, 1.0, 0.93, 1.0, 2.0);
      double[][] scaled =
          Arrays.stream(losses)
              .map(own -> Arrays.stream(own).map(loss -> 1000 * loss).toArray())
              .toArray(double[][]::new);

      List<Comparison> plain = decide(LossesExamples.of(PLAN, losses)).evidence().comparisons();
      List<Comparison> other = decide(LossesExamples.of(PLAN, scaled)).evidence().comparisons();

      for (int i = 0; i < plain.size(); i++) {
        assertThat(other.get(i).p()).isEqualTo(plain.get(i).p());
        assertThat(other.get(i).gain() / 1000).isCloseTo(plain.get(i).gain(), within(1e-12));
      }
    }
  }

  @Test
  void decisionsComeBackFromJsonToTheBit() {
    List<Decision> decisions = new ArrayList<>();
    decisions.add(decide(losses(1, 56, 1.0, 0.8, 0.95, 2.0)));
    decisions.add(decide(losses(4, 9, 1.0, 0.5, 0.5, 2.0)));
    decisions.add(decide(withSeries(5, 56, 1.5)));
    decisions.add(decide(Losses.none(PLAN, 1)));
    decisions.add(decisions.get(2).forced("warm", new Decision.Forced("anna", "why not")));
    for (Decision decision : decisions) {
      byte[] json = Json.bytes(decision);
      Decision read = Json.read(json, Decision.class, "decision.json");

      assertThat(read).isEqualTo(decision);
      assertThat(Json.bytes(read)).isEqualTo(json);
    }
  }

  private static Decision decide(Losses losses, String... overrides) {
    return new Gate(settings(overrides)).decide(CANDIDATES, losses, List.of(), NONE, AT);
  }

  private static GateSettings settings(String... overrides) {
    return ConfigurationReader.read(Optional.empty(), List.of(overrides)).gate();
  }

  private static Gate gate() {
    return new Gate(settings());
  }

  /** Daily losses of champion, two challengers and a baseline, which share most of their errors. */
  private static Losses losses(int seed, int days, double... means) {
    return LossesExamples.of(PLAN, values(seed, days, means));
  }

  private static double[][] values(int seed, int days, double... means) {
    Random random = new Random(seed);
    double[][] losses = new double[means.length][days];
    for (int day = 0; day < days; day++) {
      double weather = 1 + 0.3 * random.nextDouble();
      for (int i = 0; i < means.length; i++) {
        losses[i][day] = means[i] * weather * (1 + 0.1 * (random.nextDouble() - 0.5));
      }
    }
    return losses;
  }

  /**
   * Three series, in one of which the first challenger's loss is another share of the champion's.
   */
  private static Losses withSeries(int seed, int days, double share) {
    return LossesExamples.of(PLAN, cells(seed, days, share));
  }

  private static SortedMap<Segment, double[][]> cells(int seed, int days, double share) {
    SortedMap<Segment, double[][]> cells = new TreeMap<>();
    double[][] all = new double[4][days];
    for (int one = 0; one < 3; one++) {
      double[][] losses = values(10 * seed + one, days, 1.0, one == 2 ? share : 0.5, 1.0, 2.0);
      cells.put(series(one), losses);
      for (int i = 0; i < all.length; i++) {
        for (int day = 0; day < days; day++) {
          all[i][day] += losses[i][day] / 3;
        }
      }
    }
    cells.put(Segment.ALL, all);
    return cells;
  }

  private static Segment series(int number) {
    return new Segment(Segment.Kind.SERIES, "s" + number);
  }
}
