package io.chronoshard.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is forecast of a real history, by every recipe that fits.
 *
 * @param name of its file in {@code conf/histories}
 * @param what in words
 * @param settings over those of the history and the recipe
 * @param ofRecipes further settings, by the recipe's name
 * @param testTable name in {@code conf/histories} of another history that is forecast as a whole,
 *     the newest window of each series; empty where the history's own test part is
 */
record AccuracyTask(
    String name, String what, String settings, Map<String, String> ofRecipes, String testTable) {

  /** Settings by which errors of all tasks are alike. */
  private static final String ONE_VALUE =
      """
      window { sampling = 1, stride = 1, horizon = 1, spacing = 1 }
      training { shards = 1, early-stopping.patience = 5 }
      """;

  /** All that are compared. */
  static final List<AccuracyTask> ALL =
      List.of(
          new AccuracyTask(
              "temperature",
              "temperature of eight years, hourly, 24 hours ahead",
              ONE_VALUE
                  + """
                  grid.index = rows
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day, day-of-year] }
                  window { length = 120, lead = 24, targets = ["T (degC)"] }
                  evaluation.period = 24
                  """,
              change("T (degC)"),
              ""),
          new AccuracyTask(
              "weather",
              "temperature of one year, every 10 minutes, 24 hours ahead",
              ONE_VALUE
                  + """
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day] }
                  window { length = 120, sampling = 1 hour, lead = 24 hours, targets = ["T (degC)"] }
                  evaluation.period = 24 hours
                  """,
              change("T (degC)"),
              ""),
          new AccuracyTask(
              "transformer",
              "oil temperature of a transformer, hourly, 24 hours ahead",
              ONE_VALUE
                  + """
                  split { by = steps, steps { training = 8640, validation = 2880, test = 2880 } }
                  features { channels = [], calendar = [hour-of-day] }
                  window { length = 120, lead = 24 hours, targets = [OT] }
                  evaluation.period = 24 hours
                  """,
              change("OT"),
              ""),
          new AccuracyTask(
              "air",
              "fine dust of a city, hourly, one hour ahead",
              ONE_VALUE
                  + """
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day, day-of-year] }
                  window { length = 120, lead = 1 hour, targets = ["pm2.5"] }
                  evaluation.period = 24 hours
                  """,
              change("pm2.5"),
              ""),
          new AccuracyTask(
              "turbofan",
              "cycles until an engine fails, at most 125",
              ONE_VALUE
                  + """
                  split { by = series, series.validation = [%s] }
                  features.channels = []
                  window { length = 30, lead = 0, targets = ["remaining life"] }
                  """
                      .replace("%s", everyFifthEngine()),
              Map.of(),
              "turbofan-test"));

  private static String everyFifthEngine() {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(fifth -> "\"" + 5 * fifth + "\"")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> change(String channel) {
    return Map.of(
        "change", "window.targets = [{ type = difference, channel = \"" + channel + "\" }]\n");
  }
}
