package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the factors of inverted dropout: 0 for what is dropped, 1 / (1 - share) for the rest. */
final class Dropout {

  private final double share;
  private final float[][] factors;

  /**
   * One set of factors for each direction.
   *
   * @param share that is dropped, in [0, 1)
   */
  Dropout(double share, int directions) {
    this.share = share;
    this.factors = new float[directions][0];
  }

  /**
   * Factors for each sample and feature, valid until the next draw; none where nothing is dropped.
   */
  List<Sequences> draw(int samples, int width, long seed) {
    if (share == 0) {
      return List.of();
    }
    List<Sequences> drawn = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    float kept = (float) (1 / (1 - share));
    for (int direction = 0; direction < factors.length; direction++) {
      if (factors[direction].length < samples * width) {
        factors[direction] = new float[samples * width];
      }
      for (int i = 0; i < samples * width; i++) {
        factors[direction][i] = random.nextDouble() < share ? 0 : kept;
      }
      drawn.add(Sequences.byFeature(factors[direction], samples, 1, width));
    }
    return drawn;
  }
}
