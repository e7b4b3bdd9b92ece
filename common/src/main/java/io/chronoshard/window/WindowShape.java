package io.chronoshard.window;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows that a window reads and forecasts, relative to its origin.
 *
 * <pre>
 * an input             o · · o · · o            rows back from the origin
 * another                    o o o o
 * one that is known ahead          |  o · o     such as the calendar of the steps that are forecast
 * a head                           |··x · x     targets
 * another                          |··········x
 * </pre>
 *
 * @param inputs what is read
 * @param stride steps between origins
 * @param heads what is forecast
 * @param later rows that no input reads at first, of columns that are known ahead: what is read
 *     once forecasts have been fed back
 * @param series codes of the series
 */
public record WindowShape(
    List<Rows> inputs, int stride, List<Rows> heads, List<Rows> later, SeriesCodes series) {

  /** Refuses what makes no window. */
  public WindowShape {
    inputs = List.copyOf(inputs);
    heads = List.copyOf(heads);
    later = List.copyOf(later);
    if (inputs.isEmpty() || heads.isEmpty() || stride < 1) {
      throw new IllegalArgumentException("no window has this shape");
    }
    if (heads.stream().anyMatch(head -> head.first() < 0)) {
      throw new IllegalArgumentException("a target before the origin");
    }
  }

  /** Of which no forecasts are fed back, and which do not tell series apart. */
  public WindowShape(List<Rows> inputs, int stride, List<Rows> heads) {
    this(inputs, stride, heads, List.of(), SeriesCodes.NONE);
  }

  /**
   * One input and one head, of all columns.
   *
   * @param length input rows; the last one is the origin
   * @param sampling steps between input rows
   * @param stride steps between origins
   * @param lead steps from the origin to the first target; 0 for the origin itself
   * @param horizon target rows
   * @param spacing steps between target rows
   */
  public WindowShape(int length, int sampling, int stride, int lead, int horizon, int spacing) {
    this(
        List.of(Rows.back(length, sampling, List.of())),
        stride,
        List.of(Rows.ahead(lead, spacing, horizon, List.of())));
  }

  /** The configured shape of one input and one head, in steps of a grid. */
  public static WindowShape of(WindowSettings settings, TimeAxis axis) {
    return new WindowShape(
        settings.length(),
        settings.sampling().steps(axis),
        settings.stride().steps(axis),
        settings.lead().steps(axis),
        settings.horizon(),
        settings.spacing().steps(axis));
  }

  /** Rows of the only input. */
  public int length() {
    return only(inputs).count();
  }

  /** Steps between the rows of the only input. */
  public int sampling() {
    return only(inputs).apart();
  }

  /** Target rows of the only head. */
  public int horizon() {
    return only(heads).count();
  }

  /** Steps between the target rows of the only head. */
  public int spacing() {
    return only(heads).apart();
  }

  /** Steps from the origin to a target row of the only head, 0 the first. */
  public int leadOf(int row) {
    return only(heads).at(row);
  }

  private static Rows only(List<Rows> some) {
    if (some.size() != 1) {
      throw new IllegalStateException(some.size() + " inputs or heads where there is to be one");
    }
    return some.get(0);
  }

  /** Steps from the first input row to the origin. */
  public int reach() {
    return inputs.stream().mapToInt(rows -> Math.max(0, -rows.first())).max().orElseThrow();
  }

  /** Steps from the first input row that must lie inside of the series to the origin. */
  public int leastReach() {
    return inputs.stream()
        .mapToInt(rows -> Math.max(0, -rows.at(rows.count() - rows.least())))
        .max()
        .orElseThrow();
  }

  /** Whether input rows may not count. */
  public boolean isMasked() {
    return inputs.stream().anyMatch(Rows::isMasked);
  }

  /** All rows of inputs that must be known: those that are read at first, and later ones. */
  public List<Rows> known() {
    return Stream.concat(inputs.stream(), later.stream()).toList();
  }

  /** Steps from the origin to the last row of any input; 0 where none is known ahead. */
  public int inputsAhead() {
    return most(known());
  }

  /** Steps from the origin to the first target of any head. */
  public int lead() {
    return heads.stream().mapToInt(Rows::first).min().orElseThrow();
  }

  /** Steps from the origin to the last target of any head. */
  public int targetsAhead() {
    return most(heads);
  }

  /** Steps from the origin to the last row, target or input. */
  public int ahead() {
    return Math.max(targetsAhead(), inputsAhead());
  }

  /** Steps of a series that a window needs, from the first to the last, both included. */
  public long span() {
    return (long) leastReach() + ahead() + 1;
  }

  private static int most(List<Rows> rows) {
    return rows.stream().mapToInt(Rows::last).map(last -> Math.max(0, last)).max().orElseThrow();
  }
}
