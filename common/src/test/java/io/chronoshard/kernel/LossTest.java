package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.RecurrentRun.Order;
import io.chronoshard.kernel.reference.ReferenceLoss;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LossTest {

  private static final List<Loss> LOSSES =
      List.of(
          new Loss.MeanAbsolute(),
          new Loss.MeanSquared(),
          new Loss.Huber(0.5),
          new Loss.LogCosh(),
          new Loss.Pinball(List.of(0.1, 0.5, 0.9)),
          new Loss.BinaryCrossEntropy(),
          new Loss.CategoricalCrossEntropy());

  /** Outputs, targets and weights. */
  private record Given(
      Loss loss,
      double[][][] outputs,
      double[][][] targets,
      double[] weights,
      double @Nullable [][] mask) {

    static Given of(Loss loss, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int outputs = 3 * (1 + random.nextInt(3));
      int samples = 1 + random.nextInt(5);
      int steps = 1 + random.nextInt(4);
      double[][][] targets = RecurrentCase.values(samples, steps, loss.targets(outputs), random);
      boolean isProbability =
          loss instanceof Loss.BinaryCrossEntropy || loss instanceof Loss.CategoricalCrossEntropy;
      for (double[][] sample : targets) {
        for (double[] step : sample) {
          for (int i = 0; i < step.length; i++) {
            step[i] = isProbability ? Math.abs(step[i]) : 2 * step[i];
          }
        }
      }
      return new Given(
          loss,
          RecurrentCase.values(samples, steps, outputs, random),
          targets,
          random.doubles(outputs, 0, 2).toArray(),
          seed % 2 == 0 ? null : mask(samples, steps, random));
    }

    /** Some steps count nothing, some more than one; one counts for certain. */
    private static double[][] mask(int samples, int steps, SplittableRandom random) {
      double[][] mask = new double[samples][steps];
      for (double[] sample : mask) {
        for (int step = 0; step < steps; step++) {
          sample[step] = random.nextInt(5) / 2.0;
        }
      }
      mask[0][0] = 1;
      return mask;
    }

    private @Nullable Sequences maskOfFloats() {
      if (mask == null) {
        return null;
      }
      Sequences made =
          Sequences.byFeature(
              new float[outputs.length * outputs[0].length], outputs.length, outputs[0].length, 1);
      for (int sample = 0; sample < mask.length; sample++) {
        for (int step = 0; step < mask[sample].length; step++) {
          made.set(sample, step, 0, (float) mask[sample][step]);
        }
      }
      return made;
    }

    private Given first() {
      return new Given(
          loss,
          new double[][][] {outputs[0]},
          new double[][][] {targets[0]},
          weights,
          mask == null ? null : new double[][] {mask[0]});
    }

    double value() {
      return new ReferenceLoss(loss, weights).value(outputs, targets, mask);
    }
  }

  @Test
  void gradientsAgreeWithCentralDifferences() {
    for (Loss loss : LOSSES) {
      for (long seed = 0; seed < 60; seed++) {
        Given given = Given.of(loss, seed);
        double[][][] gradient =
            new ReferenceLoss(loss, given.weights())
                .gradient(given.outputs(), given.targets(), given.mask());
        SplittableRandom random = new SplittableRandom(seed);
        int sample = random.nextInt(gradient.length);
        int step = random.nextInt(gradient[sample].length);
        int output = random.nextInt(gradient[sample][step].length);
        double[] values = given.outputs()[sample][step];
        double value = values[output];
        double epsilon = 1e-6;
        values[output] = value + epsilon;
        double above = given.value();
        values[output] = value - epsilon;
        double below = given.value();

        assertThat(gradient[sample][step][output])
            .as("%s, seed %d", loss, seed)
            .isCloseTo((above - below) / (2 * epsilon), within(1e-7));
      }
    }
  }

  @Test
  void floatsAgreeWithDoubleWhereverTheyLie() {
    for (Loss loss : LOSSES) {
      for (long seed = 0; seed < 60; seed++) {
        Given given = Given.of(loss, seed);
        double[] expected =
            RecurrentRun.flat(
                new ReferenceLoss(loss, given.weights())
                    .gradient(given.outputs(), given.targets(), given.mask()));
        LossKernel kernel = new LossKernel(loss, given.weights());
        Sequences targets = RecurrentRun.sequences(given.targets(), Order.FEATURE);
        Sequences gradient = RecurrentRun.sequences(given.outputs(), Order.FEATURE);

        Sequences some = RecurrentRun.sequences(given.outputs(), Order.SAMPLE);
        double steps = LossKernel.steps(some.samples(), some.steps(), given.maskOfFloats());
        double sum = kernel.add(0, steps, some, targets, given.maskOfFloats(), gradient);
        double value = kernel.mean(sum, steps);

        // Targets are doubled floats: nothing is lost on the way to the kernel.
        assertThat(value).as("%s, seed %d", loss, seed).isEqualTo(given.value());
        for (int i = 0; i < expected.length; i++) {
          assertThat(gradient.values()[i]).isEqualTo((float) expected[i]);
        }
        Sequences outputs = RecurrentRun.sequences(given.outputs(), Order.FEATURE);
        assertThat(kernel.value(outputs, targets, given.maskOfFloats())).isEqualTo(value);
        assertThat(kernel.bySample(outputs, targets, given.maskOfFloats())[0])
            .isEqualTo(given.first().value());
      }
    }
  }

  @Test
  void valuesAreThoseOfKeras() {
    double[] output = {2, -1};
    double[] target = {0.5, 0};

    assertThat(value(new Loss.MeanAbsolute(), output, target)).isEqualTo(1.25);
    assertThat(value(new Loss.MeanSquared(), output, target)).isEqualTo(1.625);
    assertThat(value(new Loss.Huber(1), output, target)).isEqualTo(0.75);
    assertThat(value(new Loss.LogCosh(), output, target))
        .isCloseTo((0.855440 + 0.433781) / 2, within(1e-6));
    assertThat(value(new Loss.BinaryCrossEntropy(), output, target))
        .isCloseTo((1.126928 + 0.313262) / 2, within(1e-6));
    assertThat(value(new Loss.CategoricalCrossEntropy(), output, new double[] {0, 1}))
        .isCloseTo(3.048587, within(1e-6));
  }

  @Test
  void aQuantileCostsMoreOnItsSide() {
    Loss loss = new Loss.Pinball(List.of(0.1, 0.9));
    double[] target = {3};

    assertThat(value(loss, new double[] {2, 2}, target)).isCloseTo((0.1 + 0.9) / 2, within(1e-15));
    assertThat(value(loss, new double[] {4, 3}, target)).isCloseTo(0.9 / 2, within(1e-15));
    assertThatThrownBy(() -> loss.targets(3))
        .hasMessage("3 outputs for 2 quantiles of each target");
  }

  private static double value(Loss loss, double[] output, double[] target) {
    double[] weights = new double[output.length];
    java.util.Arrays.fill(weights, 1);
    return new ReferenceLoss(loss, weights)
        .value(new double[][][] {{output}}, new double[][][] {{target}}, null);
  }

  @Test
  void aMaskThatLeavesNothingCostsNothing() {
    for (Loss loss : LOSSES) {
      Given given = Given.of(loss, 4);
      double[][][] outputs = given.outputs();
      double[][] nothing = new double[outputs.length][outputs[0].length];
      ReferenceLoss reference = new ReferenceLoss(loss, given.weights());

      assertThat(reference.value(outputs, given.targets(), nothing)).isZero();
      assertThat(RecurrentRun.flat(reference.gradient(outputs, given.targets(), nothing)))
          .containsOnly(0);
    }
  }

  @Test
  void forecastsOfCrossEntropiesAreProbabilities() {
    double[] one = {0.5, -2};
    new Loss.BinaryCrossEntropy().toForecast(one);
    assertThat(one[0]).isCloseTo(0.62245933, within(1e-8));
    assertThat(one[1]).isCloseTo(0.11920292, within(1e-8));

    double[] each = {1, 2, 1000};
    new Loss.CategoricalCrossEntropy().toForecast(each);
    assertThat(each).containsExactly(0, 0, 1);

    double[] asItIs = {3, -1};
    new Loss.MeanSquared().toForecast(asItIs);
    assertThat(asItIs).containsExactly(3, -1);
  }

  @Test
  void largeNumbersStayNumbers() {
    for (Loss loss : LOSSES) {
      for (double size : new double[] {1e4, -1e4, 1e30, -1e30}) {
        double[] slopes = new double[3];
        double[] target = new double[loss.targets(3)];
        target[0] = 1;
        double sum =
            loss.sum(new double[] {size, -size, 0}, target, new double[] {1, 1, 1}, slopes);

        assertThat(sum).as("%s of %s", loss, size).isFinite();
        assertThat(slopes).as("%s of %s", loss, size).doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void whatIsNoNumberIsNotHidden() {
    for (Loss loss : LOSSES) {
      double[] slopes = new double[3];
      double[] target = new double[loss.targets(3)];
      double[] ones = {1, 1, 1};

      assertThat(loss.sum(new double[] {Double.NaN, 0, 0}, target, ones, slopes)).isNaN();
      assertThat(slopes[0]).as(loss.toString()).isNaN();
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Loss.Huber(0)).hasMessage("Huber's loss with delta 0.0");
    assertThatThrownBy(() -> new Loss.Pinball(List.of(0.5, 1.0)))
        .hasMessage("quantiles [0.5, 1.0] outside (0, 1)");
    assertThatThrownBy(() -> new LossKernel(new Loss.LogCosh(), new double[] {1, -2}))
        .hasMessage("an output's weight of -2.0");
  }
}
