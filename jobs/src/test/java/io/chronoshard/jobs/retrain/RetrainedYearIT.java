package io.chronoshard.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.Finding;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.RunDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of nights: a season, a sensor that drifts and one that stands still for a week, nights on
 * a history that somebody has shuffled, a night that is halted, and one that two schedulers begin.
 * The champion is never worse than the first model by more than noise ({@link Excess}), and each
 * night is decided once.
 *
 * <p>{@code scripts/soak year} has a night each day, and keeps the page.
 */
class RetrainedYearIT {

  /** Days from one night to the next; one night more lies where a sensor stands still. */
  private static final int EVERY = Integer.getInteger("chronoshard.year.every", 26);

  /** How long a fault counts, as configured. */
  private static final int HOLD_DAYS = 7;

  private static final int JUDGED_DAYS = 56;

  private static final LocalDate HALTED = night("2022-05-20");
  private static final LocalDate TWICE_AT_ONCE = night("2022-07-05");
  private static final LocalDate SHUFFLED = night("2022-10-01");

  /** Long enough that a test is due. */
  private static final LocalDate WHOLE_AGAIN = SHUFFLED.plusDays(12);

  @TempDir private Path folder;
  private RetrainedYear year;
  private double[] ofShuffled;

  /** The first one that is not before a day. */
  private static LocalDate night(String day) {
    return nights().stream()
        .filter(night -> !night.isBefore(LocalDate.parse(day)))
        .findFirst()
        .orElseThrow();
  }

  private static List<LocalDate> nights() {
    LocalDate last = YearOfReadings.FIRST.plusDays(YearOfReadings.DAYS);
    return Stream.concat(
            YearOfReadings.FIRST.datesUntil(last, Period.ofDays(EVERY)),
            Stream.of(YearOfReadings.BROKEN.from().plusDays(4)))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void aYearOfNightsMakesNothingWorse() throws Exception {
    year = new RetrainedYear(folder, new YearOfReadings(1), EVERY);
    for (LocalDate night : nights()) {
      retrain(night);
    }
    assertEachNightIsDecidedOnce();
    assertTheBrokenWeekPromotesNothing();
    assertNothingLearntFromAShuffledHistoryIsPromoted();
    assertPromotionsAreTold();
    YearErrors errors = year.errors();
    TreeMap<Integer, double[]> ofVersions =
        errors.of(year.registry(), year.champions().values().stream().distinct().toList());
    double[] champion = new double[YearErrors.DAYS];
    Arrays.setAll(champion, day -> ofVersions.get(year.champion(day))[day]);
    double[] first = ofVersions.get(1);
    Path page =
        Optional.ofNullable(System.getProperty("chronoshard.year.page"))
            .map(Path::of)
            .orElse(folder.resolve("year.html"));
    Files.writeString(page, YearPage.html(year, champion, first, errors.naive()));

    assertThat(Excess.days(champion, first)).as("worse than the first model").isEmpty();
    assertThat(Excess.days(champion, errors.naive())).as("worse than the last value").isEmpty();
    assertThat(Excess.days(first, champion)).as("what is never retrained").hasSizeGreaterThan(100);
    assertThat(Excess.days(ofShuffled, first)).as("had it been promoted").hasSizeGreaterThan(150);
  }

  private void retrain(LocalDate night) throws IOException, InterruptedException {
    if (night.equals(HALTED)) {
      year.halt(night);
    } else if (night.equals(TWICE_AT_ONCE)) {
      assertThat(year.decideTwiceAtOnce(night)).isEqualTo(5);
    } else if (!night.isBefore(SHUFFLED) && night.isBefore(WHOLE_AGAIN)) {
      year.decideShuffled(night, SHUFFLED.minusDays(JUDGED_DAYS));
      if (night.equals(SHUFFLED)) {
        int version = year.decisions().get(night).challengers().get(0).version();
        ofShuffled = year.errors().of(year.registry(), List.of(version)).get(version);
      }
    } else {
      year.decide(night);
    }
    if (night.equals(HALTED.plusDays(EVERY))) {
      assertThat(year.told())
          .contains(
              "1 date before " + RunDate.parse(night.toString()),
              "done first: " + RunDate.parse(HALTED.toString()));
      year.decided(HALTED);
    }
  }

  private void assertEachNightIsDecidedOnce() {
    DecidedNights decided = DecidedNights.of(year.registry());
    assertThat(decided.begun()).isEmpty();
    assertThat(decided.runs().keySet())
        .extracting(RunDate::toString)
        .containsExactlyElementsOf(
            nights().stream().map(night -> RunDate.parse(night.toString()).toString()).toList());
    for (LocalDate night : nights()) {
      assertThat(decided.decision(RunDate.parse(night.toString())))
          .as("as it was decided that night")
          .contains(year.decisions().get(night));
      assertThat(year.run(night).status().map(RunStatus::attempt))
          .as("attempts of %s", night)
          .contains(night.equals(HALTED) ? 2 : 1);
    }
    List<String> promoting =
        year.decisions().values().stream()
            .filter(decision -> decision.outcome() == Outcome.PROMOTED)
            .map(NightDecision::runId)
            .toList();
    assertThat(promoting).as("the drift and the season want some").hasSizeGreaterThan(2);
    assertThat(year.registry().promotions().all().stream().skip(1))
        .extracting(Promotion::runId)
        .containsExactlyElementsOf(promoting.stream().map(Optional::of).toList());
  }

  private void assertTheBrokenWeekPromotesNothing() {
    LocalDate seen = YearOfReadings.BROKEN.from().plusDays(2);
    LocalDate mended = YearOfReadings.BROKEN.to();
    assertThat(year.decisions().subMap(seen, true, mended, true))
        .isNotEmpty()
        .allSatisfy(
            (night, decision) -> {
              assertThat(decision.outcome()).isEqualTo(Outcome.STAYS);
              assertThat(decision.quality().stopping())
                  .extracting(Finding::kind)
                  .contains(Finding.Kind.DEAD);
              assertThat(decision.challengers()).as("nothing is trained on it").isEmpty();
            });
    assertThat(year.decisions().subMap(seen, true, mended.plusDays(HOLD_DAYS), true).values())
        .extracting(NightDecision::promoted)
        .containsOnly(Optional.empty());
  }

  private void assertNothingLearntFromAShuffledHistoryIsPromoted() {
    List<NightDecision> shuffled =
        List.copyOf(year.decisions().subMap(SHUFFLED, WHOLE_AGAIN).values());
    assertThat(shuffled)
        .allSatisfy(decision -> assertThat(decision.challengers()).hasSize(2))
        .extracting(NightDecision::promoted)
        .containsOnly(Optional.empty());
    assertThat(shuffled)
        .as("a test was due")
        .anyMatch(decision -> decision.gate().flatMap(gate -> gate.spent()).isPresent());
    List<Integer> bad = new ArrayList<>();
    shuffled.forEach(
        decision -> decision.challengers().stream().map(Contender::version).forEach(bad::add));
    assertThat(year.champions().values()).doesNotContainAnyElementsOf(bad);
  }

  private void assertPromotionsAreTold() throws IOException {
    List<String> alerts = Files.readAllLines(folder.resolve("alerts"));
    assertThat(alerts.stream().filter(alert -> alert.contains("\"occasion\":\"PROMOTION\"")))
        .hasSameSizeAs(year.registry().promotions().all().stream().skip(1).toList());
    assertThat(alerts)
        .anyMatch(
            alert -> alert.contains("\"occasion\":\"DRIFT\"") && alert.contains("a dead sensor"))
        .as("neither the halted night nor the second scheduler has failed")
        .noneMatch(alert -> alert.contains("\"occasion\":\"FAILURE\""));
  }
}
