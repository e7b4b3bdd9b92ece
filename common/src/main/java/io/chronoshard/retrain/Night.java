package io.chronoshard.retrain;

import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.PastTests;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Operator;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightDecision.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a date is decided: what is new is looked at, challengers are trained, all are judged, the
 * decision is written down, and then it is done. Stopped anywhere and begun again, it ends the
 * same: what is published or written down stands, and all before that is found or made to the same
 * bits.
 *
 * @param registry of the model
 * @param date that is decided
 * @param basis what the decision is made on
 * @param challengers that are trained
 * @param work what is done
 * @param mandate what may be done
 */
public record Night(
    ModelRegistry registry,
    RunDate date,
    Basis basis,
    List<Challenger> challengers,
    NightWork work,
    Mandate mandate) {

  /**
   * What a decision is made on.
   *
   * @param snapshot number of the history table's snapshot
   * @param data fingerprint of the history before the date
   * @param configuration hash of all that the configuration says of this
   * @param champion that is to be beaten
   * @param past the gate's tests before
   */
  public record Basis(
      int snapshot, String data, String configuration, Contender champion, PastTests past) {}

  /** Copies the list. */
  public Night {
    challengers = List.copyOf(challengers);
  }

  /**
   * Decides, and promotes who is to be promoted.
   *
   * @param lock of the model, which stays held
   * @throws io.chronoshard.error.BusyException where somebody promotes another version meanwhile,
   *     or takes the lock over
   */
  public NightDecision decide(RunAttempt attempt, ModelLock lock) {
    RunFolder folder = attempt.folder();
    Optional<NightDecision> begun = begun(folder);
    NightDecision decision =
        begun.orElseGet(
            () -> {
              NightDecision fresh = fresh(attempt, lock);
              folder.write(Seen.FILE, work.seen());
              folder.write(
                  HeldFaults.FILE, mandate.force().isPresent() ? HeldFaults.NONE : work.faults());
              folder.write(NightDecision.FILE, fresh);
              return fresh;
            });
    attempt.event(
        "decided", Map.of("outcome", decision.outcome(), "sentence", decision.sentence()));
    if (mandate.promotion() == Mandate.Promotion.ALLOWED) {
      decision
          .promoted()
          .ifPresent(
              version -> {
                promote(decision, attempt, lock);
                work.refit(decision.winner())
                    .ifPresent(own -> attempt.event("refitted", Map.of("version", own)));
              });
    }
    return decision;
  }

  /**
   * What an earlier attempt has decided and perhaps not done yet. It does not stand where somebody
   * has promoted another version since or removed the one that it promotes, or where it is to be
   * forced; and what is only told is told anew.
   */
  private Optional<NightDecision> begun(RunFolder folder) {
    return mandate.promotion() == Mandate.Promotion.ALLOWED && folder.has(NightDecision.FILE)
        ? Optional.of(NightDecision.of(folder))
            .filter(found -> mandate.force().isEmpty() || found.promoted().isPresent())
            .filter(
                found ->
                    isDone(found)
                        || (found.champion().equals(basis.champion())
                            && registry.numbers().containsAll(found.promoted().stream().toList())))
        : Optional.empty();
  }

  /** Whether it was promoted, whatever an operator has made the champion since. */
  private boolean isDone(NightDecision decision) {
    return decision.promoted().isPresent() && registry.promotions().has(decision.runId(), decision);
  }

  private NightDecision fresh(RunAttempt attempt, ModelLock lock) {
    Quality quality = work.quality();
    quality
        .findings()
        .forEach(
            finding ->
                attempt.event(
                    "finding",
                    Map.of(
                        "kind",
                        finding.kind(),
                        "rule",
                        finding.rule(),
                        "text",
                        finding.sentence())));
    List<Finding> stopping = mandate.force().isPresent() ? List.of() : quality.stopping();
    if (!stopping.isEmpty()) {
      String why = stopping.stream().map(Finding::sentence).collect(Collectors.joining("; "));
      return withoutGate(quality, Outcome.STAYS, "The champion stays: " + why);
    }
    Optional<String> unjudgeable = work.unjudgeable();
    if (unjudgeable.isPresent()) {
      return withoutGate(quality, Outcome.NOT_JUDGED, "The champion stays: " + unjudgeable.get());
    }
    lock.requireHeld();
    Backtest backtest = work.backtest();
    List<Contender> trained = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Challenger challenger : challengers) {
      lock.requireHeld();
      try {
        Contender contender = work.train(challenger);
        attempt.event(
            "challenger", Map.of("name", challenger.name(), "version", contender.version()));
        trained.add(contender);
      } catch (UnfitStartException unfit) {
        String why = String.valueOf(unfit.getMessage());
        attempt.event("challenger left out", Map.of("name", challenger.name(), "text", why));
        leftOut.add(new LeftOut(challenger.name(), why));
      }
    }
    if (trained.isEmpty()) {
      return decision(
          new Trained(trained, leftOut, backtest),
          quality,
          Outcome.STAYS,
          Optional.empty(),
          "The champion stays: no challenger can begin from it, and none begins from nothing",
          Optional.empty());
    }
    lock.requireHeld();
    Decision gate = work.judge(trained, basis.past());
    return of(quality, new Trained(trained, leftOut, backtest), forced(gate));
  }

  /** What became of the challengers. */
  private record Trained(List<Contender> contenders, List<LeftOut> leftOut, Backtest backtest) {

    private static final Trained NONE = new Trained(List.of(), List.of(), Backtest.NONE);
  }

  private Decision forced(Decision gate) {
    List<String> sane = gate.evidence().ranking();
    return mandate.force().isPresent() && gate.promoted().isEmpty() && !sane.isEmpty()
        ? gate.forced(sane.get(0), mandate.force().get())
        : gate;
  }

  private NightDecision withoutGate(Quality quality, Outcome outcome, String sentence) {
    return decision(Trained.NONE, quality, outcome, Optional.empty(), sentence, Optional.empty());
  }

  private NightDecision of(Quality quality, Trained trained, Decision gate) {
    Optional<Integer> promoted =
        gate.promoted()
            .map(
                name ->
                    trained.contenders().stream()
                        .filter(contender -> contender.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                            () -> new IllegalStateException(name + " is none of " + trained))
                        .version());
    return decision(trained, quality, gate.outcome(), promoted, gate.sentence(), Optional.of(gate));
  }

  private NightDecision decision(
      Trained trained,
      Quality quality,
      Outcome outcome,
      Optional<Integer> promoted,
      String sentence,
      Optional<Decision> gate) {
    return new NightDecision(
        NightDecision.FORMAT,
        date.runId(),
        date.instant(),
        Operator.name(),
        basis.snapshot(),
        basis.data(),
        basis.configuration(),
        basis.champion(),
        trained.contenders(),
        trained.leftOut(),
        trained.backtest(),
        quality,
        outcome,
        promoted,
        sentence,
        gate,
        basis.past());
  }

  /** What is promoted is what was judged; where an earlier attempt did it, nothing is done. */
  private void promote(NightDecision decision, RunAttempt attempt, ModelLock lock) {
    if (isDone(decision)) {
      return;
    }
    Contender winner = decision.winner();
    String found =
        registry.facts(new VersionChoice.Numbered(winner.version())).provenance().modelHash();
    if (!found.equals(winner.modelHash())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s of %s has the model %s, and %s was judged; nothing was promoted, look who has changed it",
              ModelVersion.name(winner.version()),
              registry.path(),
              found,
              winner.modelHash()));
    }
    registry
        .promotions()
        .promote(winner.version(), decision.champion().version(), decision.runId(), decision, lock);
    attempt.event("promoted", Map.of("version", winner.version()));
  }
}
