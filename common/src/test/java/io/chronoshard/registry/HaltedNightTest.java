package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.RetrainSettings.Start;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Decision.Forced;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.PastTests;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.retrain.Backtest;
import io.chronoshard.retrain.DayHashes;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.HeldFaults;
import io.chronoshard.retrain.Mandate;
import io.chronoshard.retrain.Night;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightDecision.LeftOut;
import io.chronoshard.retrain.NightRetention;
import io.chronoshard.retrain.NightWork;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.RunDate;
import io.chronoshard.retrain.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night whose process ends at its n-th change of the file system, for many n, goes on where it
 * stopped: the same decision, the same champion, and each challenger published once.
 */
class HaltedNightTest {

  private static final RunDate DATE = RunDate.parse("2024-03-01");
  private static final RunDate LATER = RunDate.parse("2024-03-02");
  private static final Seen SEEN =
      new Seen(Ledger.Rows.NONE, new DayHashes(144, 0, List.of(), new TreeMap<>()));
  private static final HeldFaults FAULTS =
      new HeldFaults(List.of(new HeldFaults.Dropped(DATE.instant(), 7, 3)), List.of());
  private static final LockSettings LOCK = new LockSettings(Duration.ofSeconds(60), Duration.ZERO);

  /** What is published is halted at each change elsewhere; here it is what lies between. */
  private static final int STRIDE = 7;

  private static final List<Challenger> CHALLENGERS =
      List.of(
          new Challenger("one", Start.NOTHING, List.of()),
          new Challenger("two", Start.NOTHING, List.of()));

  @TempDir private Path root;
  private final List<ModelLock> taken = new ArrayList<>();

  private Set<String> unfit = Set.of();

  private final VersionContents first = Versions.of("train-first", 1);
  private final Map<String, VersionContents> trained =
      Map.of(
          "one", Versions.of(DATE.runId() + ".one.0123abcd", 2),
          "two", Versions.of(DATE.runId() + ".two.4567cdef", 3));

  @Test
  void wherePromotedThereIsOneChampionAndOneDecision() throws IOException {
    halted(Optional.of("two"), 0);
  }

  @Test
  void whereTheChampionStaysItDoes() throws IOException {
    halted(Optional.empty(), STRIDE / 2);
  }

  @Test
  void ofOlderDatesNothingStaysButWhatTheyPromoted() {
    NightDecision decision = undisturbed(Optional.of("two"));
    ModelRegistry registry = open("whole-true", new Configuration());
    registry.publish(Versions.of("train-waiting", 4));
    registry.publish(Versions.of(DATE.runId() + ".three.89ab0123", 5));
    registry.publish(Versions.of("train-newest", 6));
    for (String begun : List.of("retrain-2024-02-28T000000Z", "retrain-2024-03-04T000000Z")) {
      registry.run(begun).begin("retrain", "identity", Clock.systemUTC()).close();
    }
    for (String run :
        List.of(
            "retrain-2024-03-01T000000Z-dry",
            "retrain-2024-03-01T120000Z-dry",
            "retrain-2024-03-02T000000Z",
            "retrain-2024-03-03T000000Z",
            "retrain-2024-03-04T000000Z-dry",
            "train-other")) {
      RunFolder folder = registry.run(run);
      try (RunAttempt attempt = folder.begin("retrain", "identity", Clock.systemUTC())) {
        folder.write(NightDecision.FILE, decision);
        attempt.done(new RunResult(Map.of(), Map.of(), Optional.empty(), "decided"));
      }
    }
    ModelLock lock = taken.get(0);

    assertThat(new NightRetention(2, 1).remove(registry, lock))
        .containsExactly(
            "retrain-2024-02-28T000000Z",
            "retrain-2024-03-01T000000Z",
            "retrain-2024-03-01T000000Z-dry",
            "retrain-2024-03-01T000000Z.one.0123abcd",
            "retrain-2024-03-01T000000Z.refit.89abcdef",
            "retrain-2024-03-01T000000Z.three.89ab0123",
            "retrain-2024-03-01T000000Z.two.4567cdef",
            "retrain-2024-03-01T120000Z-dry");
    assertThat(registry.numbers())
        .as("champions now and before, and what no date has made")
        .containsExactly(1, 3, 5, 7);
    assertThat(DecidedNights.of(registry).begun()).containsExactly(RunDate.parse("2024-03-04"));
    Promotion now = registry.promotions().current().orElseThrow();
    assertThat(registry.promotions().decision(now, NightDecision.class)).isEqualTo(decision);
    assertThat(DecidedNights.of(registry).newest()).contains(RunDate.parse("2024-03-03"));
    assertThat(new NightRetention(2, 1).remove(registry, lock)).isEmpty();
  }

  @Test
  void whatAnOperatorHasRolledBackIsNotPromotedAgainByTheRunThatGoesOn() {
    ModelRegistry registry = open("rolled-back", new Configuration());
    registry.publish(first);
    NightDecision decision = night(registry, Optional.of("two"), Ended.KILLED);
    assertThat(registry.champion()).contains(3);
    assertThat(DecidedNights.of(registry).begun()).containsExactly(DATE);
    registry.promotions().rollback();

    assertThat(night(registry, Optional.of("one"), Ended.WELL)).isEqualTo(decision);
    assertThat(registry.champion()).contains(1);
    assertThat(registry.promotions().all()).extracting(Promotion::version).containsExactly(1, 3, 1);
    assertThat(DecidedNights.of(registry).decision(DATE)).contains(decision);
    assertThat(DecidedNights.of(registry).begun()).isEmpty();
  }

  @Test
  void aForcedDateAcceptsTheFaultsOfRows() {
    ModelRegistry registry = open("forced", new Configuration());
    registry.publish(first);
    night(registry, Optional.empty(), Ended.WELL);
    assertThat(DecidedNights.of(registry).heldBefore(LATER)).isEqualTo(FAULTS);
    assertThat(DecidedNights.of(registry).heldBefore(DATE)).isEqualTo(HeldFaults.NONE);
    assertThat(DecidedNights.of(registry).seenBefore(DATE))
        .as("a date that is forced is not compared with itself")
        .isEmpty();
    taken.forEach(ModelLock::close);

    Mandate force = new Mandate(Mandate.Promotion.ALLOWED, Optional.of(new Forced("she", "why")));
    night(registry, Optional.empty(), Ended.WELL, force);
    assertThat(DecidedNights.of(registry).heldBefore(LATER)).isEqualTo(HeldFaults.NONE);
  }

  @Test
  void aChallengerThatCannotBeginFromTheChampionIsLeftOutAndNamed() {
    ModelRegistry registry = open("unfit", new Configuration());
    registry.publish(first);
    unfit = Set.of("one");
    NightDecision decision = night(registry, Optional.of("two"), Ended.WELL);
    assertThat(decision.leftOut()).containsExactly(new LeftOut("one", "it has other layers"));
    assertThat(decision.challengers()).extracting(Contender::name).containsExactly("two");
    assertThat(decision.sentence()).isEqualTo("as was pretended");
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);

    ModelRegistry none = open("all-unfit", new Configuration());
    none.publish(first);
    unfit = Set.of("one", "two");
    NightDecision stays = night(none, Optional.of("two"), Ended.WELL);
    assertThat(stays.leftOut()).extracting(LeftOut::challenger).containsExactly("one", "two");
    assertThat(stays.outcome()).isEqualTo(Outcome.STAYS);
    assertThat(stays.gate()).isEmpty();
    assertThat(stays.sentence())
        .isEqualTo(
            "The champion stays: no challenger can begin from it, and none begins from nothing");
  }

  @Test
  void whatIsOnlyToldDoesNotCountTheTestOfItsOwnDate() {
    ModelRegistry registry = open("told", new Configuration());
    registry.publish(first);
    night(registry, Optional.empty(), Ended.WELL);

    DecidedNights nights = DecidedNights.of(registry);
    assertThat(nights.before(LATER)).isEqualTo(nights);
    assertThat(nights.before(LATER).past(Instant.EPOCH).tests()).hasSize(1);
    assertThat(nights.before(DATE).past(Instant.EPOCH).tests()).isEmpty();
    assertThat(nights.before(DATE).newest()).isEmpty();
  }

  @Test
  void aDecisionOfAnotherReleaseIsToldAsOne() throws IOException {
    undisturbed(Optional.of("two"));
    Path file =
        root.resolve("whole-true/pump/runs").resolve(DATE.runId()).resolve(NightDecision.FILE);
    Files.writeString(
        file, Files.readString(file).replace("\"format\" : 1,", "\"format\" : 2,\n \"more\" : 1,"));

    assertThatThrownBy(
            () -> DecidedNights.of(open("whole-true", new Configuration())).decision(DATE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(
            "decision.json was written by a newer release (format 2; this one reads 1): remove ")
        .hasMessageEndingWith(
            "/runs/retrain-2024-03-01T000000Z to have it done again by this one, or use that release");
  }

  /** How a run ends once its date is decided. */
  private enum Ended {
    WELL,
    KILLED
  }

  @AfterEach
  void giveLocksBack() {
    taken.forEach(ModelLock::close);
  }

  private void halted(Optional<String> winner, int begin) throws IOException {
    NightDecision expected = undisturbed(winner);
    int changes = begin;
    for (boolean halted = true; halted; changes += STRIDE) {
      ModelRegistry working = open("halted-" + winner.isPresent() + changes, new Configuration());
      working.publish(first);
      ModelRegistry halting =
          open("halted-" + winner.isPresent() + changes, HaltingDisk.configuration());
      halted = Halting.halts(changes, () -> night(halting, winner));

      Optional<Integer> between = working.champion();
      assertThat(between).as("halted at %d", changes).isIn(Optional.of(1), Optional.of(3));
      NightDecision decision =
          DecidedNights.of(working).decision(DATE).orElseGet(() -> night(working, winner));
      assertThat(decision).as("halted at %d", changes).isEqualTo(expected);
      assertChampion(working, winner, decision, changes);
      assertThat(working.numbers())
          .as("halted at %d, what was promoted is trained on once", changes)
          .hasSize(winner.isPresent() ? 4 : 3);
      assertThat(working.run(DATE.runId()).read(Seen.FILE, Seen.class))
          .as("halted at %d", changes)
          .isEqualTo(SEEN);
      assertThat(DecidedNights.of(working).heldBefore(LATER))
          .as("halted at %d", changes)
          .isEqualTo(FAULTS);
      assertThat(DecidedNights.of(working).past(Instant.EPOCH).tests())
          .as("halted at %d", changes)
          .containsExactly(new Spent(DATE.instant(), 0.01));
      taken.forEach(ModelLock::close);
      taken.clear();
    }
    assertThat(changes).as("changes").isGreaterThan(30);
  }

  private static void assertChampion(
      ModelRegistry registry, Optional<String> winner, NightDecision decision, int changes) {
    assertThat(registry.champion())
        .as("halted at %d", changes)
        .contains(winner.isPresent() ? 3 : 1);
    assertThat(registry.promotions().all())
        .as("halted at %d", changes)
        .hasSize(winner.isPresent() ? 2 : 1);
    if (winner.isPresent()) {
      Promotion now = registry.promotions().current().orElseThrow();
      assertThat(now.runId()).contains(DATE.runId());
      assertThat(registry.promotions().decision(now, NightDecision.class)).isEqualTo(decision);
      assertThat(decision.challengers().get(1).modelHash())
          .as("what was judged is what was promoted")
          .isEqualTo(
              registry.version(new VersionChoice.Champion()).contents().provenance().modelHash());
    }
  }

  private NightDecision undisturbed(Optional<String> winner) {
    ModelRegistry registry = open("whole-" + winner.isPresent(), new Configuration());
    registry.publish(first);
    return night(registry, winner);
  }

  private ModelRegistry open(String name, Configuration hadoop) {
    return ModelRegistry.open(root.resolve(name).toString(), "pump", hadoop);
  }

  private NightDecision night(ModelRegistry registry, Optional<String> winner) {
    return night(registry, winner, Ended.WELL);
  }

  private NightDecision night(ModelRegistry registry, Optional<String> winner, Ended ended) {
    return night(registry, winner, ended, Mandate.USUAL);
  }

  private NightDecision night(
      ModelRegistry registry, Optional<String> winner, Ended ended, Mandate mandate) {
    ModelLock lock =
        ModelLock.take(
            registry.run(DATE.runId()).storage(),
            registry.path(),
            "a test",
            LOCK,
            new ModelLockTest.Waiting(() -> {}));
    taken.add(lock);
    RunFolder folder = registry.run(DATE.runId()).under(lock);
    try (RunAttempt attempt = folder.begin("retrain", "identity", Clock.systemUTC())) {
      int champion = registry.champion().orElseThrow();
      Night.Basis basis =
          new Night.Basis(
              1,
              "data",
              "configuration",
              contender(registry, "champion", champion),
              DecidedNights.of(registry).past(Instant.EPOCH));
      NightDecision decision =
          new Night(
                  registry,
                  DATE,
                  basis,
                  CHALLENGERS,
                  new Pretended(registry, lock, winner),
                  mandate)
              .decide(attempt, lock);
      if (ended == Ended.WELL) {
        attempt.done(new RunResult(Map.of(), Map.of(), Optional.of(1), decision.sentence()));
      }
      return decision;
    }
  }

  private static Contender contender(ModelRegistry registry, String name, int version) {
    return new Contender(
        name,
        version,
        registry.facts(new VersionChoice.Numbered(version)).provenance().modelHash());
  }

  /** Publishes what was trained before. */
  private final class Pretended implements NightWork {

    private final ModelRegistry registry;
    private final ModelLock lock;
    private final Optional<String> winner;

    Pretended(ModelRegistry registry, ModelLock lock, Optional<String> winner) {
      this.registry = registry;
      this.lock = lock;
      this.winner = winner;
    }

    @Override
    public Quality quality() {
      return new Quality(7, Ledger.Rows.NONE, List.of(), 0, List.of());
    }

    @Override
    public Seen seen() {
      return SEEN;
    }

    @Override
    public HeldFaults faults() {
      return FAULTS;
    }

    @Override
    public Optional<String> unjudgeable() {
      return Optional.empty();
    }

    @Override
    public Contender train(Challenger challenger) {
      if (unfit.contains(challenger.name())) {
        throw new UnfitStartException("it has other layers");
      }
      VersionContents contents = trained.get(challenger.name());
      int version = registry.publish(contents, List.of(), lock);
      return contender(registry, challenger.name(), version);
    }

    @Override
    public Backtest backtest() {
      return Backtest.NONE;
    }

    @Override
    public Optional<Integer> refit(Contender promoted) {
      return Optional.of(
          registry.publish(Versions.of(DATE.runId() + ".refit.89abcdef", 7), List.of(), lock));
    }

    @Override
    public Decision judge(List<Contender> challengers, PastTests past) {
      return new Decision(
          DATE.instant(),
          winner.isPresent() ? Outcome.PROMOTED : Outcome.STAYS,
          winner,
          "as was pretended",
          Optional.of(new Spent(DATE.instant(), 0.01)),
          Optional.empty(),
          new Evidence(
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of("two", "one"),
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }
  }
}
