package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.Arrays;
import java.util.List;

/**
 * A window as a row of numbers: its scaled inputs at some of its rows, {@code [lag][input]}, and
 * its scaled targets behind them, {@code [head][row][target]}.
 *
 * @param layout of blocks and windows
 * @param lags rows of the window, 0 the newest
 * @param scalers of inputs and targets
 */
public record LagRows(WindowLayout layout, List<Integer> lags, Scalers scalers) {

  /** Copies the list. */
  public LagRows {
    lags = List.copyOf(lags);
  }

  /** Numbers that a forecast is made from. */
  public int features() {
    return Math.multiplyExact(lags.size(), scalers.inputs().columns().size());
  }

  private WindowTargets values() {
    return new WindowTargets(layout.shape(), scalers.targets().width());
  }

  /** Numbers that are forecast. */
  public int outputs() {
    return values().size();
  }

  /** The training windows of a block with unscaled inputs. */
  public BlockWindows windows(Block block) {
    return layout.windows(
        block.scaled(scalers.inputs()), layout.part(Part.TRAINING), Needs.INPUTS_AND_TARGETS);
  }

  /** The row of one of a block's windows. */
  public double[] row(BlockWindows windows, int window) {
    Block block = windows.block();
    long origin = block.coreFrom() + windows.origins()[window];
    double[] row = new double[features() + outputs()];
    fill(block.inputs(), origin, layout.shape(), lags, row);
    TargetScaler targets = scalers.targets();
    List<Scaler.Column> maps = targets.maps().of(block.id().series());
    WindowTargets values = values();
    int at = features();
    for (int value = 0; value < values.size(); value++) {
      int target = values.column(value);
      long step = origin + values.lead(value);
      row[at++] = targets.scale(target, maps.get(target), block.targets(), origin, step);
    }
    return row;
  }

  /**
   * Puts the inputs of a window at the beginning of a row; zeros where they are unknown, or of all
   * that a masked row has.
   */
  static void fill(Slice inputs, long origin, WindowShape shape, List<Integer> lags, double[] row) {
    int width = inputs.width();
    Rows read = shape.inputs().get(0);
    int at = 0;
    for (int lag : lags) {
      long step = origin - (long) lag * read.apart();
      int from = Math.toIntExact(step - inputs.fromStep()) * width;
      boolean isKnown = true;
      for (int input = 0; input < width; input++) {
        float value = inputs.values()[from + input];
        isKnown &= !Float.isNaN(value);
        row[at + input] = Float.isNaN(value) ? 0 : value;
      }
      if (read.isMasked() && !isKnown) {
        Arrays.fill(row, at, at + width, 0);
      }
      at += width;
    }
  }
}
