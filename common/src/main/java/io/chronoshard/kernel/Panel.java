package io.chronoshard.kernel;

/**
 * How values of some samples lie in a float array so that arithmetic runs along the samples: {@code
 * [row][lane]}, a lane for a sample, a row for a quantity (a unit of a layer, a feature of a step).
 * Lanes without a sample are zero wherever they could be added to something.
 */
public final class Panel {

  /** Lanes of a row. */
  public static final int LANES = 32;

  /** Rows come in groups of so many where weights are applied: a panel that receives has room. */
  public static final int ROWS = 8;

  /** Turned rows come in groups of so many floats where products of panels are added up. */
  public static final int COLUMNS = 16;

  private Panel() {}

  /** How many panels some samples need. */
  public static int count(int samples) {
    return (samples + LANES - 1) / LANES;
  }

  /** The smallest multiple of {@link #ROWS} that is no less. */
  public static int rows(int quantities) {
    return (quantities + ROWS - 1) / ROWS * ROWS;
  }

  /** The smallest multiple of {@link #COLUMNS} that is no less: the length of a turned row. */
  public static int columns(int quantities) {
    return (quantities + COLUMNS - 1) / COLUMNS * COLUMNS;
  }

  /**
   * Turns rows, so that a sample's quantities lie together: {@code [row][lane]} becomes {@code
   * [lane][row]}.
   *
   * @param stride from one lane's values to the next one's in {@code turned}
   */
  public static void turn(
      float[] panel, int at, int rows, float[] turned, int turnedAt, int stride) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      turnFour(panel, at + row * LANES, turned, turnedAt + row, stride);
    }
    for (; row < rows; row++) {
      int from = at + row * LANES;
      int to = turnedAt + row;
      for (int lane = 0; lane < LANES; lane++) {
        turned[to] = panel[from + lane];
        to += stride;
      }
    }
  }

  private static void turnFour(float[] panel, int at, float[] turned, int turnedAt, int stride) {
    int to = turnedAt;
    for (int from = at; from < at + LANES; from++) {
      float first = panel[from];
      float second = panel[from + LANES];
      float third = panel[from + 2 * LANES];
      float fourth = panel[from + 3 * LANES];
      turned[to] = first;
      turned[to + 1] = second;
      turned[to + 2] = third;
      turned[to + 3] = fourth;
      to += stride;
    }
  }
}
