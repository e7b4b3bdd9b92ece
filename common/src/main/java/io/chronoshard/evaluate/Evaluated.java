package io.chronoshard.evaluate;

import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.EvaluationSettings;
import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.grid.History;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

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

  /** The windows of a block that may be wanted. */
  public BlockWindows of(BlockWindows found) {
    return windows == ChosenWindows.ALL ? found : found.newest();
  }

  /**
   * Those of the blocks' contributions that are wanted: all, or of each series the last one that
   * has a window. A series' account is then that of its one window.
   */
  List<BlockEvaluation> of(List<BlockEvaluation> blocks) {
    if (windows == ChosenWindows.ALL) {
      return blocks;
    }
    TreeMap<String, List<BlockEvaluation>> bySeries = new TreeMap<>();
    for (BlockEvaluation block : blocks) {
      bySeries.computeIfAbsent(block.block().series(), name -> new ArrayList<>()).add(block);
    }
    return bySeries.values().stream().map(Evaluated::newest).toList();
  }

  private static BlockEvaluation newest(List<BlockEvaluation> ofSeries) {
    WindowCounts counts =
        ofSeries.stream()
            .map(BlockEvaluation::counts)
            .reduce(WindowCounts.NONE, WindowCounts::plus);
    BlockEvaluation last =
        ofSeries.stream()
            .filter(block -> block.counts().used() > 0)
            .max(Comparator.comparing(BlockEvaluation::block))
            .orElse(ofSeries.get(0));
    return last.with(
        counts.used() > 0
            ? new WindowCounts(1, 1, 0, 0)
            : counts.possible() == 0
                ? WindowCounts.NONE
                : counts.unknownTarget() > 0
                    ? new WindowCounts(1, 0, 0, 1)
                    : new WindowCounts(1, 0, 1, 0));
  }
}
