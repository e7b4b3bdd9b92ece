package io.chronoshard.jobs.train;

import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.registry.Samples;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network forecasts of single windows, with what it reads.
 *
 * @param shape of the windows
 * @param inputs input columns of a block
 * @param units of the heads' targets
 */
record SampleForecasts(WindowShape shape, int inputs, OwnUnits units) {

  /** The samples of some windows, each in a block of its own. */
  Samples of(Outputs network, List<BlockWindows> windows) {
    NetworkForecaster forecaster = new NetworkForecaster(network, shape, inputs, units, 1);
    Minibatch minibatch = new Minibatch(1, shape, inputs, units.scaler());
    int[] widths = units.layout().numbers(shape.heads().size());
    float[] forecast = new float[Arrays.stream(widths).sum()];
    List<Samples.Sample> samples = new ArrayList<>();
    for (BlockWindows cut : windows) {
      WindowSet window = new WindowSet(List.of(cut));
      forecaster.forecast(window, new int[] {0}, 0, 1, forecast);
      minibatch.fillInputs(window, new int[] {0}, 0, 1);
      samples.add(
          new Samples.Sample(
              cut.block().id().series(),
              window.origin(0),
              inputs(minibatch),
              forecasts(forecast, widths)));
    }
    return new Samples(samples);
  }

  private List<float[][]> inputs(Minibatch minibatch) {
    List<float[][]> all = new ArrayList<>();
    for (int input = 0; input < shape.inputs().size(); input++) {
      float[][] rows = rows(minibatch.inputs(input), shape.inputs().get(input).width(inputs));
      float[] mask = minibatch.mask(input);
      for (int row = 0; row < mask.length; row++) {
        rows[row] = mask[row] == 0 ? new float[0] : rows[row];
      }
      all.add(rows);
    }
    return all;
  }

  private List<float[][]> forecasts(float[] forecast, int[] widths) {
    List<float[][]> all = new ArrayList<>();
    int at = 0;
    for (int head = 0; head < widths.length; head++) {
      int end = at + widths[head];
      int rows = shape.heads().get(head).count();
      all.add(rows(Arrays.copyOfRange(forecast, at, end), widths[head] / rows));
      at = end;
    }
    return all;
  }

  private static float[][] rows(float[] values, int width) {
    float[][] rows = new float[values.length / width][width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(values, row * width, rows[row], 0, width);
    }
    return rows;
  }
}
