package io.chronoshard.model;

import io.chronoshard.window.WindowSet;

/** A network's forecasts of windows whose targets are known, with the losses of its heads. */
public final class JudgedForecaster implements Forecaster {

  private final NetworkForecaster network;
  private final OwnUnits units;
  private final HeadLosses heads;

  /** Numbers of a window. */
  private final int width;

  private final double[][] losses;

  /**
   * Over a network's forecasts.
   *
   * @param units of its targets
   * @param batch windows that are forecast together at most
   */
  public JudgedForecaster(
      NetworkForecaster network, OwnUnits units, Objectives objectives, int batch) {
    this.network = network;
    this.units = units;
    this.heads = new HeadLosses(units, objectives);
    this.width = units.layout().numbers();
    this.losses = new double[batch][];
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    network.forecastScaled(windows, order, from, to, out);
    for (int i = from; i < to; i++) {
      int first = (i - from) * width;
      long origin = windows.origin(order[i]);
      losses[i - from] = heads.of(windows.block(order[i]), origin, out, first);
      units.bring(windows.block(order[i]), origin, out, first);
    }
  }

  @Override
  public double[] losses(int sample) {
    return losses[sample].clone();
  }

  @Override
  public int targetsBefore() {
    return network.targetsBefore();
  }
}
