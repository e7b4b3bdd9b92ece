package io.chronoshard.simulate;

import java.util.stream.LongStream;

/**
 * Stretches of steps, each a function of the key and the steps' numbers since 1970.
 *
 * <p>They live in cells of fixed length, at most one in a cell, and never on a cell's first step,
 * so that two of them never touch:
 *
 * <pre>
 *   |·····xxxxxxx···|···············|·xxx···········|
 *        stretch         none
 * </pre>
 *
 * <p>It remembers the cell that it was asked for last, so it serves one thread.
 */
final class Stretches {

  private final long key;
  private final int longest;
  private final long firstTick;
  private final long lastTick;
  private final int cellSteps;
  private final int shortest;
  private final double share;
  private long cell = Long.MIN_VALUE;
  private long from;
  private long to;

  /**
   * The stretches of a series.
   *
   * @param share of steps that lie in them
   * @param longest steps of one at most
   * @param firstTick number of the first step since 1970, never in a stretch
   * @param lastTick number of the last step, never in a stretch
   */
  Stretches(long key, double share, int longest, long firstTick, long lastTick) {
    this.key = key;
    this.longest = longest;
    this.firstTick = firstTick;
    this.lastTick = lastTick;
    // With stretches of all lengths in every cell half of the steps would lie in them; more takes
    // longer ones.
    cellSteps = longest + 1;
    int needed = (int) Math.ceil(2 * share * cellSteps) - longest;
    shortest = Math.min(longest, Math.max(1, needed));
    this.share = share * cellSteps / ((shortest + longest) / 2.0);
  }

  /** Whether a step lies in a stretch. */
  boolean contains(long tick) {
    toCellOf(tick);
    return tick >= from && tick < to;
  }

  /** Whether a step is the first of a stretch. */
  boolean begins(long tick) {
    toCellOf(tick);
    return tick == from && from < to;
  }

  /** Whether a stretch begins at the step after this one, which is then in the same cell. */
  boolean beginsAfter(long tick) {
    toCellOf(tick);
    return tick == from - 1 && from < to;
  }

  /** The first step of the stretch that a step lies in. */
  long from(long tick) {
    toCellOf(tick);
    return from;
  }

  /** The step after the last of the stretch that a step lies in. */
  long to(long tick) {
    toCellOf(tick);
    return to;
  }

  /** The first steps of all stretches, in order. */
  LongStream firstTicks() {
    return LongStream.rangeClosed(
            Math.floorDiv(firstTick, (long) cellSteps), Math.floorDiv(lastTick, (long) cellSteps))
        .map(number -> from(number * cellSteps))
        .filter(tick -> contains(tick));
  }

  private void toCellOf(long tick) {
    if (share == 0) {
      return;
    }
    long wanted = Math.floorDiv(tick, cellSteps);
    if (wanted == cell) {
      return;
    }
    cell = wanted;
    from = 0;
    to = 0;
    if (CounterNoise.uniform(key, 3 * cell) < share) {
      int length = shortest + below(3 * cell + 1, longest - shortest + 1);
      long first = cell * cellSteps + 1 + below(3 * cell + 2, cellSteps - length);
      if (first > firstTick && first + length <= lastTick) {
        from = first;
        to = first + length;
      }
    }
  }

  /** A whole number in [0, limit). */
  private int below(long counter, int limit) {
    return (int) Long.remainderUnsigned(CounterNoise.bits(key, counter), limit);
  }
}
