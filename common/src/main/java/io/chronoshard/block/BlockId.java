package io.chronoshard.block;

import java.util.Comparator;

/**
 * A block's place: its series, and its number on the absolute count of steps.
 *
 * @param series name of the series
 * @param number block {@code n} owns the steps {@code [n · blockSteps, (n + 1) · blockSteps)}
 */
public record BlockId(String series, long number) implements Comparable<BlockId> {

  private static final Comparator<BlockId> ORDER =
      Comparator.comparing(BlockId::series).thenComparingLong(BlockId::number);

  @Override
  public int compareTo(BlockId other) {
    return ORDER.compare(this, other);
  }
}
