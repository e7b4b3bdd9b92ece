package io.chronoshard.evaluate;

import io.chronoshard.block.BlockId;
import io.chronoshard.window.WindowCounts;
import java.util.List;

/**
 * What the windows of one block contribute to an evaluation.
 *
 * @param block the block
 * @param counts the account of its windows
 * @param withoutNaive windows left out because a baseline has nothing to stand on
 * @param errors sums over the windows that were compared
 * @param outside of these, the windows that leave the range of the training part
 * @param outsideByInput how many of them because of each input
 * @param headLosses per head, the sum of its loss over the windows that were compared, in scaled
 *     units
 * @param excerpt windows for charts
 * @param alarms of consecutive windows that are told anomalous, in their order
 */
public record BlockEvaluation(
    BlockId block,
    WindowCounts counts,
    long withoutNaive,
    ErrorTable errors,
    ErrorTable outside,
    long[] outsideByInput,
    List<Double> headLosses,
    List<ExcerptPoint> excerpt,
    List<AlarmRun> alarms) {

  /** The same with another account of its windows. */
  BlockEvaluation with(WindowCounts other) {
    return new BlockEvaluation(
        block, other, withoutNaive, errors, outside, outsideByInput, headLosses, excerpt, alarms);
  }
}
