package io.chronoshard.kernel;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** A made-up recurrent layer with all that a run of it needs, in double. */
record RecurrentCase(
    RecurrentSettings settings,
    double[] parameters,
    double[][][] x,
    Masks masks,
    double[][][] outGradient) {

  private static final Curve[] CURVES = Curve.values();

  /** Those that stay below one: a gate that amplifies makes errors grow with each step. */
  private static final Curve[] GATES = {
    Curve.SIGMOID, Curve.HARD_SIGMOID, Curve.TANH, Curve.SOFTSIGN
  };

  private static final Set<Curve> KINKED =
      EnumSet.of(Curve.RELU, Curve.LEAKY_RELU, Curve.RELU6, Curve.HARD_SIGMOID, Curve.SELU);

  /** Whether it has no slope somewhere, so that a difference around there says nothing. */
  static boolean hasKink(Curve curve) {
    return KINKED.contains(curve);
  }

  /** Any kind, size, direction and masks. */
  static RecurrentCase of(long seed, int mostUnits, int mostSamples) {
    SplittableRandom random = new SplittableRandom(seed);
    Curve curve = random.nextInt(4) == 0 ? any(CURVES, random) : Curve.TANH;
    Curve gate = random.nextInt(4) == 0 ? any(GATES, random) : Curve.SIGMOID;
    RecurrentSettings settings =
        new RecurrentSettings(
            any(Kind.values(), random),
            1 + random.nextInt(mostUnits),
            1 + random.nextInt(mostUnits),
            curve,
            gate,
            any(Direction.values(), random),
            random.nextBoolean());
    return of(settings, 1 + random.nextInt(mostSamples), 1 + random.nextInt(7), random);
  }

  static RecurrentCase of(
      RecurrentSettings settings, int samples, int steps, SplittableRandom random) {
    int directions = settings.directions();
    double[] parameters = new double[directions * settings.parametersOfDirection()];
    double most = mostParameter(settings);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = asFloat((random.nextDouble() * 2 - 1) * most);
    }
    Masks masks =
        new Masks(
            random.nextBoolean() ? null : bits(samples, steps, 1, random),
            random.nextBoolean() ? null : factors(directions, samples, settings.inputs(), random),
            random.nextBoolean() ? null : factors(directions, samples, settings.units(), random));
    int given = settings.lastOnly() ? 1 : steps;
    return new RecurrentCase(
        settings,
        parameters,
        values(samples, steps, settings.inputs(), random),
        masks,
        values(samples, given, settings.outputs(), random));
  }

  /** So large that states which grow exponentially stay numbers. */
  private static double mostParameter(RecurrentSettings settings) {
    return settings.curve() == Curve.EXPONENTIAL
        ? 0.3 / Math.max(settings.inputs(), settings.units())
        : 0.6;
  }

  private static <T> T any(T[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }

  static double[][][] values(int samples, int steps, int width, SplittableRandom random) {
    double[][][] made = new double[samples][steps][width];
    for (double[][] sample : made) {
      for (double[] step : sample) {
        for (int i = 0; i < width; i++) {
          step[i] = asFloat(random.nextDouble() * 2 - 1);
        }
      }
    }
    return made;
  }

  private static double[][][] factors(int count, int samples, int width, SplittableRandom random) {
    double[][][] made = new double[count][][];
    for (int i = 0; i < count; i++) {
      made[i] = bits(samples, width, 1 / 0.7f, random);
    }
    return made;
  }

  private static double[][] bits(int rows, int columns, double one, SplittableRandom random) {
    double[][] made = new double[rows][columns];
    for (double[] row : made) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextInt(10) < 7 ? one : 0;
      }
    }
    return made;
  }

  /** A number that a float can hold. */
  private static float asFloat(double value) {
    return (float) value;
  }
}
