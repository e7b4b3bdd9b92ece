package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forecasts of a network, or of several together, in minibatches that reuse their memory. */
public final class NetworkForecaster implements Forecaster {

  private final Outputs network;
  private final OwnUnits units;

  /** Numbers of a window that each head gives. */
  private final int[] widths;

  /** Numbers of a window. */
  private final int outputs;

  private final int capacity;
  private final Minibatch minibatch;
  private final NativeMinibatch memory;

  /**
   * Over a network, which it neither copies nor changes.
   *
   * @param inputWidth input columns of a block
   * @param units of the heads' targets
   * @param capacity windows of a minibatch
   */
  public NetworkForecaster(
      Outputs network, WindowShape shape, int inputWidth, OwnUnits units, int capacity) {
    this.network = network;
    this.units = units;
    this.widths = units.layout().numbers(shape.heads().size());
    this.outputs = units.layout().numbers();
    this.capacity = capacity;
    this.minibatch = new Minibatch(capacity, shape, inputWidth, units.scaler());
    this.memory = new NativeMinibatch(capacity, shape, inputWidth, units.scaler().width());
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    forecastScaled(windows, order, from, to, out);
    for (int i = from; i < to; i++) {
      units.bring(windows.block(order[i]), windows.origin(order[i]), out, (i - from) * outputs);
    }
  }

  /** As {@link #forecast}, in scaled units: what the network gives. */
  public void forecastScaled(WindowSet windows, int[] order, int from, int to, float[] out) {
    int end;
    for (int start = from; start < to; start = end) {
      end = together(windows, order, start, Math.min(to, start + capacity));
      minibatch.fillInputs(windows, order, start, end);
      read(network.outputs(memory.read(minibatch)), end - start, out, (start - from) * outputs);
    }
  }

  /** The window behind the last one that one network forecasts with the first. */
  private int together(WindowSet windows, int[] order, int first, int to) {
    if (!network.tellsSeriesApart()) {
      return to;
    }
    String series = windows.block(order[first]).id().series();
    network.turnTo(series);
    int end = first + 1;
    while (end < to && windows.block(order[end]).id().series().equals(series)) {
      end++;
    }
    return end;
  }

  /**
   * Reads what each head gives, {@code [sample][number]}.
   *
   * @param first where the first sample's numbers begin
   */
  private void read(INDArray[] forecasts, int samples, float[] out, int first) {
    if (forecasts.length == 1) {
      NativeFloats.read(forecasts[0].dup('c'), out, first);
      return;
    }
    int at = first;
    for (int head = 0; head < forecasts.length; head++) {
      float[] of = NativeFloats.read(forecasts[head].dup('c'));
      for (int sample = 0; sample < samples; sample++) {
        System.arraycopy(of, sample * widths[head], out, at + sample * outputs, widths[head]);
      }
      at += widths[head];
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }
}
