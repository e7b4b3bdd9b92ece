package io.chronoshard.retrain;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.PastTests;
import io.chronoshard.registry.RunFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided at a date, and all that it stands on.
 *
 * @param format how the file is to be read
 * @param runId the run that decided it
 * @param date the history before it was known, and nothing else
 * @param operator who started the run
 * @param snapshot number of the history table's snapshot
 * @param data fingerprint of the history before the date
 * @param configuration hash of all that the configuration says of this
 * @param champion that was to be beaten
 * @param challengers that were trained, in their order
 * @param leftOut challengers that were not
 * @param backtest how the ways to train would have done before
 * @param quality of what is new
 * @param outcome what becomes of the champion
 * @param promoted the version that replaces it; nothing where none does
 * @param sentence what was decided and why
 * @param gate what the gate said; nothing where it was not asked
 * @param past the gate's tests before this one
 */
@JsonPropertyOrder("format")
public record NightDecision(
    int format,
    String runId,
    Instant date,
    String operator,
    int snapshot,
    String data,
    String configuration,
    Contender champion,
    List<Contender> challengers,
    List<LeftOut> leftOut,
    Backtest backtest,
    Quality quality,
    Outcome outcome,
    Optional<Integer> promoted,
    String sentence,
    Optional<Decision> gate,
    PastTests past) {

  /** The file in the run's folder, and beside the promotion. */
  public static final String FILE = "decision.json";

  /** The format that this release writes and reads. */
  static final int FORMAT = 1;

  /**
   * What a date's run has written down.
   *
   * @throws io.chronoshard.error.StorageException where another release wrote it, or it is damaged
   */
  public static NightDecision of(RunFolder run) {
    return run.read(FILE, NightDecision.class, FORMAT);
  }

  /** Copies the lists, and checks that who is promoted was judged. */
  public NightDecision {
    challengers = List.copyOf(challengers);
    leftOut = List.copyOf(leftOut);
    if (promoted.isPresent() != (outcome == Outcome.PROMOTED)) {
      throw new IllegalArgumentException(outcome + " with " + promoted);
    }
  }

  /**
   * A version that was judged.
   *
   * @param name as the gate calls it
   * @param version its number
   * @param modelHash what was judged, and nothing else is promoted
   */
  public record Contender(String name, int version, String modelHash) {}

  /**
   * A challenger that could not begin from the champion.
   *
   * @param challenger its name
   * @param why what differs
   */
  public record LeftOut(String challenger, String why) {}

  /**
   * The challenger that is promoted.
   *
   * @throws IllegalStateException where none of that version was judged
   */
  public Contender winner() {
    return challengers.stream()
        .filter(challenger -> promoted.equals(Optional.of(challenger.version())))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(promoted + " is none of " + challengers));
  }
}
