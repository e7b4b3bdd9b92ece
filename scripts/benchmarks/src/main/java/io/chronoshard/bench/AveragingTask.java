package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import java.util.List;

/**
 * A history on which ways of averaging are compared.
 *
 * @param name by which it is chosen
 * @param what in words
 * @param kind where it comes from; a real one is one of {@code conf/histories}
 * @param settings over those of the history
 */
record AveragingTask(String name, String what, Kind kind, String settings) {

  /** Where a history comes from. */
  enum Kind {
    MADE_UP,
    REAL
  }

  /**
   * How much is trained.
   *
   * @param shards numbers of shards that are compared
   * @param seeds of each network
   * @param epochs of each
   * @param period minibatches between two averagings
   */
  record Size(List<Integer> shards, int seeds, int epochs, int period) {}

  /** Windows and network, the same for all but the target. */
  private static final String NETWORK =
      """
      window { length = 48, sampling = 1 hour, horizon = 1, lead = 24 hours, targets = ["T (degC)"] }
      model.layers = [{ type = gru, units = 32 }]
      training { batch = 64, optimizer.learning-rate = 0.002, early-stopping.patience = 0 }
      """;

  private static final List<AveragingTask> ALL =
      List.of(
          new AveragingTask(
              "simulated",
              "Made-up weather of two years, every 10 minutes, 24 hours ahead",
              Kind.MADE_UP,
              """
              simulate { steps = 105120, channels = 6 }
              grid { step = 10 minutes, block-steps = 1008 }
              split.fraction { training = 0.6, validation = 0.2 }
              features.calendar = [hour-of-day, day-of-year]
              """
                  + NETWORK
                  + "window.stride = 20 minutes\n"),
          new AveragingTask(
              "temperature",
              "Temperature of eight years, hourly, 24 hours ahead",
              Kind.REAL,
              """
              grid.block-steps = 512
              split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
              features { channels = [], calendar = [hour-of-day, day-of-year] }
              """
                  + NETWORK),
          new AveragingTask(
              "weather",
              "Temperature of one year, every 10 minutes, 24 hours ahead",
              Kind.REAL,
              """
              grid.block-steps = 512
              split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
              features { channels = [], calendar = [hour-of-day] }
              """
                  + NETWORK));

  /** The names of all. */
  static List<String> names() {
    return ALL.stream().map(AveragingTask::name).toList();
  }

  /** By its name. */
  static AveragingTask of(String name) {
    return ALL.stream()
        .filter(task -> task.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--histories=" + name + ": there is no such one; there are " + names()));
  }
}
