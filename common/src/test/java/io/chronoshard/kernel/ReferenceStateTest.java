package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.reference.ReferenceRecurrent;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Outputs;
import io.chronoshard.kernel.reference.ReferenceRecurrent.State;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The reference's recurrent layer, begun where another run ended. */
class ReferenceStateTest {

  private static final int STEPS = 8;

  private static RecurrentCase forward(long seed) {
    RecurrentSettings any = RecurrentCase.of(seed, 5, 1).settings();
    RecurrentSettings settings =
        new RecurrentSettings(
            any.kind(),
            any.inputs(),
            any.units(),
            RecurrentCase.hasKink(any.curve()) ? Curve.TANH : any.curve(),
            RecurrentCase.hasKink(any.gate()) ? Curve.SIGMOID : any.gate(),
            Direction.FORWARD,
            false);
    return RecurrentCase.of(settings, 3, STEPS, new SplittableRandom(seed));
  }

  private static RecurrentCase part(RecurrentCase whole, int from, int to) {
    Masks masks = whole.masks();
    return new RecurrentCase(
        whole.settings(),
        whole.parameters(),
        cut(whole.x(), from, to),
        new Masks(
            masks.steps() == null ? null : cut(masks.steps(), from, to),
            masks.input(),
            masks.recurrent()),
        cut(whole.outGradient(), from, to));
  }

  private static double[][][] cut(double[][][] sequences, int from, int to) {
    double[][][] made = new double[sequences.length][][];
    for (int sample = 0; sample < made.length; sample++) {
      made[sample] = Arrays.copyOfRange(sequences[sample], from, to);
    }
    return made;
  }

  private static double[][] cut(double[][] masks, int from, int to) {
    double[][] made = new double[masks.length][];
    for (int sample = 0; sample < made.length; sample++) {
      made[sample] = Arrays.copyOfRange(masks[sample], from, to);
    }
    return made;
  }

  private static Outputs run(RecurrentCase part, State from) {
    return new ReferenceRecurrent(part.settings())
        .forward(part.parameters(), part.x(), part.masks(), from);
  }

  @Test
  void theOutputsOfPartsAreThoseOfTheWhole() {
    for (long seed = 0; seed < 100; seed++) {
      RecurrentCase whole = forward(seed);
      State zero = State.zero(3, whole.settings().units());
      int cut = 1 + (int) (seed % (STEPS - 1));
      Outputs expected = run(whole, zero);

      Outputs before = run(part(whole, 0, cut), zero);
      Outputs behind = run(part(whole, cut, STEPS), before.last());

      assertThat(before.values()).as("seed %d", seed).isDeepEqualTo(cut(expected.values(), 0, cut));
      assertThat(behind.values())
          .as("seed %d", seed)
          .isDeepEqualTo(cut(expected.values(), cut, STEPS));
      assertThat(behind.last().cells()).isDeepEqualTo(expected.last().cells());
    }
  }

  @Test
  void theGradientOfAPartIsThatOfItsOutputs() {
    for (long seed = 0; seed < 40; seed++) {
      RecurrentCase whole = forward(seed);
      int cut = 1 + (int) (seed % (STEPS - 1));
      State from = run(part(whole, 0, cut), State.zero(3, whole.settings().units())).last();
      RecurrentCase part = part(whole, cut, STEPS);
      double[] gradient =
          new ReferenceRecurrent(part.settings())
              .backward(part.parameters(), part.x(), part.masks(), from, part.outGradient())
              .parameters();

      for (int i = 0; i < gradient.length; i++) {
        double at = part.parameters()[i];
        part.parameters()[i] = at + 1e-6;
        double above = product(part, from);
        part.parameters()[i] = at - 1e-6;
        double below = product(part, from);
        part.parameters()[i] = at;
        assertThat(gradient[i])
            .as("seed %d, parameter %d", seed, i)
            .isCloseTo((above - below) / 2e-6, within(1e-6 * Math.max(1, Math.abs(gradient[i]))));
      }
    }
  }

  private static double product(RecurrentCase part, State from) {
    double[] outputs = RecurrentRun.flat(run(part, from).values());
    double[] weights = RecurrentRun.flat(part.outGradient());
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += outputs[i] * weights[i];
    }
    return sum;
  }
}
