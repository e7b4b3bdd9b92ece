package io.chronoshard.kernel;

import java.util.Arrays;

/**
 * Sums over samples and steps that become the gradient of a matrix of weights {@code [row][column]}
 * and of its bias.
 */
final class GradientSums {

  private final int columns;
  private final float[] products;
  private final float[] rowSums;

  /**
   * All zero.
   *
   * @param rows a multiple of {@link Panel#ROWS}
   * @param columns a multiple of {@link Panel#COLUMNS}
   */
  GradientSums(int rows, int columns) {
    this(rows, columns, rows);
  }

  /**
   * All zero, where what is summed up for biases has rows of its own.
   *
   * @param biasRows a multiple of {@link Panel#ROWS}
   */
  GradientSums(int rows, int columns, int biasRows) {
    this.columns = columns;
    this.products = new float[Math.multiplyExact(rows, columns)];
    this.rowSums = new float[Math.multiplyExact(biasRows, Arithmetic.ROW_SUMS)];
  }

  void clear() {
    Arrays.fill(products, 0);
    Arrays.fill(rowSums, 0);
  }

  /** Floats from row to row of {@link #products}. */
  int columns() {
    return columns;
  }

  /** {@code [row][column]}. */
  float[] products() {
    return products;
  }

  /** {@code [row][lane % 16]}. */
  float[] rowSums() {
    return rowSums;
  }

  /** Adds a block of the products to an array in which its elements lie apart by strides. */
  void addProducts(
      int row,
      int rowCount,
      int column,
      int columnCount,
      float[] to,
      int at,
      int rowStride,
      int columnStride) {
    for (int r = 0; r < rowCount; r++) {
      int from = (row + r) * columns + column;
      int target = at + r * rowStride;
      if (columnStride == 1) {
        add(products, from, to, target, columnCount);
      } else {
        for (int c = 0; c < columnCount; c++) {
          to[target] += products[from + c];
          target += columnStride;
        }
      }
    }
  }

  private static void add(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += from[fromAt + i];
    }
  }

  /** Adds the sums of some rows to an array. */
  void addRows(int row, int count, float[] to, int at) {
    for (int r = 0; r < count; r++) {
      to[at + r] += Arithmetic.total(rowSums, (row + r) * Arithmetic.ROW_SUMS);
    }
  }
}
