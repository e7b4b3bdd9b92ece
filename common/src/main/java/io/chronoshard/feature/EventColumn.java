package io.chronoshard.feature;

/**
 * 1 where something happens at one of some steps, a column's own the first; 0 where it does not.
 */
sealed interface EventColumn extends FeatureColumn permits BeginsColumn, PassesColumn {

  /** How many. */
  int steps();

  @Override
  default int lookAhead() {
    return steps() - 1;
  }

  @Override
  default Scaling scaling() {
    return Scaling.NONE;
  }
}
