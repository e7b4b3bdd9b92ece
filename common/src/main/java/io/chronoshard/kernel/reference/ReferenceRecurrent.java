package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer in double.
 *
 * <p>With {@code x} the input and {@code h} the state before a step, {@code ĥ} that state times the
 * recurrent dropout's factors, {@code σ} the gates' curve and {@code φ} the other:
 *
 * <pre>
 * SimpleRnn  h' = φ(x W + ĥ U + b)
 * LSTM       i, f, o = σ(x W + ĥ U + b)   g = φ(x W + ĥ U + b)
 *            c' = f c + i g               h' = o φ(c')
 * GRU        z, r = σ(x W + b + ĥ U + b') n = φ(x W + b + r (ĥ U + b'))
 *            h' = z h + (1 - z) n
 * </pre>
 *
 * <p>Parameters lie as in Keras, gates as {@code i, f, g, o} and {@code z, r, n}.
 */
public final class ReferenceRecurrent {

  /**
   * Factors of one run; each is null where there are none.
   *
   * @param steps {@code [sample][step]}: 1, or 0 where state and output are carried over
   * @param input {@code [direction][sample][feature]}
   * @param recurrent {@code [direction][sample][unit]}
   */
  public record Masks(
      double @Nullable [][] steps,
      double @Nullable [][][] input,
      double @Nullable [][][] recurrent) {

    /** None. */
    public static final Masks NONE = new Masks(null, null, null);
  }

  /**
   * Where the layer stands before a step, forward in time alone.
   *
   * @param states {@code [sample][unit]}
   * @param cells {@code [sample][unit]}, of an LSTM; otherwise zeros
   */
  public record State(double[][] states, double[][] cells) {

    /** All zero, for some samples. */
    public static State zero(int samples, int units) {
      return new State(new double[samples][units], new double[samples][units]);
    }
  }

  /**
   * What the way forward gives.
   *
   * @param values {@code [sample][step][outputs]}; one step alone where only the last is given
   * @param last behind the last step, of the first direction
   */
  public record Outputs(double[][][] values, State last) {}

  /**
   * What the way back gives.
   *
   * @param parameters as they lie, summed over samples
   * @param input {@code [sample][step][feature]}
   */
  public record Gradients(double[] parameters, double[][][] input) {}

  private final RecurrentSettings settings;

  /** For layers of these settings. */
  public ReferenceRecurrent(RecurrentSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs over a minibatch from a state of zeros.
   *
   * @param x {@code [sample][step][inputs]}
   * @return {@code [sample][step][outputs]}; one step alone where only the last is given
   */
  public double[][][] forward(double[] parameters, double[][][] x, Masks masks) {
    return forward(parameters, x, masks, State.zero(x.length, settings.units())).values();
  }

  /**
   * Runs over a minibatch from where the layer stands; where there are two directions, both begin
   * there.
   *
   * @param x {@code [sample][step][inputs]}
   */
  public Outputs forward(double[] parameters, double[][][] x, Masks masks, State from) {
    double[][][] out = new double[x.length][][];
    State last = new State(new double[x.length][], new double[x.length][]);
    for (int sample = 0; sample < x.length; sample++) {
      ReferencePath[] paths = paths(parameters, x[sample], masks, from, sample);
      out[sample] = join(paths, x[sample].length);
      last.states()[sample] = paths[0].last();
      last.cells()[sample] = paths[0].lastCell();
    }
    return new Outputs(out, last);
  }

  private ReferencePath[] paths(
      double[] parameters, double[][] x, Masks masks, State from, int sample) {
    ReferencePath[] paths = new ReferencePath[settings.directions()];
    for (int direction = 0; direction < paths.length; direction++) {
      paths[direction] =
          new ReferencePath(
              settings,
              parameters,
              direction * settings.parametersOfDirection(),
              direction == 1 ? Direction.BACKWARD : settings.direction(),
              masks.steps() == null ? null : masks.steps()[sample],
              masks.input() == null ? null : masks.input()[direction][sample],
              masks.recurrent() == null ? null : masks.recurrent()[direction][sample]);
      paths[direction].forward(x, from.states()[sample], from.cells()[sample]);
    }
    return paths;
  }

  private double[][] join(ReferencePath[] paths, int steps) {
    double[][] out = new double[settings.lastOnly() ? 1 : steps][settings.outputs()];
    for (int time = 0; time < out.length; time++) {
      double[] first = output(paths[0], time);
      double[] second = paths.length == 1 ? first : output(paths[1], time);
      for (int unit = 0; unit < settings.units(); unit++) {
        switch (settings.direction()) {
          case FORWARD, BACKWARD -> out[time][unit] = first[unit];
          case CONCATENATE -> {
            out[time][unit] = first[unit];
            out[time][settings.units() + unit] = second[unit];
          }
          case ADD -> out[time][unit] = first[unit] + second[unit];
          case AVERAGE -> out[time][unit] = (first[unit] + second[unit]) / 2;
          case MULTIPLY -> out[time][unit] = first[unit] * second[unit];
        }
      }
    }
    return out;
  }

  private double[] output(ReferencePath path, int time) {
    return settings.lastOnly() ? path.last() : path.outputAt(time);
  }

  /**
   * The way back of a run from a state of zeros, which runs forward first.
   *
   * @param x {@code [sample][step][inputs]}
   * @param outGradient {@code [sample][step][outputs]}
   */
  public Gradients backward(
      double[] parameters, double[][][] x, Masks masks, double[][][] outGradient) {
    return backward(parameters, x, masks, State.zero(x.length, settings.units()), outGradient);
  }

  /**
   * The way back of a run from where the layer stood, which is taken for given.
   *
   * @param x {@code [sample][step][inputs]}
   * @param outGradient {@code [sample][step][outputs]}
   */
  public Gradients backward(
      double[] parameters, double[][][] x, Masks masks, State from, double[][][] outGradient) {
    double[] gradient = new double[parameters.length];
    double[][][] input = new double[x.length][][];
    for (int sample = 0; sample < x.length; sample++) {
      ReferencePath[] paths = paths(parameters, x[sample], masks, from, sample);
      input[sample] = new double[x[sample].length][settings.inputs()];
      for (int direction = 0; direction < paths.length; direction++) {
        double[][] back = split(paths, direction, x[sample].length, outGradient[sample]);
        paths[direction].backward(x[sample], back, gradient, input[sample]);
      }
    }
    return new Gradients(gradient, input);
  }

  /** The gradient of what one direction gave, at each time. */
  private double[][] split(ReferencePath[] paths, int direction, int steps, double[][] gradient) {
    double[][] part = new double[steps][settings.units()];
    for (int time = 0; time < gradient.length; time++) {
      int to = settings.lastOnly() ? paths[direction].lastTime(steps) : time;
      for (int unit = 0; unit < settings.units(); unit++) {
        part[to][unit] =
            switch (settings.direction()) {
              case FORWARD, BACKWARD, ADD -> gradient[time][unit];
              case CONCATENATE -> gradient[time][direction * settings.units() + unit];
              case AVERAGE -> gradient[time][unit] / 2;
              case MULTIPLY -> gradient[time][unit] * output(paths[1 - direction], time)[unit];
            };
      }
    }
    return part;
  }
}
