package io.chronoshard.window;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;

/**
 * The steps that a window reads, relative to its origin.
 *
 * <pre>
 * inputs   o · · o · · o            length rows, sampling steps apart; the last one is the origin
 * targets              |··lead··|x · x     horizon rows, spacing steps apart
 * </pre>
 *
 * @param length input rows
 * @param sampling steps between input rows
 * @param stride steps between origins
 * @param lead steps from the origin to the first target; 0 for the origin itself
 * @param horizon target rows
 * @param spacing steps between target rows
 */
public record WindowShape(
    int length, int sampling, int stride, int lead, int horizon, int spacing) {

  /** Refuses what makes no window. */
  public WindowShape {
    if (length < 1 || sampling < 1 || stride < 1 || lead < 0 || horizon < 1 || spacing < 1) {
      throw new IllegalArgumentException("no window has this shape");
    }
    Math.multiplyExact(sampling, length);
    Math.addExact(lead, Math.multiplyExact(spacing, horizon));
  }

  /** The configured shape, in steps of a grid. */
  public static WindowShape of(WindowSettings settings, TimeAxis axis) {
    return new WindowShape(
        settings.length(),
        settings.sampling().steps(axis),
        settings.stride().steps(axis),
        settings.lead().steps(axis),
        settings.horizon(),
        settings.spacing().steps(axis));
  }

  /** Steps from the first input row to the origin. */
  public int reach() {
    return sampling * (length - 1);
  }

  /** Steps from the origin to the last target. */
  public int ahead() {
    return lead + spacing * (horizon - 1);
  }

  /** Steps from the origin to a target row, 0 the first. */
  public int leadOf(int row) {
    return lead + spacing * row;
  }

  /** Steps that one window spans, from its first input row to its last target, both included. */
  public long span() {
    return (long) reach() + Math.max(0, ahead()) + 1;
  }
}
