package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.MergeKernel.Kind;
import io.chronoshard.kernel.RecurrentRun.Order;
import io.chronoshard.kernel.reference.ReferenceMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeLawsTest {

  private static final int SEEDS = 200;

  /** Some inputs of one size, but for the features where they are concatenated. */
  private static List<double[][][]> inputs(Kind kind, SplittableRandom random) {
    int count = kind == Kind.SUBTRACT ? 2 : 2 + random.nextInt(4);
    int samples = 1 + random.nextInt(40);
    int steps = 1 + random.nextInt(5);
    int width = 1 + random.nextInt(6);
    List<double[][][]> inputs = new ArrayList<>();
    for (int input = 0; input < count; input++) {
      int own = kind == Kind.CONCATENATE ? 1 + random.nextInt(6) : width;
      inputs.add(values(samples, steps, own, random));
    }
    return inputs;
  }

  /** Few different ones, so that several may be the largest. */
  private static double[][][] values(int samples, int steps, int width, SplittableRandom random) {
    double[][][] values = new double[samples][steps][width];
    for (double[][] sample : values) {
      for (double[] step : sample) {
        for (int feature = 0; feature < width; feature++) {
          step[feature] = (float) ((random.nextInt(9) - 4) / 3.0);
        }
      }
    }
    return values;
  }

  private static Sequences floats(double[][][] values, SplittableRandom random) {
    return RecurrentRun.sequences(values, random.nextBoolean() ? Order.SAMPLE : Order.FEATURE);
  }

  private static double[][][] doubles(Sequences values) {
    double[][][] made = new double[values.samples()][values.steps()][values.width()];
    for (int sample = 0; sample < made.length; sample++) {
      for (int step = 0; step < made[sample].length; step++) {
        for (int feature = 0; feature < made[sample][step].length; feature++) {
          made[sample][step][feature] = values.at(sample, step, feature);
        }
      }
    }
    return made;
  }

  @ParameterizedTest
  @EnumSource
  void floatsAreTheReferenceToRounding(Kind kind) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<double[][][]> inputs = inputs(kind, random);
      double[][][] expected = new ReferenceMerge(kind).forward(inputs);
      List<Sequences> read = inputs.stream().map(input -> floats(input, random)).toList();
      Sequences merged =
          RecurrentRun.empty(expected.length, expected[0].length, expected[0][0].length);

      new MergeKernel(kind).forward(read, merged);
      assertNear(merged, expected, seed);

      double[][][] outGradient =
          values(expected.length, expected[0].length, expected[0][0].length, random);
      for (int which = 0; which < inputs.size(); which++) {
        Sequences gradient =
            RecurrentRun.empty(merged.samples(), merged.steps(), read.get(which).width());
        new MergeKernel(kind).backward(read, which, floats(outGradient, random), gradient);
        assertNear(gradient, new ReferenceMerge(kind).backward(inputs, which, outGradient), seed);
      }
    }
  }

  private static void assertNear(Sequences actual, double[][][] expected, long seed) {
    assertThat(RecurrentRun.flat(doubles(actual)))
        .as("seed %d", seed)
        .containsExactly(RecurrentRun.flat(expected), within(1e-5));
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfDifferences(Kind kind) {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<double[][][]> inputs = inputs(kind, random);
      inputs.forEach(input -> spread(input, random));
      ReferenceMerge merge = new ReferenceMerge(kind);
      double[][][] merged = merge.forward(inputs);
      double[][][] weights = values(merged.length, merged[0].length, merged[0][0].length, random);
      int which = random.nextInt(inputs.size());
      double[] gradient = merge.backward(inputs, which, weights)[0][0];

      double[] changed = inputs.get(which)[0][0];
      for (int feature = 0; feature < changed.length; feature++) {
        double at = changed[feature];
        changed[feature] = at + 1e-6;
        double above = product(merge.forward(inputs), weights);
        changed[feature] = at - 1e-6;
        double below = product(merge.forward(inputs), weights);
        changed[feature] = at;
        assertThat(gradient[feature])
            .as("seed %d", seed)
            .isCloseTo((above - below) / 2e-6, within(1e-6));
      }
    }
  }

  /** So that no two values are the same: a maximum has no gradient there. */
  private static void spread(double[][][] values, SplittableRandom random) {
    for (double[][] sample : values) {
      for (double[] step : sample) {
        for (int feature = 0; feature < step.length; feature++) {
          step[feature] += random.nextDouble() / 10;
        }
      }
    }
  }

  private static double product(double[][][] merged, double[][][] weights) {
    double[] one = RecurrentRun.flat(merged);
    double[] other = RecurrentRun.flat(weights);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
