package io.chronoshard.report;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the page of a retraining shows.
 *
 * @param model the model's name
 * @param date the history before it was known, and nothing else
 * @param mode whether the run was to change anything
 * @param status how its run stands
 * @param decision what was decided; nothing where it has not come so far
 * @param parts how the runs of its challengers stand, sorted by their ids
 * @param axis of the history; nothing where no version tells
 * @param nights decisions of all dates that are kept, the oldest first
 * @param reigns all champions, the oldest first
 * @param missing what could not be read, a sentence each
 */
public record NightContents(
    String model,
    RunDate date,
    Mode mode,
    RunStatus status,
    Optional<NightDecision> decision,
    List<RunStatus> parts,
    Optional<TimeAxis> axis,
    List<NightDecision> nights,
    List<Reign> reigns,
    List<String> missing) {

  /** Whether a run was to change anything. */
  public enum Mode {
    DECIDES,
    /** A dry run. */
    ONLY_TELLS
  }

  /**
   * A time in which a version was the champion.
   *
   * @param promotion with which it began
   * @param to when it ended; nothing where it goes on
   * @param decision why it began, where a retraining has decided it and that can be read
   * @param validation the version's mean absolute error when it was trained, over its own
   *     validation part; nothing where the version is gone
   */
  public record Reign(
      Promotion promotion,
      Optional<Instant> to,
      Optional<NightDecision> decision,
      Optional<Double> validation) {}

  /** Copies the lists. */
  public NightContents {
    parts = List.copyOf(parts);
    nights = List.copyOf(nights);
    reigns = List.copyOf(reigns);
    missing = List.copyOf(missing);
  }

  boolean isDry() {
    return mode == Mode.ONLY_TELLS;
  }

  /** What the gate's decision stands on, where it was asked. */
  Optional<Evidence> evidence() {
    return evidence(decision);
  }

  static Optional<Evidence> evidence(Optional<NightDecision> decision) {
    return decision.flatMap(NightDecision::gate).map(Decision::evidence);
  }

  /** The mean loss of a contender of a night, where it was judged. */
  static Optional<Double> loss(NightDecision night, String contender) {
    return evidence(Optional.of(night)).stream()
        .flatMap(evidence -> evidence.losses().stream())
        .filter(loss -> loss.contender().equals(contender))
        .map(MeanLoss::loss)
        .findFirst();
  }

  /** Whether what was decided took effect. */
  boolean isPromoted() {
    return reigns.stream()
        .anyMatch(reign -> reign.promotion().runId().equals(Optional.of(date.runId())));
  }

  /** Steps as people say them, where the axis is known. */
  Optional<StepText> steps() {
    return axis.map(StepText::new);
  }
}
