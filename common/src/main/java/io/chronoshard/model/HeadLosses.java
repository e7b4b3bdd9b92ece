package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.kernel.Loss;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * The losses of a network's heads, window by window, in double. Not for several threads at once.
 */
public final class HeadLosses {

  private final OwnUnits units;
  private final List<HeadObjective> heads;

  /** One window's outputs of each head. */
  private final double[][] outputs;

  /** What each head was to learn of it. */
  private final double[][] learned;

  /** For a network's outputs, as they are before they are brought to the targets' own units. */
  public HeadLosses(OwnUnits units, Objectives objectives) {
    this.units = units;
    this.heads = objectives.heads();
    this.outputs = new double[heads.size()][];
    this.learned = new double[heads.size()][];
    int[] numbers = units.layout().numbers(heads.size());
    int[] actuals = units.layout().actuals(heads.size());
    for (int head = 0; head < numbers.length; head++) {
      outputs[head] = new double[numbers[head]];
      learned[head] = new double[actuals[head]];
    }
  }

  /**
   * The loss of each head for a window whose targets are known.
   *
   * @param block that holds the window
   * @param scaled the network's outputs
   * @param from where those of the window begin
   */
  public double[] of(Block block, long origin, float[] scaled, int from) {
    read(block, origin);
    double[] losses = new double[outputs.length];
    int at = from;
    for (int head = 0; head < losses.length; head++) {
      for (int i = 0; i < outputs[head].length; i++) {
        outputs[head][i] = scaled[at++];
      }
      Loss loss = heads.get(head).objective().loss();
      losses[head] =
          loss.ofForecast(outputs[head], learned[head]) / loss.terms(outputs[head].length);
    }
    return losses;
  }

  private void read(Block block, long origin) {
    List<Scaler.Column> maps = units.scaler().maps().of(block.id().series());
    WindowTargets values = units.layout().values();
    int at = 0;
    int head = 0;
    for (int value = 0; value < values.size(); value++) {
      if (values.head(value) != head) {
        head = values.head(value);
        at = 0;
      }
      int column = values.column(value);
      for (int i = 0; i < units.layout().form(value).actuals(); i++) {
        learned[head][at++] =
            units
                .scaler()
                .scale(
                    column + i,
                    maps.get(column + i),
                    block.targets(),
                    origin,
                    origin + values.lead(value));
      }
    }
  }

  /** The sum over all heads by their weights. */
  public double total(double[] losses) {
    double total = 0;
    for (int head = 0; head < losses.length; head++) {
      total += heads.get(head).weight() * losses[head];
    }
    return total;
  }
}
