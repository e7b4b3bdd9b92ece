package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.RecurrentRun.Order;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.kernel.reference.ReferenceRecurrent;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecurrentLawsTest {

  @Test
  void enginesGiveTheSameBits() {
    for (long seed = 0; seed < 1500; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 40, 70);
      assertSame(
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE),
          RecurrentRun.of(given, kernel(given, Engine.SCALAR, Threads.ONE), Order.FEATURE),
          "seed " + seed + ", " + given.settings());
    }
  }

  @Test
  void enginesAgreeWithTheEquationsInDouble() {
    for (long seed = 0; seed < 400; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 12, 9);
      ReferenceRecurrent reference = new ReferenceRecurrent(given.settings());
      double[][][] out = reference.forward(given.parameters(), given.x(), given.masks());
      Gradients gradients =
          reference.backward(given.parameters(), given.x(), given.masks(), given.outGradient());

      RecurrentRun run =
          RecurrentRun.of(given, kernel(given, Engine.SCALAR, Threads.ONE), Order.SAMPLE);

      String about = "seed " + seed + ", " + given.settings();
      assertNear(run.out(), RecurrentRun.flat(out), 4e-6, about);
      assertNear(run.inGradient(), RecurrentRun.flat(gradients.input()), 2e-5, about);
      assertNear(run.gradient(), gradients.parameters(), 2e-5, about);
    }
  }

  @Test
  void equationsInDoubleAgreeWithCentralDifferences() {
    for (long seed = 0; seed < 300; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 4, 3);
      if (RecurrentCase.hasKink(given.settings().curve())
          || RecurrentCase.hasKink(given.settings().gate())) {
        continue;
      }
      ReferenceRecurrent reference = new ReferenceRecurrent(given.settings());
      Gradients gradients =
          reference.backward(given.parameters(), given.x(), given.masks(), given.outGradient());
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 12; i++) {
        int parameter = random.nextInt(given.parameters().length);
        assertClose(
            gradients.parameters()[parameter],
            difference(given, given.parameters(), parameter),
            "seed " + seed + ", " + given.settings() + ", parameter " + parameter);
        int sample = random.nextInt(given.x().length);
        int step = random.nextInt(given.x()[sample].length);
        int feature = random.nextInt(given.settings().inputs());
        assertClose(
            gradients.input()[sample][step][feature],
            difference(given, given.x()[sample][step], feature),
            "seed " + seed + ", " + given.settings() + ", an input");
      }
    }
  }

  private static double difference(RecurrentCase given, double[] values, int place) {
    double epsilon = 1e-5;
    double value = values[place];
    values[place] = value + epsilon;
    double above = loss(given);
    values[place] = value - epsilon;
    double below = loss(given);
    values[place] = value;
    return (above - below) / (2 * epsilon);
  }

  private static double loss(RecurrentCase given) {
    double[] out =
        RecurrentRun.flat(
            new ReferenceRecurrent(given.settings())
                .forward(given.parameters(), given.x(), given.masks()));
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
    for (long seed = 0; seed < 100; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 20, 500);
      assertSame(
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE),
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, three), Order.FEATURE),
          "seed " + seed);
    }
  }

  @Test
  void orderInMemoryDoesNotMatter() {
    for (long seed = 0; seed < 200; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 20, 70);
      assertSame(
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE),
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.SAMPLE),
          "seed " + seed);
    }
  }

  @Test
  void aKernelThatWasUsedBeforeGivesTheSame() {
    for (long seed = 0; seed < 100; seed++) {
      RecurrentCase large = RecurrentCase.of(seed, 20, 70);
      SplittableRandom random = new SplittableRandom(seed);
      RecurrentCase small =
          RecurrentCase.of(large.settings(), 1 + random.nextInt(5), 1 + random.nextInt(4), random);
      RecurrentKernel used = kernel(large, Engine.VECTOR, Threads.ONE);
      RecurrentRun.of(large, used, Order.FEATURE);

      assertSame(
          RecurrentRun.of(small, used, Order.FEATURE),
          RecurrentRun.of(small, kernel(small, Engine.VECTOR, Threads.ONE), Order.FEATURE),
          "seed " + seed);
    }
  }

  @Test
  void samplesBesideASampleDoNotMatter() {
    for (long seed = 0; seed < 200; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 20, 70);
      int sample = new SplittableRandom(seed).nextInt(given.x().length);
      RecurrentCase alone = only(given, sample);
      int width = given.outGradient()[0].length * given.settings().outputs();

      float[] together =
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE).out();
      float[] apart =
          RecurrentRun.of(alone, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE).out();

      assertThat(Arrays.copyOfRange(together, sample * width, (sample + 1) * width))
          .as("seed %d", seed)
          .isEqualTo(apart);
    }
  }

  @Test
  void whatAStepHoldsThatDoesNotCountDoesNotMatter() {
    double[] nonsense = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3e38};
    for (long seed = 0; seed < 600; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 20, 70);
      double[][] steps = given.masks().steps();
      if (steps == null) {
        continue;
      }
      RecurrentCase spoiled = spoiled(given, nonsense[(int) seed % nonsense.length]);
      for (Engine engine : Engine.values()) {
        for (Order order : Order.values()) {
          String about = "seed " + seed + ", " + given.settings();
          RecurrentRun run = RecurrentRun.of(spoiled, kernel(given, engine, Threads.ONE), order);
          assertSame(run, RecurrentRun.of(given, kernel(given, engine, Threads.ONE), order), about);
          assertUncountedGetNoGradient(run, given, about);
        }
      }
    }
  }

  private static RecurrentCase spoiled(RecurrentCase given, double nonsense) {
    double[][][] x = new double[given.x().length][given.x()[0].length][];
    for (int sample = 0; sample < x.length; sample++) {
      for (int step = 0; step < x[sample].length; step++) {
        x[sample][step] = given.x()[sample][step].clone();
        if (given.masks().steps()[sample][step] == 0) {
          Arrays.fill(x[sample][step], nonsense);
        }
      }
    }
    return new RecurrentCase(
        given.settings(), given.parameters(), x, given.masks(), given.outGradient());
  }

  private static void assertUncountedGetNoGradient(
      RecurrentRun run, RecurrentCase given, String about) {
    int width = given.settings().inputs();
    int at = 0;
    for (double[] sample : given.masks().steps()) {
      for (double counts : sample) {
        if (counts == 0) {
          assertThat(Arrays.copyOfRange(run.inGradient(), at, at + width))
              .as(about)
              .containsOnly(0);
        }
        at += width;
      }
    }
  }

  @Test
  void whereThereIsNoSampleNothingIsAdded() {
    for (Kind kind : Kind.values()) {
      for (Direction direction : Direction.values()) {
        for (Curve curve : Curve.values()) {
          RecurrentCase given =
              besideInfinity(new RecurrentSettings(kind, 1, 1, curve, curve, direction, false));
          Gradients expected =
              new ReferenceRecurrent(given.settings())
                  .backward(given.parameters(), given.x(), given.masks(), given.outGradient());
          for (Engine engine : Engine.values()) {
            RecurrentRun run =
                RecurrentRun.of(given, kernel(given, engine, Threads.ONE), Order.FEATURE);
            String about = engine + ", " + given.settings();
            assertNear(run.gradient(), expected.parameters(), 2e-5, about);
            assertNear(run.inGradient(), RecurrentRun.flat(expected.input()), 2e-5, about);
          }
        }
      }
    }
  }

  /** Its one sample's sums are -1; where there is none, they are 100, and what can grow does. */
  private static RecurrentCase besideInfinity(RecurrentSettings settings) {
    double[][][] x = new double[1][40][1];
    double[][][] outGradient = new double[1][40][settings.outputs()];
    for (int step = 0; step < 40; step++) {
      x[0][step][0] = 101;
      Arrays.fill(outGradient[0][step], 0.25);
    }
    int size = settings.parametersOfDirection();
    int gates = settings.kind() == Kind.GRU ? 3 : size / 3;
    double[] parameters = new double[settings.directions() * size];
    for (int at = 0; at < parameters.length; at += size) {
      Arrays.fill(parameters, at, at + gates, -1);
      Arrays.fill(parameters, at + 2 * gates, at + 3 * gates, 100);
    }
    return new RecurrentCase(settings, parameters, x, Masks.NONE, outGradient);
  }

  private static RecurrentCase only(RecurrentCase given, int sample) {
    double[][][] input = given.masks().input();
    double[][][] recurrent = given.masks().recurrent();
    double[][] steps = given.masks().steps();
    return new RecurrentCase(
        given.settings(),
        given.parameters(),
        new double[][][] {given.x()[sample]},
        new ReferenceRecurrent.Masks(
            steps == null ? null : new double[][] {steps[sample]},
            input == null ? null : only(input, sample),
            recurrent == null ? null : only(recurrent, sample)),
        new double[][][] {given.outGradient()[sample]});
  }

  private static double[][][] only(double[][][] masks, int sample) {
    double[][][] made = new double[masks.length][1][];
    for (int direction = 0; direction < made.length; direction++) {
      made[direction][0] = masks[direction][sample];
    }
    return made;
  }

  @Test
  void forgettingIsTheSameAsKeeping() {
    for (long seed = 0; seed < 200; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, 20, 70);
      RecurrentRun kept =
          RecurrentRun.of(given, kernel(given, Engine.VECTOR, Threads.ONE), Order.FEATURE);
      RecurrentPass pass = RecurrentRun.pass(given.masks(), Order.FEATURE);
      Sequences in = RecurrentRun.sequences(given.x(), Order.FEATURE);
      Sequences out =
          RecurrentRun.empty(
              in.samples(), given.outGradient()[0].length, given.settings().outputs());

      RecurrentKernel kernel = kernel(given, Engine.VECTOR, Threads.ONE);
      kernel.load(RecurrentRun.floats(given.parameters()));
      kernel.forward(
          in,
          out,
          new RecurrentPass(
              WayBack.NONE, pass.stepMask(), pass.inputMasks(), pass.recurrentMasks(), null, null));

      assertThat(out.values()).as("seed %d", seed).isEqualTo(kept.out());
    }
  }

  @Test
  void aSequenceInPartsWithItsStateIsTheSequence() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RecurrentSettings any = RecurrentCase.of(seed, 20, 1).settings();
      RecurrentSettings settings =
          new RecurrentSettings(
              any.kind(),
              any.inputs(),
              any.units(),
              any.curve(),
              any.gate(),
              Direction.FORWARD,
              true);
      int samples = 1 + random.nextInt(70);
      RecurrentCase whole = RecurrentCase.of(settings, samples, 8, random);
      float[] parameters = RecurrentRun.floats(whole.parameters());
      RecurrentKernel kernel = kernel(whole, Engine.VECTOR, Threads.ONE);
      Sequences out = RecurrentRun.empty(samples, 1, settings.units());
      kernel.load(parameters);
      kernel.forward(
          RecurrentRun.sequences(whole.x(), Order.FEATURE), out, RecurrentPass.plain(WayBack.NONE));

      RecurrentState state = RecurrentState.zero(samples, settings.units());
      Sequences parts = RecurrentRun.empty(samples, 1, settings.units());
      int cut = 1 + random.nextInt(7);
      for (int[] part : new int[][] {{0, cut}, {cut, 8}}) {
        kernel.forward(
            RecurrentRun.sequences(cut(whole.x(), part[0], part[1]), Order.FEATURE),
            parts,
            new RecurrentPass(
                WayBack.NONE, null, java.util.List.of(), java.util.List.of(), state, state));
      }

      assertThat(parts.values()).as("seed %d", seed).isEqualTo(out.values());
    }
  }

  private static double[][][] cut(double[][][] x, int from, int to) {
    double[][][] made = new double[x.length][][];
    for (int sample = 0; sample < made.length; sample++) {
      made[sample] = Arrays.copyOfRange(x[sample], from, to);
    }
    return made;
  }

  private static RecurrentKernel kernel(RecurrentCase given, Engine engine, Threads threads) {
    return new RecurrentKernel(given.settings(), engine.arithmetic(), threads);
  }

  private static void assertSame(RecurrentRun actual, RecurrentRun expected, String about) {
    assertThat(actual.out()).as(about).isEqualTo(expected.out());
    assertThat(actual.inGradient()).as(about).isEqualTo(expected.inGradient());
    assertThat(actual.gradient()).as(about).isEqualTo(expected.gradient());
  }

  private static void assertNear(float[] actual, double[] expected, double within, String about) {
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("%s, value %d: %s instead of %s", about, i, actual[i], expected[i])
          .isLessThanOrEqualTo(within * largest);
    }
  }

  private static void assertClose(double actual, double expected, String about) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s instead of %s", about, actual, expected)
        .isLessThanOrEqualTo(1e-5 * Math.max(1, Math.abs(expected)));
  }
}
