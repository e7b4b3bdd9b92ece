package io.chronoshard.bench;

import io.chronoshard.bench.Part.Activation;
import io.chronoshard.bench.Part.AveragePooling;
import io.chronoshard.bench.Part.Convolution;
import io.chronoshard.bench.Part.Dense;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Gives;
import io.chronoshard.bench.Part.MaxPooling;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.Part.Ways;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A network that frameworks train and run: windows of a few channels in, one number out.
 *
 * @param option as options name it
 * @param title what stands in the table; an output of one unit follows everywhere
 * @param parts its layers
 */
public record Network(String option, String title, List<Part> parts) {

  /** Windows of a minibatch. */
  public static final int BATCH = 256;

  /** Steps of a window. */
  public static final int STEPS = 120;

  /** Features of a step. */
  public static final int CHANNELS = 14;

  /** All, in the order of the table. */
  static final List<Network> ALL =
      List.of(
          new Network("lstm-16", "LSTM(16)", List.of(last(Kind.LSTM, 16, Ways.ONE), output(16))),
          new Network("lstm-32", "LSTM(32)", List.of(last(Kind.LSTM, 32, Ways.ONE), output(32))),
          two("gru-32-32", "GRU(32), GRU(32)", Kind.GRU, 32, 0),
          two("gru-32-32-dropped", "GRU(32), GRU(32), recurrent dropout 0.5", Kind.GRU, 32, 0.5),
          new Network(
              "bidirectional-lstm-16",
              "bidirectional LSTM(16)",
              List.of(last(Kind.LSTM, 16, Ways.BOTH), output(32))),
          two("lstm-128-128", "LSTM(128), LSTM(128)", Kind.LSTM, 128, 0),
          new Network(
              "simple-rnn-16",
              "SimpleRnn(16)",
              List.of(last(Kind.SIMPLE_RNN, 16, Ways.ONE), output(16))),
          new Network(
              "dense",
              "flatten, Dense(16)",
              List.of(
                  new Flatten(STEPS, CHANNELS),
                  new Dense(STEPS * CHANNELS, 16, Activation.RELU),
                  output(16))),
          new Network(
              "convolution",
              "Conv1D(8 × 24), pool, Conv1D(8 × 12), pool, Conv1D(8 × 6), average",
              List.of(
                  new Convolution(STEPS, CHANNELS, 8, 24),
                  new MaxPooling(97, 8),
                  new Convolution(48, 8, 8, 12),
                  new MaxPooling(37, 8),
                  new Convolution(18, 8, 8, 6),
                  new AveragePooling(8),
                  output(8))));

  private static Network two(String option, String title, Kind kind, int units, double dropped) {
    Part first = new Recurrent(kind, STEPS, CHANNELS, units, Ways.ONE, Gives.SEQUENCE, dropped);
    Part second = new Recurrent(kind, STEPS, units, units, Ways.ONE, Gives.LAST, dropped);
    return new Network(option, title, List.of(first, second, output(units)));
  }

  private static Part last(Kind kind, int units, Ways ways) {
    return new Recurrent(kind, STEPS, CHANNELS, units, ways, Gives.LAST, 0);
  }

  private static Part output(int reads) {
    return new Dense(reads, 1, Activation.LINEAR);
  }

  /**
   * One of all, by its option.
   *
   * @throws ConfigurationException where there is none
   */
  static Network of(String option) {
    return ALL.stream()
        .filter(network -> network.option.equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "there is no network "
                        + option
                        + "; choose from "
                        + ALL.stream().map(Network::option).collect(Collectors.joining(", "))));
  }

  /** Whether something is left to chance while training. */
  public boolean draws() {
    return parts.stream()
        .anyMatch(part -> part instanceof Recurrent layer && layer.recurrentDropout() > 0);
  }

  /** Weights at the beginning, for each layer, the same for all frameworks. */
  public List<float[]> weights() {
    Random random = new Random(option.hashCode());
    List<float[]> weights = new ArrayList<>();
    parts.forEach(part -> weights.add(part.weights(random)));
    return weights;
  }

  /** Bytes of a minibatch's input and of all activations that its way back needs. */
  public long activationBytes() {
    long values = (long) STEPS * CHANNELS + parts.stream().mapToLong(Part::activations).sum();
    return Float.BYTES * BATCH * values;
  }
}
