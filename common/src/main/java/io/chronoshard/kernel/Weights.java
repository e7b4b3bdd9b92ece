package io.chronoshard.kernel;

/**
 * A matrix with a bias for each row, packed so that {@link Panel#ROWS} rows lie together: {@code
 * [row / 8][column][row % 8]}. Rows are filled up to a multiple of eight with zeros.
 */
public final class Weights {

  private static final int ROWS = Panel.ROWS;

  private final int rows;
  private final int columns;
  private final float[] packed;
  private final float[] bias;

  /**
   * All zero.
   *
   * @param rows filled up to a multiple of eight
   */
  public Weights(int rows, int columns) {
    this.rows = Panel.rows(rows);
    this.columns = columns;
    this.packed = new float[Math.multiplyExact(this.rows, columns)];
    this.bias = new float[this.rows];
  }

  /**
   * Sets a block of weights from an array in which they lie apart by strides.
   *
   * @param row the block's first row
   * @param column its first column
   * @param rowStride from one row's weight to the next one's in {@code from}
   */
  public void pack(
      int row,
      int rowCount,
      int column,
      int columnCount,
      float[] from,
      int at,
      int rowStride,
      int columnStride) {
    for (int r = 0; r < rowCount; r++) {
      int to = place(row + r, column);
      int source = at + r * rowStride;
      for (int c = 0; c < columnCount; c++) {
        packed[to] = from[source];
        to += ROWS;
        source += columnStride;
      }
    }
  }

  private int place(int row, int column) {
    return (row / ROWS * columns + column) * ROWS + row % ROWS;
  }

  /** Sets the biases of some rows. */
  public void bias(int row, int count, float[] from, int at) {
    System.arraycopy(from, at, bias, row, count);
  }

  /** How many rows there are, a multiple of eight. */
  public int rows() {
    return rows;
  }

  /** How many columns there are. */
  public int columns() {
    return columns;
  }

  /** {@code [row / 8][column][row % 8]}. */
  public float[] packed() {
    return packed;
  }

  /** {@code [row]}. */
  public float[] bias() {
    return bias;
  }
}
