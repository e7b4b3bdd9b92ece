package io.chronoshard.bench;

import java.util.List;
import java.util.Map;

/**
 * What is forecast of a real history, by every recipe that fits.
 *
 * @param name of its file in {@code conf/histories}
 * @param what in words
 * @param settings over those of the history and the recipe
 * @param ofRecipes further settings, by the recipe's name
 */
record AccuracyTask(String name, String what, String settings, Map<String, String> ofRecipes) {

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
              "Temperature of eight years, hourly, 24 hours ahead",
              ONE_VALUE
                  + """
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day, day-of-year] }
                  window { length = 120, lead = 24, targets = ["T (degC)"] }
                  evaluation.period = 24
                  """,
              change("T (degC)")),
          new AccuracyTask(
              "weather",
              "Temperature of one year, every 10 minutes, 24 hours ahead",
              ONE_VALUE
                  + """
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day] }
                  window { length = 120, sampling = 1 hour, lead = 24 hours, targets = ["T (degC)"] }
                  evaluation.period = 24 hours
                  """,
              change("T (degC)")),
          new AccuracyTask(
              "transformer",
              "Oil temperature of a transformer, hourly, 24 hours ahead",
              ONE_VALUE
                  + """
                  split { by = steps, steps { training = 8640, validation = 2880, test = 2880 } }
                  features { channels = [], calendar = [hour-of-day] }
                  window { length = 120, lead = 24 hours, targets = [OT] }
                  evaluation.period = 24 hours
                  """,
              change("OT")),
          new AccuracyTask(
              "air",
              "Fine dust of a city, hourly, one hour ahead",
              ONE_VALUE
                  + """
                  split { fraction { training = 0.5, validation = 0.25 }, inputs = inside }
                  features { channels = [], calendar = [hour-of-day, day-of-year] }
                  window { length = 120, lead = 1 hour, targets = ["pm2.5"] }
                  evaluation.period = 24 hours
                  """,
              change("pm2.5")));

  private static Map<String, String> change(String channel) {
    return Map.of(
        "change", "window.targets = [{ type = difference, channel = \"" + channel + "\" }]\n");
  }
}
