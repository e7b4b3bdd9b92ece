package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DropoutFactorsTest {

  @Test
  void aSamplesFactorsAreThoseOfItsNumber() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      DropoutFactors factors = new DropoutFactors(seed, random.nextInt(4), random.nextDouble());
      int steps = 1 + random.nextInt(5);
      int width = 1 + random.nextInt(9);
      long first = random.nextLong();
      Sequences made = RecurrentRun.empty(20, steps, width);
      Sequences turned = Sequences.bySample(new float[20 * steps * width], 20, steps, width);

      factors.fill(first, made);
      factors.fill(first, turned);

      for (int sample = 0; sample < 20; sample++) {
        float[] alone = new float[steps * width];
        factors.fill(first + sample, Sequences.byFeature(alone, 1, 1, steps * width));
        for (int place = 0; place < steps * width; place++) {
          float expected = alone[place];
          assertThat(made.values()[sample * steps * width + place]).isEqualTo(expected);
          assertThat(turned.values()[place * 20 + sample]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void asManyAreZeroAsTheRateSays() {
    for (double rate : new double[] {0, 0.1, 0.5, 0.9}) {
      for (long seed = 0; seed < 5; seed++) {
        float[] made = many(seed, seed, rate);
        long zero = 0;
        for (float factor : made) {
          zero += factor == 0 ? 1 : 0;
          assertThat(factor == 0 || factor == (float) (1 / (1 - rate))).isTrue();
        }
        assertThat((double) zero / made.length).isCloseTo(rate, within(0.01));
      }
    }
  }

  @Test
  void seedsAndStreamsHaveFactorsOfTheirOwn() {
    float[] some = many(1, 2, 0.5);
    for (float[] other : new float[][] {many(2, 2, 0.5), many(1, 3, 0.5), many(2, 1, 0.5)}) {
      long same = 0;
      for (int i = 0; i < some.length; i++) {
        same += some[i] == other[i] ? 1 : 0;
      }
      assertThat((double) same / some.length).isCloseTo(0.5, within(0.01));
    }
    assertThat(many(1, 2, 0.5)).isEqualTo(some);
  }

  @Test
  void neighboursDoNotFollowEachOther() {
    float[] made = many(7, 0, 0.5);
    for (int apart : new int[] {1, 2, 64, 128}) {
      long same = 0;
      for (int i = apart; i < made.length; i++) {
        same += made[i] == made[i - apart] ? 1 : 0;
      }
      assertThat((double) same / made.length).isCloseTo(0.5, within(0.01));
    }
  }

  private static float[] many(long seed, long stream, double rate) {
    float[] values = new float[1000 * 64];
    Arrays.fill(values, -1);
    new DropoutFactors(seed, stream, rate).fill(0, Sequences.byFeature(values, 1000, 1, 64));
    return values;
  }

  @Test
  void aRateOutsideIsRefused() {
    assertThatThrownBy(() -> new DropoutFactors(1, 1, 1))
        .hasMessage("dropout of 1.0 outside [0, 1)");
  }
}
