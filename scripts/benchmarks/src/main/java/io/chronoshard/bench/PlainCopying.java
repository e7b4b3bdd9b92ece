package io.chronoshard.bench;

import io.chronoshard.window.WindowShape;

/**
 * Copies the same floats out of one flat array into another: no blocks, no scaling, and where each
 * window begins is known beforehand.
 */
final class PlainCopying implements Filling {

  /** What one call of {@link System#arraycopy} moves. */
  enum Piece {
    /** One row of a window. */
    ROW,
    /** A whole window, where its rows adjoin. */
    WINDOW
  }

  private final WindowShape shape;
  private final Piece piece;
  private final int[] origins;
  private final float[] source;
  private final float[] targetSource;
  private final int width;
  private final int targetWidth;
  private final float[] inputs;
  private final float[] targets;

  PlainCopying(MadeUpShard shard, int capacity, Piece piece) {
    this.shape = shard.shape();
    this.piece = piece;
    this.origins = new int[shard.windows().size()];
    for (int window = 0; window < origins.length; window++) {
      origins[window] = Math.toIntExact(shard.windows().origin(window));
    }
    this.source = shard.inputs().values();
    this.targetSource = shard.targets().values();
    this.width = shard.inputs().width();
    this.targetWidth = shard.targets().width();
    this.inputs = new float[capacity * shape.length() * width];
    this.targets = new float[capacity * shape.horizon() * targetWidth];
  }

  @Override
  public void fill(int[] order, int from, int to) {
    // All in locals, as in what it is measured against.
    float[] rows = source;
    float[] filled = inputs;
    int pieces = piece == Piece.ROW ? shape.length() : 1;
    int length = width * shape.length() / pieces;
    int apart = shape.sampling() * width;
    int reach = shape.reach();
    int target = 0;
    for (int i = from; i < to; i++) {
      int row = (origins[order[i]] - reach) * width;
      for (int copied = 0; copied < pieces; copied++) {
        System.arraycopy(rows, row, filled, target, length);
        row += apart;
        target += length;
      }
    }
    fillTargets(order, from, to);
  }

  private void fillTargets(int[] order, int from, int to) {
    int target = 0;
    for (int i = from; i < to; i++) {
      for (int row = 0; row < shape.horizon(); row++) {
        int step = origins[order[i]] + shape.leadOf(row);
        System.arraycopy(targetSource, step * targetWidth, targets, target, targetWidth);
        target += targetWidth;
      }
    }
  }

  @Override
  public float[] inputs() {
    return inputs;
  }

  @Override
  public float[] targets() {
    return targets;
  }
}
