package io.chronoshard.bench;

/** One way to fill a minibatch with windows. */
interface Filling {

  /** Fills with the windows {@code order[from]} to {@code order[to - 1]}. */
  void fill(int[] order, int from, int to);

  /** What was filled, {@code [sample][time][feature]}. */
  float[] inputs();

  /** What was filled, {@code [sample][horizon][target]}. */
  float[] targets();
}
