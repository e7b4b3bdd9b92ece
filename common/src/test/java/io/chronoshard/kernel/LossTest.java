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
          new GaussianLikelihood(),
          new BinaryCrossEntropy(),
          new BinaryCrossEntropy(List.of(0.5, 2.0), List.of(3.0, 0.25)),
          new CategoricalCrossEntropy(),
          new CategoricalCrossEntropy(List.of(2, 4)));

  private static final double[] ONES = {1, 1, 1, 1, 1, 1};

  /** Outputs, targets and weights. */
  private record Given(
      Loss loss,
      double[][][] outputs,
      double[][][] targets,
      double[] weights,
      double @Nullable [][] mask) {

    static Given of(Loss loss, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int outputs = 6 * (1 + random.nextInt(2));
      int samples = 1 + random.nextInt(5);
      int steps = 1 + random.nextInt(4);
      double[][][] targets = RecurrentCase.values(samples, steps, loss.targets(outputs), random);
      boolean isProbability =
          loss instanceof BinaryCrossEntropy || loss instanceof CategoricalCrossEntropy;
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
    assertThat(value(new BinaryCrossEntropy(), output, target))
        .isCloseTo((1.126928 + 0.313262) / 2, within(1e-6));
    assertThat(value(new CategoricalCrossEntropy(), output, new double[] {0, 1}))
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

  /** ln 2 + 1/2 · (1/2)² + ln(2π)/2, where softplus(s) = 2 − 1e-6, so s = ln(e^1.999999 − 1). */
  @Test
  void aNormalDistributionCostsTheLogarithmOfItsDensity() {
    double spread = StrictMath.log(StrictMath.expm1(2 - 1e-6));
    double[] output = {1, spread};

    assertThat(value(new GaussianLikelihood(), output, new double[] {2}))
        .isCloseTo(0.693147 + 0.125 + 0.918939, within(1e-6));
    new GaussianLikelihood().toForecast(output);
    assertThat(output[0]).isEqualTo(1);
    assertThat(output[1]).isCloseTo(2, within(1e-12));
    assertThatThrownBy(() -> new GaussianLikelihood().targets(3))
        .hasMessage("3 outputs for a mean and a spread of each target");
  }

  /** The two terms of the plain loss are 1.126928 for a half and 0.313262 for 0. */
  @Test
  void eachSideOfAnEventHasItsWeight() {
    Loss loss = new BinaryCrossEntropy(List.of(2.0, 3.0), List.of(10.0, 7.0));

    // Of the first a half: 10 · 0.126928 / 2 and 2 · 2.126928 / 2; of the second 3 · 0.313262.
    assertThat(value(loss, new double[] {2, -1}, new double[] {0.5, 0}))
        .isCloseTo((0.634640 + 2.126928 + 0.939785) / 2, within(1e-6));
  }

  @Test
  void eachGroupOfClassesIsAChoiceOfItsOwn() {
    Loss loss = new CategoricalCrossEntropy(List.of(2, 3));
    double[] output = {2, -1, 0, 0, 0};

    // -ln softmax(2, -1)[1] = 3.048587, and ln 3.
    assertThat(value(loss, output, new double[] {0, 1, 0, 0, 1}))
        .isCloseTo((3.048587 + 1.098612) / 2, within(1e-6));
    loss.toForecast(output);
    assertThat(output[0] + output[1]).isCloseTo(1, within(1e-15));
    assertThat(output[4]).isCloseTo(1.0 / 3, within(1e-15));
    assertThatThrownBy(() -> loss.terms(6)).hasMessage("6 outputs for groups of [2, 3]");
  }

  @Test
  void quantilesNeverCross() {
    double[] outputs = {3, 1, 2, -1, 5, 0};
    new Loss.Pinball(List.of(0.1, 0.5, 0.9)).toForecast(outputs);
    assertThat(outputs).containsExactly(1, 2, 3, -1, 0, 5);
  }

  /** Sorting quantiles can only help; all others cost the same before and after. */
  @Test
  void forecastsCostWhatTheirOutputsDo() {
    for (Loss loss : LOSSES) {
      for (long seed = 0; seed < 60; seed++) {
        Given given = Given.of(loss, seed);
        double[] output = given.outputs()[0][0];
        double[] target = given.targets()[0][0];
        double[] ones = new double[output.length];
        java.util.Arrays.fill(ones, 1);
        double expected = loss.sum(output, target, ones, new double[output.length]);
        loss.toForecast(output);

        if (loss instanceof Loss.Pinball) {
          assertThat(loss.ofForecast(output, target)).isLessThanOrEqualTo(expected + 1e-12);
        } else if (!(loss instanceof BinaryCrossEntropy entropy) || entropy.positive().isEmpty()) {
          assertThat(loss.ofForecast(output, target))
              .as("%s, seed %d", loss, seed)
              .isCloseTo(expected, within(1e-9));
        }
      }
    }
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
    new BinaryCrossEntropy().toForecast(one);
    assertThat(one[0]).isCloseTo(0.62245933, within(1e-8));
    assertThat(one[1]).isCloseTo(0.11920292, within(1e-8));

    double[] each = {1, 2, 1000};
    new CategoricalCrossEntropy().toForecast(each);
    assertThat(each).containsExactly(0, 0, 1);

    double[] asItIs = {3, -1};
    new Loss.MeanSquared().toForecast(asItIs);
    assertThat(asItIs).containsExactly(3, -1);
  }

  @Test
  void largeNumbersStayNumbers() {
    for (Loss loss : LOSSES) {
      for (double size : new double[] {1e4, -1e4, 1e30, -1e30}) {
        double[] slopes = new double[6];
        double[] target = new double[loss.targets(6)];
        target[0] = 1;
        double sum = loss.sum(new double[] {size, -size, 0, 0, -size, 0}, target, ONES, slopes);

        assertThat(sum).as("%s of %s", loss, size).isFinite();
        assertThat(slopes).as("%s of %s", loss, size).doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void whatIsNoNumberIsNotHidden() {
    for (Loss loss : LOSSES) {
      double[] slopes = new double[6];
      double[] target = new double[loss.targets(6)];

      assertThat(loss.sum(new double[] {Double.NaN, 0, 0, 0, 0, 0}, target, ONES, slopes)).isNaN();
      assertThat(slopes[0]).as(loss.toString()).isNaN();
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Loss.Huber(0)).hasMessage("Huber's loss with delta 0.0");
    assertThatThrownBy(() -> new Loss.Pinball(List.of(0.5, 1.0)))
        .hasMessage("quantiles [0.5, 1.0] outside (0, 1)");
    assertThatThrownBy(() -> new Loss.Pinball(List.of(0.5, 0.1)))
        .hasMessage("quantiles [0.5, 0.1] do not ascend");
    assertThatThrownBy(() -> new CategoricalCrossEntropy(List.of(3, 1)))
        .hasMessage("groups of [3, 1] classes");
    assertThatThrownBy(() -> new LossKernel(new Loss.LogCosh(), new double[] {1, -2}))
        .hasMessage("an output's weight of -2.0");
  }
}
