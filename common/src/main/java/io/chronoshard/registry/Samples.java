package io.chronoshard.registry;

import java.util.List;

/**
 * A few windows with what the networks gave for them when they were published, to be compared with
 * wherever they are opened.
 *
 * @param readings how each input is read
 * @param meanings what each number of each head stands for
 */
public record Samples(List<Reading> readings, List<List<Meaning>> meanings, List<Sample> windows) {

  /** Of versions that have none. */
  public static final Samples NONE = new Samples(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Samples {
    readings = List.copyOf(readings);
    meanings = meanings.stream().map(List::copyOf).toList();
    windows = List.copyOf(windows);
  }

  /** What the rows of an input become. */
  public enum Reading {
    /** One vector for each row. */
    SEQUENCE,
    /** The same, and some may not count. */
    MASKED,
    /** The one row as a vector. */
    VECTOR
  }

  /** In what unit a network's number is. */
  public enum Unit {
    /** The column's, scaled. */
    SCALED,
    /** The column's, scaled, and counted from zero whatever the column is counted from. */
    DEVIATION,
    /** None, as of probabilities. */
    NONE
  }

  /**
   * What a number stands for.
   *
   * @param column of the targets
   */
  public record Meaning(Unit unit, int column) {}

  /**
   * One window.
   *
   * @param series where it comes from
   * @param origin the step of its last input row
   * @param inputs {@code [row][feature]} of each input, scaled, as the networks are given them; a
   *     masked row has no feature
   * @param base the target columns at the origin, in their own units; no number where they are not
   *     known
   * @param outputs of each network the numbers of each of its heads, as it gives them; where
   *     forecasts become inputs those of the first pass
   * @param forecasts {@code [row]} of each head, all that is given for its targets, in their own
   *     units
   */
  public record Sample(
      String series,
      long origin,
      List<float[][]> inputs,
      float[] base,
      List<List<float[]>> outputs,
      List<float[][]> forecasts) {

    /** Copies the lists. */
    public Sample {
      inputs = List.copyOf(inputs);
      outputs = outputs.stream().map(List::copyOf).toList();
      forecasts = List.copyOf(forecasts);
    }
  }
}
