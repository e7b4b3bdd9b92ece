package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowLayout;
import java.util.OptionalDouble;

/**
 * Lengths of lives, added up: of each series the steps from its first one to the last one of its
 * training part, and what remains there. A cap hides what remains: the series with the greatest
 * value are kept apart until it is known whether that is the greatest of all.
 *
 * @param greatest the greatest value at a series' last training step
 * @param atGreatest lives of the series that have it there
 * @param below lives of all others
 */
public record LifeSums(float greatest, Sum atGreatest, Sum below) {

  /**
   * Some lives.
   *
   * @param steps of all of them
   * @param count how many
   */
  public record Sum(double steps, long count) {

    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(steps + other.steps, count + other.count);
    }
  }

  /** Of no series. */
  static final LifeSums NONE = new LifeSums(Float.NEGATIVE_INFINITY, Sum.NONE, Sum.NONE);

  /**
   * Of the series whose last training step a block owns; of none where it owns none, or nothing is
   * known there.
   *
   * @param training the training part of its series
   * @param column of the target
   */
  static LifeSums of(Block block, Interval training, WindowLayout layout, int column) {
    long last = training.to() - 1;
    if (layout.features().targetsByColumn().get(column).kind() != Target.Kind.LIFE
        || training.isEmpty()
        || last < block.coreFrom()
        || last >= block.coreTo()) {
      return NONE;
    }
    float left = block.targets().at(last, column);
    SeriesExtent series = layout.extent(block.id().series());
    return Float.isNaN(left)
        ? NONE
        : new LifeSums(left, new Sum((double) (last - series.fromStep()) + left, 1), Sum.NONE);
  }

  LifeSums plus(LifeSums other) {
    if (greatest < other.greatest) {
      return other.plus(this);
    }
    return greatest == other.greatest
        ? new LifeSums(greatest, atGreatest.plus(other.atGreatest), below.plus(other.below))
        : new LifeSums(greatest, atGreatest, below.plus(other.atGreatest).plus(other.below));
  }

  /**
   * The mean life, of the series that end before the cap hides what remains.
   *
   * @param most the greatest value of the whole training part
   */
  OptionalDouble mean(double most) {
    Sum sum = greatest < most ? below.plus(atGreatest) : below;
    return sum.count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.steps / sum.count);
  }
}
