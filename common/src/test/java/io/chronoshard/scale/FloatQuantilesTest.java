package io.chronoshard.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FloatQuantilesTest {

  private static final List<Double> PROBABILITIES = List.of(0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0);

  /** Of 1, 3, 4 and 7 by hand: a tenth of the way through three gaps lies at 1 + 0.3 · 2. */
  @Test
  void betweenTwoValuesAQuantileIsOnTheLine() {
    assertThat(quantiles(new float[] {7, 1, Float.NaN, 3, 4}))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(1.0, 1.6, 2.5, 3.5, 4.75, 6.1, 7.0);
    assertThat(quantiles(new float[] {5})).containsOnly(5.0);
    assertThat(quantiles(new float[] {-2, -2, -2})).containsOnly(-2.0);
  }

  @Test
  void withoutValuesThereIsNoQuantile() {
    assertThat(quantiles(new float[] {Float.NaN, Float.NaN})).containsOnly(Double.NaN);
    assertThat(quantiles(new float[0])).containsOnly(Double.NaN);
  }

  /** Any cut of the rows into pieces, added in any order, gives what sorting gives. */
  @RepeatedTest(200)
  void theyAreThoseOfSortedValues(RepetitionInfo repetition) {
    MersenneTwister random = new MersenneTwister(repetition.getCurrentRepetition());
    int width = 1 + random.nextInt(4);
    int rows = 1 + random.nextInt(500);
    float[] values = new float[rows * width];
    int kind = random.nextInt(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(12) == 0 ? Float.NaN : value(random, kind);
    }
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      columns.add(column);
    }
    Collections.shuffle(columns, new Random(repetition.getCurrentRepetition()));
    BiFunction<CountPass, Long, FloatCounts> count =
        (pass, seed) -> inPieces(pass, values, width, columns, new MersenneTwister(seed));

    FloatQuantiles quantiles =
        new FloatQuantiles(count.apply(CountPass.first(width), 1L), PROBABILITIES);
    List<List<Double>> found = quantiles.values(count.apply(quantiles.second(), 2L));

    assertThat(count.apply(CountPass.first(width), 3L)).isEqualTo(quantiles.high());
    for (int i = 0; i < width; i++) {
      assertThat(found.get(i)).isEqualTo(sorted(values, width, columns.get(i)));
    }
  }

  private static float value(MersenneTwister random, int kind) {
    return switch (kind) {
      case 0 -> (float) random.nextGaussian();
      case 1 -> (float) (1013 + 8 * random.nextGaussian());
      case 2 -> random.nextInt(4) - 1;
      case 3 -> {
        float any = Float.intBitsToFloat(random.nextInt());
        yield Float.isFinite(any) ? any : -0.0f;
      }
      default -> random.nextInt(3) == 0 ? (float) random.nextDouble() : 0;
    };
  }

  private static FloatCounts inPieces(
      CountPass pass, float[] values, int width, List<Integer> columns, MersenneTwister random) {
    List<FloatCounts> pieces = new ArrayList<>();
    int rows = values.length / width;
    for (int from = 0; from < rows; ) {
      int to = Math.min(rows, from + random.nextInt(1 + rows / 2));
      pieces.add(FloatCounts.of(pass, values, width, columns, from, to));
      from = to;
    }
    while (pieces.size() > 1) {
      FloatCounts one = pieces.remove(random.nextInt(pieces.size()));
      int other = random.nextInt(pieces.size());
      pieces.set(other, pieces.get(other).plus(one));
    }
    return pieces.get(0);
  }

  private static List<Double> sorted(float[] values, int width, int column) {
    List<Float> known = new ArrayList<>();
    for (int i = column; i < values.length; i += width) {
      if (!Float.isNaN(values[i])) {
        known.add(values[i]);
      }
    }
    Collections.sort(known);
    List<Double> quantiles = new ArrayList<>();
    for (double probability : PROBABILITIES) {
      double position = (known.size() - 1) * probability;
      int below = (int) Math.floor(position);
      int above = Math.min(below + 1, known.size() - 1);
      quantiles.add(
          known.isEmpty()
              ? Double.valueOf(Double.NaN)
              : Double.valueOf(
                  (double) known.get(below)
                      + ((double) known.get(above) - known.get(below)) * (position - below)));
    }
    return quantiles;
  }

  private static List<Double> quantiles(float[] values) {
    FloatCounts high = FloatCounts.of(CountPass.first(1), values, 1, List.of(0), 0, values.length);
    FloatQuantiles quantiles = new FloatQuantiles(high, PROBABILITIES);
    return quantiles
        .values(FloatCounts.of(quantiles.second(), values, 1, List.of(0), 0, values.length))
        .get(0);
  }

  @Test
  void bitsAreInTheOrderOfValues() {
    float[] values = {
      Float.NEGATIVE_INFINITY,
      -Float.MAX_VALUE,
      -1,
      -Float.MIN_VALUE,
      -0.0f,
      0.0f,
      Float.MIN_VALUE,
      1,
      Math.nextUp(1f),
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY
    };
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = FloatQuantiles.ordered(values[i]) ^ Integer.MIN_VALUE;
    }
    int[] ascending = bits.clone();
    Arrays.sort(ascending);
    assertThat(bits).containsExactly(ascending);
  }
}
