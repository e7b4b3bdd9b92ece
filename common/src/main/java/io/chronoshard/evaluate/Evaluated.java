package io.chronoshard.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.EvaluationSettings;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.grid.History;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.Origins;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;

/**
 * What of a history a version is evaluated on.
 *
 * @param part the part, or all of it
 * @param windows all of its windows, or the newest of each series
 */
public record Evaluated(EvaluatedPart part, ChosenWindows windows) {

  /** All windows of the test part. */
  public static final Evaluated TEST = new Evaluated(EvaluatedPart.TEST, ChosenWindows.ALL);

  /** As configured. */
  public static Evaluated of(EvaluationSettings settings) {
    return new Evaluated(settings.part(), settings.windows());
  }

  /**
   * Where the parts of a history lie for it.
   *
   * @param trained those of the version
   */
  public Parts parts(Parts trained, History history) {
    return part == EvaluatedPart.ALL ? Parts.allTest(history) : trained;
  }

  /** The place of what is evaluated in {@link #parts}. */
  public Part place() {
    return part == EvaluatedPart.VALIDATION ? Part.VALIDATION : Part.TEST;
  }

  /** The possible origins. */
  public OriginRule origins(WindowLayout layout) {
    return windows == ChosenWindows.ALL ? layout.part(place()) : layout.everyStep(place());
  }

  /** What a sentence calls the part. */
  public String name() {
    return switch (part) {
      case TEST -> "the test part";
      case VALIDATION -> "the validation part";
      case ALL -> "the whole history";
    };
  }

  /** What a sentence calls the windows' part, and which of them they are where not all. */
  public String text() {
    return windows == ChosenWindows.ALL ? name() : "the newest windows of " + name();
  }

  /**
   * How many of the possible windows of a history lie in the part that a version was trained on.
   *
   * @param wanted where the windows lie that are evaluated
   * @param trained the same history with the parts that it had in training
   */
  public long trained(WindowLayout wanted, WindowLayout trained) {
    return wanted.history().series().stream()
        .mapToLong(
            series -> {
              Origins own = origins(wanted).of(series);
              Origins training = trained.part(Part.TRAINING).of(series);
              long both = own.within(training.from(), training.to()).count();
              return windows == ChosenWindows.ALL
                  ? both
                  : own.count() > 0 && training.from() < own.to() && own.to() <= training.to()
                      ? 1
                      : 0;
            })
        .sum();
  }

  /** The windows of a block that may be wanted. */
  public BlockWindows of(BlockWindows found) {
    return windows == ChosenWindows.ALL ? found : found.newest();
  }

  /**
   * What two runs of blocks of a series contribute, this one's before the next one's: all that they
   * do, or what the last block does that has a window.
   */
  BlockEvaluation plus(BlockEvaluation sum, BlockEvaluation next) {
    if (windows == ChosenWindows.ALL) {
      return sum.plus(next);
    }
    return (next.counts().used() > 0 ? next : sum).with(sum.counts().plus(next.counts()));
  }

  /** What all blocks of a series contribute; its account is that of its one window. */
  BlockEvaluation whole(BlockEvaluation sum) {
    WindowCounts counts = sum.counts();
    if (windows == ChosenWindows.ALL || counts.possible() == 0) {
      return sum;
    }
    return sum.with(
        counts.used() > 0
            ? new WindowCounts(1, 1, 0, 0)
            : counts.unknownTarget() > 0
                ? new WindowCounts(1, 0, 0, 1)
                : new WindowCounts(1, 0, 1, 0));
  }
}
