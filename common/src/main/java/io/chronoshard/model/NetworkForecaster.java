package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.scale.Scaler;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forecasts of a network, in minibatches that reuse their memory. */
public final class NetworkForecaster implements Forecaster {

  private final ModelNetwork network;
  private final List<Scaler.Column> targetScales;
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
      ModelNetwork network, WindowShape shape, int inputWidth, Scaler targetScaler, int capacity) {
    this.network = network;
    this.targetScales = targetScaler.columns();
    this.outputs = Math.multiplyExact(shape.horizon(), targetScales.size());
    this.capacity = capacity;
    this.minibatch = new Minibatch(capacity, shape, inputWidth, targetScaler);
    this.memory = new NativeMinibatch(capacity, shape, inputWidth, targetScales.size());
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    forecastScaled(windows, order, from, to, out);
    int values = (to - from) * outputs;
    int width = targetScales.size();
    for (int i = 0; i < values; i++) {
      out[i] = targetScales.get(i % width).unscale(out[i]);
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
