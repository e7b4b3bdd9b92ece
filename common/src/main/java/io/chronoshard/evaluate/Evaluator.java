package io.chronoshard.evaluate;

import io.chronoshard.block.Block;
import io.chronoshard.model.Forecaster;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;

/** Compares forecasters with what happened, block by block. Not for several threads at once. */
public final class Evaluator {

  private final WindowShape shape;
  private final int targets;
  private final List<Forecaster> forecasters;
  private final ExcerptRule excerpts;
  private final OutsideRange range;
  private final int batch;
  private final float[][] forecasts;

  /**
   * For windows of a shape.
   *
   * @param targets number of target columns
   * @param forecasters the model's first, and one baseline at least
   * @param range finds the windows that leave the range of the training part
   * @param batch windows that are forecast together
   */
  public Evaluator(
      WindowShape shape,
      int targets,
      List<Forecaster> forecasters,
      ExcerptRule excerpts,
      OutsideRange range,
      int batch) {
    this.shape = shape;
    this.targets = targets;
    this.forecasters = List.copyOf(forecasters);
    this.excerpts = excerpts;
    this.range = range;
    this.batch = batch;
    this.forecasts = new float[forecasters.size()][batch * shape.horizon() * targets];
  }

  /** The errors over the windows of a block. */
  public BlockEvaluation evaluate(BlockWindows found) {
    WindowSet windows = new WindowSet(List.of(found));
    int[] order = EpochOrder.ascending(windows.size());
    ErrorTable errors = ErrorTable.empty(forecasters.size(), targets, shape.horizon());
    ErrorTable outside = ErrorTable.empty(forecasters.size(), targets, shape.horizon());
    List<List<Integer>> left = range.of(found);
    long[] byInput = new long[range.names().size()];
    List<ExcerptPoint> excerpt = new ArrayList<>();
    long compared = 0;
    long outsideCompared = 0;
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      for (int f = 0; f < forecasters.size(); f++) {
        forecasters.get(f).forecast(windows, order, from, to, forecasts[f]);
      }
      for (int i = from; i < to; i++) {
        int at = (i - from) * shape.horizon() * targets;
        if (baselinesAreKnown(at)) {
          float[] actual = actual(windows.block(order[i]), windows.origin(order[i]));
          add(errors, actual, at);
          compared++;
          if (!left.get(order[i]).isEmpty()) {
            add(outside, actual, at);
            outsideCompared++;
            left.get(order[i]).forEach(input -> byInput[input]++);
          }
          if (excerpts.keeps(found.block().id().series(), windows.origin(order[i]))) {
            excerpt.add(point(windows.block(order[i]), windows.origin(order[i]), actual, at));
          }
        }
      }
    }
    return new BlockEvaluation(
        found.block().id(),
        found.counts(),
        order.length - compared,
        errors.over(compared),
        outside.over(outsideCompared),
        byInput,
        excerpt);
  }

  private boolean baselinesAreKnown(int at) {
    for (int f = 1; f < forecasts.length; f++) {
      for (int i = at; i < at + shape.horizon() * targets; i++) {
        if (Float.isNaN(forecasts[f][i])) {
          return false;
        }
      }
    }
    return true;
  }

  private float[] actual(Block block, long origin) {
    float[] actual = new float[shape.horizon() * targets];
    for (int row = 0; row < shape.horizon(); row++) {
      for (int target = 0; target < targets; target++) {
        actual[row * targets + target] = block.targets().at(origin + shape.leadOf(row), target);
      }
    }
    return actual;
  }

  private void add(ErrorTable errors, float[] actual, int at) {
    for (int f = 0; f < forecasts.length; f++) {
      for (int row = 0; row < shape.horizon(); row++) {
        for (int target = 0; target < targets; target++) {
          int i = row * targets + target;
          double error = (double) forecasts[f][at + i] - actual[i];
          int cell = errors.cell(f, target, row);
          errors.absolute()[cell] += Math.abs(error);
          errors.squared()[cell] += error * error;
          errors.signed()[cell] += error;
        }
      }
    }
  }

  private ExcerptPoint point(Block block, long origin, float[] actual, int at) {
    return new ExcerptPoint(
        block.id().series(), origin, actual, copy(forecasts[0], at), copy(forecasts[1], at));
  }

  private float[] copy(float[] forecast, int at) {
    float[] copy = new float[shape.horizon() * targets];
    System.arraycopy(forecast, at, copy, 0, copy.length);
    return copy;
  }
}
