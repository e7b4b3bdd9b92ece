package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer over one sample. Steps are counted in the direction of travel.
 */
final class ReferencePath {

  private final Kind kind;
  private final Curve curve;
  private final Curve gate;
  private final int inputs;
  private final int units;
  private final int gates;
  private final double[] parameters;
  private final int kernel;
  private final int recurrentKernel;
  private final int bias;
  private final boolean isBackward;
  private final double @Nullable [] counts;
  private final double @Nullable [] inputMask;
  private final double @Nullable [] recurrentMask;

  /** {@code [step + 1][unit]}: before the first step, and behind each. */
  private double[][] h = {};

  private double[][] c = {};

  /** {@code [step][gate · unit]}: what the curves gave. */
  private double[][] gated = {};

  /** {@code [step][unit]}: of a GRU, {@code ĥ U + b'} of its candidate. */
  private double[][] recurrentSum = {};

  /**
   * For one sample; the way forward comes first.
   *
   * @param at where this direction's parameters begin
   * @param direction backward, or any other for forward
   * @param counts {@code [step]}: 1, or 0 where state and output are carried over; null for ones
   * @param inputMask {@code [feature]}: factors of the input; null for ones
   * @param recurrentMask {@code [unit]}: factors of the state that enters the recurrent product;
   *     null for ones
   */
  ReferencePath(
      RecurrentSettings settings,
      double[] parameters,
      int at,
      Direction direction,
      double @Nullable [] counts,
      double @Nullable [] inputMask,
      double @Nullable [] recurrentMask) {
    this.kind = settings.kind();
    this.curve = settings.curve();
    this.gate = settings.gate();
    this.inputs = settings.inputs();
    this.units = settings.units();
    this.gates =
        switch (kind) {
          case SIMPLE_RNN -> 1;
          case LSTM -> 4;
          case GRU -> 3;
        };
    this.parameters = parameters;
    this.kernel = at;
    this.recurrentKernel = kernel + inputs * gates * units;
    this.bias = recurrentKernel + units * gates * units;
    this.isBackward = direction == Direction.BACKWARD;
    this.counts = counts;
    this.inputMask = inputMask;
    this.recurrentMask = recurrentMask;
  }

  /** The state behind the last step. */
  double[] last() {
    return h[h.length - 1];
  }

  /** The cells behind the last step; zeros but for an LSTM. */
  double[] lastCell() {
    return c[c.length - 1];
  }

  /** The time of the last step. */
  int lastTime(int steps) {
    return isBackward ? 0 : steps - 1;
  }

  double[] outputAt(int time) {
    return h[time(time, h.length - 1) + 1];
  }

  private int time(int step, int steps) {
    return isBackward ? steps - 1 - step : step;
  }

  private boolean countsAt(int time) {
    return counts == null || counts[time] != 0;
  }

  /**
   * Runs over a sequence.
   *
   * @param x {@code [time][feature]}
   * @param state {@code [unit]}: before the first step
   * @param cell {@code [unit]}: before the first step
   */
  void forward(double[][] x, double[] state, double[] cell) {
    h = new double[x.length + 1][units];
    c = new double[x.length + 1][units];
    h[0] = state.clone();
    c[0] = cell.clone();
    gated = new double[x.length][gates * units];
    recurrentSum = new double[x.length][units];
    for (int step = 0; step < x.length; step++) {
      int time = time(step, x.length);
      if (countsAt(time)) {
        forward(step, masked(x[time], inputMask), masked(h[step], recurrentMask));
      } else {
        h[step + 1] = h[step].clone();
        c[step + 1] = c[step].clone();
      }
    }
  }

  private static double[] masked(double[] values, double @Nullable [] mask) {
    double[] product = values.clone();
    for (int i = 0; mask != null && i < product.length; i++) {
      product[i] *= mask[i];
    }
    return product;
  }

  private void forward(int step, double[] x, double[] dropped) {
    double[] v = gated[step];
    for (int unit = 0; unit < units; unit++) {
      for (int g = 0; g < gates; g++) {
        int column = g * units + unit;
        double input = parameters[bias + column];
        for (int feature = 0; feature < inputs; feature++) {
          input += x[feature] * parameters[kernel + feature * gates * units + column];
        }
        double recurrent = kind == Kind.GRU ? parameters[bias + gates * units + column] : 0;
        for (int from = 0; from < units; from++) {
          recurrent += dropped[from] * parameters[recurrentKernel + from * gates * units + column];
        }
        if (kind == Kind.GRU && g == 2) {
          recurrentSum[step][unit] = recurrent;
          v[column] = curve.at(input + v[units + unit] * recurrent);
        } else {
          v[column] = curveOf(g).at(input + recurrent);
        }
      }
      switch (kind) {
        case SIMPLE_RNN -> h[step + 1][unit] = v[unit];
        case LSTM -> {
          c[step + 1][unit] = v[units + unit] * c[step][unit] + v[unit] * v[2 * units + unit];
          h[step + 1][unit] = v[3 * units + unit] * curve.at(c[step + 1][unit]);
        }
        case GRU ->
            h[step + 1][unit] = v[unit] * h[step][unit] + (1 - v[unit]) * v[2 * units + unit];
      }
    }
  }

  private Curve curveOf(int g) {
    boolean isCandidate = kind == Kind.SIMPLE_RNN || g == 2;
    return isCandidate ? curve : gate;
  }

  /**
   * Adds to the gradients.
   *
   * @param out of what was given at each time
   */
  void backward(
      double[][] x, double[][] out, double[] parameterGradient, double[][] inputGradient) {
    double[] dh = new double[units];
    double[] dc = new double[units];
    for (int step = x.length - 1; step >= 0; step--) {
      int time = time(step, x.length);
      for (int unit = 0; unit < units; unit++) {
        dh[unit] += out[time][unit];
      }
      if (!countsAt(time)) {
        continue;
      }
      double[] inputSums = new double[gates * units];
      double[] recurrentSums = new double[gates * units];
      dh = sums(step, dh, dc, inputSums, recurrentSums);
      double[] dropped = masked(h[step], recurrentMask);
      double[] read = masked(x[time], inputMask);
      addGradient(read, dropped, inputSums, recurrentSums, parameterGradient);
      for (int from = 0; from < units; from++) {
        double sum = product(recurrentKernel, from, recurrentSums);
        dh[from] += recurrentMask == null ? sum : sum * recurrentMask[from];
      }
      for (int feature = 0; feature < inputs; feature++) {
        double sum = product(kernel, feature, inputSums);
        inputGradient[time][feature] += inputMask == null ? sum : sum * inputMask[feature];
      }
    }
  }

  /**
   * The gradients of the sums.
   *
   * @param dh of the state behind the step
   * @param dc in, of the cells behind the step; out, of those before it
   * @return what passes to the state before the step by the recurrent product
   */
  private double[] sums(
      int step, double[] dh, double[] dc, double[] inputSums, double[] recurrentSums) {
    double[] v = gated[step];
    double[] bypass = new double[units];
    for (int unit = 0; unit < units; unit++) {
      int second = units + unit;
      int third = 2 * units + unit;
      int fourth = 3 * units + unit;
      switch (kind) {
        case SIMPLE_RNN -> inputSums[unit] = dh[unit] * curve.slope(v[unit]);
        case LSTM -> {
          double bent = curve.at(c[step + 1][unit]);
          double cell = dc[unit] + dh[unit] * v[fourth] * curve.slope(bent);
          inputSums[unit] = cell * v[third] * gate.slope(v[unit]);
          inputSums[second] = cell * c[step][unit] * gate.slope(v[second]);
          inputSums[third] = cell * v[unit] * curve.slope(v[third]);
          inputSums[fourth] = dh[unit] * bent * gate.slope(v[fourth]);
          dc[unit] = cell * v[second];
        }
        case GRU -> {
          double candidate = dh[unit] * (1 - v[unit]) * curve.slope(v[third]);
          inputSums[unit] = dh[unit] * (h[step][unit] - v[third]) * gate.slope(v[unit]);
          inputSums[second] = candidate * recurrentSum[step][unit] * gate.slope(v[second]);
          inputSums[third] = candidate;
          recurrentSums[third] = candidate * v[second];
          bypass[unit] = dh[unit] * v[unit];
        }
      }
    }
    int same = kind == Kind.GRU ? 2 * units : inputSums.length;
    System.arraycopy(inputSums, 0, recurrentSums, 0, same);
    return bypass;
  }

  private void addGradient(
      double[] x, double[] dropped, double[] inputSums, double[] recurrentSums, double[] gradient) {
    int columns = gates * units;
    for (int column = 0; column < columns; column++) {
      for (int feature = 0; feature < inputs; feature++) {
        gradient[kernel + feature * columns + column] += x[feature] * inputSums[column];
      }
      for (int from = 0; from < units; from++) {
        gradient[recurrentKernel + from * columns + column] +=
            dropped[from] * recurrentSums[column];
      }
      gradient[bias + column] += inputSums[column];
      if (kind == Kind.GRU) {
        gradient[bias + columns + column] += recurrentSums[column];
      }
    }
  }

  private double product(int matrix, int row, double[] sums) {
    double sum = 0;
    for (int column = 0; column < sums.length; column++) {
      sum += parameters[matrix + row * gates * units + column] * sums[column];
    }
    return sum;
  }
}
