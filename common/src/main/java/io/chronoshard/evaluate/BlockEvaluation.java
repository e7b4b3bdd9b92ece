package io.chronoshard.evaluate;

import io.chronoshard.block.BlockId;
import io.chronoshard.window.WindowCounts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the windows of one block, or of several, contribute to an evaluation.
 *
 * @param block the block, or the first of them
 * @param counts the account of its windows
 * @param withoutNaive windows left out because a baseline has nothing to stand on
 * @param errors sums over the windows that were compared
 * @param outside of these, the windows that leave the range of the training part
 * @param outsideByInput how many of them because of each input
 * @param headLosses per head, the sum of its loss over the windows that were compared, in scaled
 *     units
 * @param excerpt windows for charts
 * @param alarms windows that are told anomalous, whether or not a baseline is known in them
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
    BlockAlarms alarms) {

  /** Both, this one's windows first; named by this one's block. */
  BlockEvaluation plus(BlockEvaluation next) {
    long[] byInput = new long[outsideByInput.length];
    Arrays.setAll(byInput, input -> outsideByInput[input] + next.outsideByInput[input]);
    return new BlockEvaluation(
        block,
        counts.plus(next.counts),
        withoutNaive + next.withoutNaive,
        errors.plus(next.errors),
        outside.plus(next.outside),
        byInput,
        sums(headLosses, next.headLosses),
        Stream.concat(excerpt.stream(), next.excerpt.stream()).toList(),
        alarms.plus(next.alarms));
  }

  /** Blocks without a window have no losses. */
  private static List<Double> sums(List<Double> some, List<Double> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i) + others.get(i)).toList();
  }

  /** The same with another account of its windows. */
  BlockEvaluation with(WindowCounts other) {
    return new BlockEvaluation(
        block, other, withoutNaive, errors, outside, outsideByInput, headLosses, excerpt, alarms);
  }

  /** The same without alarms, which are kept elsewhere. */
  BlockEvaluation withoutAlarms() {
    return new BlockEvaluation(
        block,
        counts,
        withoutNaive,
        errors,
        outside,
        outsideByInput,
        headLosses,
        excerpt,
        BlockAlarms.NONE);
  }
}
