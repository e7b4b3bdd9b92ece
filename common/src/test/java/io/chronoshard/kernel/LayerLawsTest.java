package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.LayerCase.Run;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentRun.Order;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayerLawsTest {

  @Test
  void enginesGiveTheSameBits() {
    for (long seed = 0; seed < 1000; seed++) {
      LayerCase given = LayerCase.of(seed, 40, 70);
      assertSame(
          given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE),
          given.run(given.kernel(Engine.SCALAR, Threads.ONE), Order.FEATURE),
          "seed " + seed + ", " + given.name());
    }
  }

  @Test
  void enginesAgreeWithTheEquationsInDouble() {
    for (long seed = 0; seed < 500; seed++) {
      LayerCase given = LayerCase.of(seed, 12, 9);
      double[][][] out = given.reference().forward(given.parameters(), given.x());
      Gradients gradients =
          given.reference().backward(given.parameters(), given.x(), given.outGradient());

      Run run = given.run(given.kernel(Engine.SCALAR, Threads.ONE), Order.SAMPLE);

      String about = "seed " + seed + ", " + given.name();
      assertNear(run.out(), RecurrentRun.flat(out), 2e-6, about);
      if (!RecurrentCase.hasKink(given.curve())) {
        assertNear(run.inGradient(), RecurrentRun.flat(gradients.input()), 1e-5, about);
        assertNear(run.gradient(), gradients.parameters(), 1e-5, about);
      }
    }
  }

  @Test
  void equationsInDoubleAgreeWithCentralDifferences() {
    for (long seed = 0; seed < 600; seed++) {
      LayerCase given = LayerCase.of(seed, 5, 3);
      if (RecurrentCase.hasKink(given.curve())) {
        continue;
      }
      Gradients gradients =
          given.reference().backward(given.parameters(), given.x(), given.outGradient());
      SplittableRandom random = new SplittableRandom(seed);
      String about = "seed " + seed + ", " + given.name();
      for (int i = 0; i < 10; i++) {
        if (given.parameters().length > 0) {
          int parameter = random.nextInt(given.parameters().length);
          double expected = difference(given, given.parameters(), parameter);
          assertClose(gradients.parameters()[parameter], expected, about);
        }
        int sample = random.nextInt(given.x().length);
        int step = random.nextInt(given.x()[sample].length);
        int feature = random.nextInt(given.x()[sample][step].length);
        double expected = difference(given, given.x()[sample][step], feature);
        assertClose(gradients.input()[sample][step][feature], expected, about);
      }
    }
  }

  private static double difference(LayerCase given, double[] values, int place) {
    double epsilon = 1e-6;
    double value = values[place];
    values[place] = value + epsilon;
    double above = loss(given);
    values[place] = value - epsilon;
    double below = loss(given);
    values[place] = value;
    return (above - below) / (2 * epsilon);
  }

  private static double loss(LayerCase given) {
    double[] out = RecurrentRun.flat(given.reference().forward(given.parameters(), given.x()));
    double[] weights = RecurrentRun.flat(given.outGradient());
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += out[i] * weights[i];
    }
    return sum;
  }

  @Test
  void threadsDoNotMatter() {
    Threads three = new Threads(3);
    for (long seed = 0; seed < 200; seed++) {
      LayerCase given = LayerCase.of(seed, 20, 500);
      assertSame(
          given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE),
          given.run(given.kernel(Engine.VECTOR, three), Order.FEATURE),
          "seed " + seed + ", " + given.name());
    }
  }

  @Test
  void orderInMemoryDoesNotMatter() {
    for (long seed = 0; seed < 300; seed++) {
      LayerCase given = LayerCase.of(seed, 20, 70);
      assertSame(
          given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE),
          given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.SAMPLE),
          "seed " + seed + ", " + given.name());
    }
  }

  @Test
  void aKernelThatWasUsedBeforeGivesTheSame() {
    for (long seed = 0; seed < 400; seed++) {
      LayerCase first = LayerCase.of(seed, 20, 70);
      LayerCase second = LayerCase.again(seed, 20, 40);
      LayerKernel used = first.kernel(Engine.VECTOR, Threads.ONE);
      first.run(used, Order.FEATURE);

      assertSame(
          second.run(used, Order.FEATURE),
          second.run(second.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE),
          "seed " + seed + ", " + first.name() + ", then " + second.name());
    }
  }

  @Test
  void samplesBesideASampleDoNotMatter() {
    for (long seed = 0; seed < 300; seed++) {
      LayerCase given = LayerCase.of(seed, 20, 70);
      int sample = new SplittableRandom(seed).nextInt(given.x().length);
      LayerCase alone =
          new LayerCase(
              given.name(),
              given.kernel(),
              given.reference(),
              given.curve(),
              given.parameters(),
              new double[][][] {given.x()[sample]},
              new double[][][] {given.outGradient()[sample]});

      Run together = given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE);
      Run apart = alone.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE);

      String about = "seed " + seed + ", " + given.name();
      assertThat(part(together.out(), sample, apart.out().length)).as(about).isEqualTo(apart.out());
      assertThat(part(together.inGradient(), sample, apart.inGradient().length))
          .as(about)
          .isEqualTo(apart.inGradient());
    }
  }

  private static float[] part(float[] values, int sample, int length) {
    return Arrays.copyOfRange(values, sample * length, (sample + 1) * length);
  }

  @Test
  void forgettingIsTheSameAsKeepingAndHasNoWayBack() {
    for (long seed = 0; seed < 100; seed++) {
      LayerCase given = LayerCase.of(seed, 20, 70);
      Run kept = given.run(given.kernel(Engine.VECTOR, Threads.ONE), Order.FEATURE);
      LayerKernel kernel = given.kernel(Engine.VECTOR, Threads.ONE);
      Sequences in = RecurrentRun.sequences(given.x(), Order.FEATURE);
      Sequences back = RecurrentRun.sequences(given.outGradient(), Order.FEATURE);
      Sequences out = RecurrentRun.empty(in.samples(), back.steps(), back.width());
      float[] parameters = RecurrentRun.floats(given.parameters());

      kernel.forward(parameters, in, out, WayBack.NONE);

      assertThat(out.values()).as("seed %d", seed).isEqualTo(kept.out());
      assertThatThrownBy(
              () -> kernel.backward(parameters, in, back, null, new float[parameters.length]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("follows no way forward");
    }
  }

  @Test
  void theGradientOfTheInputCanBeLeftOut() {
    for (long seed = 0; seed < 200; seed++) {
      LayerCase given = LayerCase.of(seed, 20, 70);
      LayerKernel kernel = given.kernel(Engine.VECTOR, Threads.ONE);
      Run whole = given.run(kernel, Order.FEATURE);
      float[] parameters = RecurrentRun.floats(given.parameters());
      float[] gradient = new float[parameters.length];

      kernel.backward(
          parameters,
          RecurrentRun.sequences(given.x(), Order.FEATURE),
          RecurrentRun.sequences(given.outGradient(), Order.FEATURE),
          null,
          gradient);

      assertThat(gradient).as("seed %d", seed).isEqualTo(whole.gradient());
    }
  }

  @Test
  void aCodeThatThereIsNotIsRefused() {
    LayerKernel kernel = new EmbeddingKernel(3, 2);
    float[] parameters = {1, 2, 3, 4, 5, 6};
    Sequences out = RecurrentRun.empty(1, 1, 2);

    kernel.forward(parameters, Sequences.byFeature(new float[] {2}, 1, 1, 1), out, WayBack.NONE);

    assertThat(out.values()).containsExactly(5, 6);
    for (float code : new float[] {-1, 3, Float.NaN}) {
      Sequences in = Sequences.byFeature(new float[] {code}, 1, 1, 1);
      assertThatThrownBy(() -> kernel.forward(parameters, in, out, WayBack.NONE))
          .hasMessage("the code " + code + " where there are 3");
    }
    assertThatThrownBy(() -> new EmbeddingKernel(0, 2)).hasMessage("an embedding of 0 codes in 2");
  }

  @Test
  void whereThereIsNoSampleNothingIsAdded() {
    LayerKernel kernel =
        new DenseKernel(1, 1, Curve.EXPONENTIAL, Engine.VECTOR.arithmetic(), Threads.ONE);
    float[] parameters = {-1, 100};
    Sequences in = Sequences.byFeature(new float[] {99}, 1, 1, 1);
    Sequences out = RecurrentRun.empty(1, 1, 1);
    float[] gradient = new float[2];

    kernel.forward(parameters, in, out, WayBack.FOLLOWS);
    kernel.backward(parameters, in, Sequences.byFeature(new float[] {1}, 1, 1, 1), null, gradient);

    assertThat(gradient).containsExactly(99 * out.values()[0], out.values()[0]);
  }

  @Test
  void paddingGivesAsManyStepsAsInKeras() {
    assertThat(steps(5, 2, 1, Padding.VALID)).isEqualTo(3);
    assertThat(steps(5, 2, 1, Padding.SAME)).isEqualTo(5);
    assertThat(steps(5, 2, 1, Padding.CAUSAL)).isEqualTo(5);
    assertThat(steps(3, 1, 3, Padding.VALID)).isEqualTo(4);
    assertThat(steps(3, 1, 1, Padding.VALID)).isEqualTo(8);
  }

  private static int steps(int size, int stride, int dilation, Padding padding) {
    return new ConvolutionSettings(1, 1, size, stride, dilation, padding, Curve.LINEAR)
        .outputSteps(10);
  }

  @Test
  void paddingLeavesTheOddZeroBehind() {
    ConvolutionSettings even = new ConvolutionSettings(1, 1, 4, 1, 1, Padding.SAME, Curve.LINEAR);
    ConvolutionSettings causal =
        new ConvolutionSettings(1, 1, 4, 1, 2, Padding.CAUSAL, Curve.LINEAR);

    assertThat(even.before(10)).isEqualTo(1);
    assertThat(causal.before(10)).isEqualTo(6);
  }

  @Test
  void theLargestValueIsTheFirstOfEquals() {
    LayerKernel kernel = PoolingKernel.global(Pool.MAX, Engine.VECTOR.arithmetic(), Threads.ONE);
    Sequences in = Sequences.byFeature(new float[] {1, 7, 7, 3}, 1, 4, 1);
    Sequences inGradient = RecurrentRun.empty(1, 4, 1);
    Sequences out = RecurrentRun.empty(1, 1, 1);

    kernel.forward(new float[0], in, out, WayBack.FOLLOWS);
    kernel.backward(
        new float[0], in, Sequences.byFeature(new float[] {5}, 1, 1, 1), inGradient, new float[0]);

    assertThat(out.values()).containsExactly(7);
    assertThat(inGradient.values()).containsExactly(0, 5, 0, 0);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    for (Engine engine : Engine.values()) {
      LayerKernel pool = PoolingKernel.global(Pool.MAX, engine.arithmetic(), Threads.ONE);
      LayerKernel relu = new DenseKernel(1, 1, Curve.RELU, engine.arithmetic(), Threads.ONE);
      Sequences in = Sequences.byFeature(new float[] {1, Float.NaN, 3}, 1, 3, 1);
      Sequences largest = RecurrentRun.empty(1, 1, 1);
      Sequences rectified = RecurrentRun.empty(1, 3, 1);

      pool.forward(new float[0], in, largest, WayBack.NONE);
      relu.forward(new float[] {1, 0}, in, rectified, WayBack.NONE);

      assertThat(largest.values()).containsExactly(Float.NaN);
      assertThat(rectified.values()).containsExactly(1, Float.NaN, 3);
    }
  }

  @Test
  void wrongShapesAreToldApart() {
    Arithmetic arithmetic = Engine.best().arithmetic();
    LayerKernel dense = DenseKernel.flattened(3, 2, 4, Curve.LINEAR, arithmetic, Threads.ONE);
    float[] parameters = new float[dense.parameters()];

    assertThatThrownBy(
            () ->
                dense.forward(
                    parameters,
                    RecurrentRun.empty(5, 4, 2),
                    RecurrentRun.empty(5, 1, 4),
                    WayBack.NONE))
        .hasMessage("a sequence of 4 steps where 3 are flattened");
    assertThatThrownBy(
            () ->
                dense.forward(
                    parameters,
                    RecurrentRun.empty(5, 3, 2),
                    RecurrentRun.empty(5, 1, 3),
                    WayBack.NONE))
        .hasMessage("output of 5 samples × 1 steps × 3 features where 5 × 1 × 4 are needed");
    assertThatThrownBy(() -> new ReshapeKernel(6, 4).outputs(3))
        .hasMessage("18 values of a sequence cannot be dealt to 4 steps");
    assertThatThrownBy(() -> new ReshapeKernel(6, 4).outputSteps(5))
        .hasMessage("a sequence of 5 steps where 6 are made 4");
    assertThatThrownBy(() -> new RepeatKernel(4).outputSteps(2))
        .hasMessage("a sequence of 2 steps where a vector is repeated");
    assertThatThrownBy(() -> new RepeatKernel(0)).hasMessage("a vector repeated 0 times");
    assertThatThrownBy(() -> new ReshapeKernel(0, 2)).hasMessage("2 steps of 0");
    assertThatThrownBy(
            () -> new PoolingKernel(Pool.MAX, 5, 1, arithmetic, Threads.ONE).outputSteps(4))
        .hasMessage("a sequence of 4 steps is too short for pooling of 5");
    assertThatThrownBy(
            () ->
                new ConvolutionSettings(1, 1, 3, 1, 2, Padding.VALID, Curve.LINEAR).outputSteps(4))
        .hasMessage("a sequence of 4 steps is too short for a window of 5");
    assertThatThrownBy(() -> new ConvolutionSettings(1, 0, 3, 1, 2, Padding.VALID, Curve.LINEAR))
        .hasMessageContaining("0 filters of 3 taps");
  }

  private static void assertSame(Run actual, Run expected, String about) {
    assertThat(actual.out()).as(about).isEqualTo(expected.out());
    assertThat(actual.inGradient()).as(about).isEqualTo(expected.inGradient());
    assertThat(actual.gradient()).as(about).isEqualTo(expected.gradient());
  }

  private static void assertNear(float[] actual, double[] expected, double within, String about) {
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).as(about).isLessThanOrEqualTo(within * largest);
  }

  private static void assertClose(double actual, double expected, String about) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s instead of %s", about, actual, expected)
        .isLessThanOrEqualTo(2e-5 * Math.max(1, Math.abs(expected)));
  }
}
