package io.chronoshard.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What outer steps carry on from round to round. Who trains a shard needs none of it, nor does who
 * forecasts.
 *
 * @param velocity of each parameter; empty where there was no outer step yet
 */
public record OuterMomentum(float[] velocity) {

  /** Before the first outer step, and where there are none. */
  public static final OuterMomentum NONE = new OuterMomentum(new float[0]);

  /** The velocity of a parameter. */
  double of(int parameter) {
    return velocity.length == 0 ? 0 : velocity[parameter];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OuterMomentum that && Arrays.equals(velocity, that.velocity);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(velocity);
  }

  @Override
  public String toString() {
    return "OuterMomentum(" + velocity.length + " parameters)";
  }
}
