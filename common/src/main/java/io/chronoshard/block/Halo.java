package io.chronoshard.block;

/**
 * How many steps around a block's core are read.
 *
 * <pre>
 * core                     |··········|
 * inputs       |···········|··········|····|           inputsBefore: rows back from an origin; inputsAfter: what is known ahead
 * look-back  |·|                                       lookBack: what features read before an input
 * targets          |·······|··········|······|         targetsBefore for naive forecasts, targetsAfter to the last target
 * </pre>
 *
 * @param inputsBefore steps before the core that its windows' inputs read
 * @param lookBack further steps that the features of the first input read
 * @param inputsAfter steps after the core that its windows' inputs read
 * @param targetsBefore steps before the core at which target channels are read
 * @param targetsAfter steps after the core at which target channels are read
 */
public record Halo(
    int inputsBefore, int lookBack, int inputsAfter, int targetsBefore, int targetsAfter) {

  /** Refuses negative widths. */
  public Halo {
    if (inputsBefore < 0
        || lookBack < 0
        || inputsAfter < 0
        || targetsBefore < 0
        || targetsAfter < 0) {
      throw new IllegalArgumentException("negative halo");
    }
  }

  /** Steps before the core that are read for any reason. */
  public int before() {
    return Math.max(Math.addExact(inputsBefore, lookBack), targetsBefore);
  }

  /** Steps after the core that are read. */
  public int after() {
    return Math.max(inputsAfter, targetsAfter);
  }
}
