package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forecasts of a network, in minibatches that reuse their memory. */
public final class NetworkForecaster implements Forecaster {

  private final ModelNetwork network;
  private final OwnUnits units;
  private final int outputs;
  private final int capacity;
  private final Minibatch minibatch;
  private final NativeMinibatch memory;

  /**
   * Over a network, which it neither copies nor changes.
   *
   * @param inputWidth features of a step
   * @param units of the targets
   * @param capacity windows of a minibatch
   */
  public NetworkForecaster(
      ModelNetwork network, WindowShape shape, int inputWidth, OwnUnits units, int capacity) {
    this.network = network;
    this.units = units;
    this.outputs = Math.multiplyExact(shape.horizon(), TargetForms.width(units.forms()));
    this.capacity = capacity;
    this.minibatch = new Minibatch(capacity, shape, inputWidth, units.scaler());
    this.memory = new NativeMinibatch(capacity, shape, inputWidth, units.scaler().width());
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    forecastScaled(windows, order, from, to, out);
    for (int i = from; i < to; i++) {
      int at = (i - from) * outputs;
      units.bring(windows.block(order[i]), windows.origin(order[i]), out, at, at + outputs);
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
