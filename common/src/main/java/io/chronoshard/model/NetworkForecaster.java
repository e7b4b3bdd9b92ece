package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forecasts of a network, or of several together, in minibatches that reuse their memory. */
public final class NetworkForecaster implements Forecaster {

  private final Outputs network;
  private final Scaler targetScaler;
  private final int targets;
  private final int outputs;
  private final int capacity;
  private final Minibatch minibatch;
  private final NativeMinibatch memory;

  /**
   * Over a network, which it neither copies nor changes.
   *
   * @param inputWidth features of a step
   * @param targetScaler one column per target
   * @param capacity windows of a minibatch
   */
  public NetworkForecaster(
      Outputs network, WindowShape shape, int inputWidth, Scaler targetScaler, int capacity) {
    this.network = network;
    this.targetScaler = targetScaler;
    this.targets = targetScaler.columns().size();
    this.outputs = Math.multiplyExact(shape.horizon(), targets);
    this.capacity = capacity;
    this.minibatch = new Minibatch(capacity, shape, inputWidth, targetScaler);
    this.memory = new NativeMinibatch(capacity, shape, inputWidth, targets);
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    forecastScaled(windows, order, from, to, out);
    int at = 0;
    for (int i = from; i < to; i++) {
      List<Scaler.Column> scales = targetScaler.of(windows.block(order[i]).id().series());
      for (int value = 0; value < outputs; value++) {
        out[at] = scales.get(value % targets).unscale(out[at]);
        at++;
      }
    }
  }

  /** As {@link #forecast}, in scaled units: what the network gives. */
  public void forecastScaled(WindowSet windows, int[] order, int from, int to, float[] out) {
    for (int start = from; start < to; start += capacity) {
      int end = Math.min(to, start + capacity);
      minibatch.fillInputs(windows, order, start, end);
      INDArray forecasts = network.outputs(memory.inputs(minibatch))[0];
      NativeFloats.read(forecasts.dup('c'), out, (start - from) * outputs);
    }
  }

  @Override
  public int targetsBefore() {
    return 0;
  }
}
