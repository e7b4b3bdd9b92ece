package io.chronoshard.model;

import io.chronoshard.window.WindowSet;

/** Forecasts that were fed back, of windows whose targets are known, with the losses of heads. */
public final class JudgedRecursion implements Forecaster {

  private final RecursiveForecaster forecaster;
  private final OwnUnits units;
  private final HeadLosses heads;

  /** Numbers of a window. */
  private final int width;

  private final float[] scaled;
  private final double[][] losses;

  /**
   * Over forecasts that are fed back.
   *
   * @param units of the targets of all times
   * @param batch windows that are forecast together at most
   */
  public JudgedRecursion(
      RecursiveForecaster forecaster, OwnUnits units, Objectives objectives, int batch) {
    this.forecaster = forecaster;
    this.units = units;
    this.heads = new HeadLosses(units, objectives);
    this.width = units.layout().numbers();
    this.scaled = new float[Math.multiplyExact(batch, width)];
    this.losses = new double[batch][];
  }

  @Override
  public void forecast(WindowSet windows, int[] order, int from, int to, float[] out) {
    forecaster.forecast(windows, order, from, to, out);
    System.arraycopy(out, 0, scaled, 0, (to - from) * width);
    for (int i = from; i < to; i++) {
      int first = (i - from) * width;
      long origin = windows.origin(order[i]);
      units.scale(windows.block(order[i]), origin, scaled, first);
      losses[i - from] = heads.of(windows.block(order[i]), origin, scaled, first);
    }
  }

  @Override
  public double[] losses(int sample) {
    return losses[sample].clone();
  }

  @Override
  public int targetsBefore() {
    return forecaster.targetsBefore();
  }
}
