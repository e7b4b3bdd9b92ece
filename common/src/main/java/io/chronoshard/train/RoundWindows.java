package io.chronoshard.train;

/**
 * Which windows a round trains of each shard, by their places in the epoch's order. A shard that
 * has fewer trains the rest of them, or none.
 *
 * @param from the first one, from 0
 * @param to behind the last one
 */
public record RoundWindows(long from, long to) {

  /** How many they are of so many. */
  public int of(int windows) {
    return (int) (Math.min(to, windows) - Math.min(from, windows));
  }
}
