package io.chronoshard.bench;

import io.chronoshard.evaluate.Forecasts;
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
 * @param recipes that are compared
 * @param naive the forecast that all errors are told as multiples of
 * @param testTable name in {@code conf/histories} of another history, of which the newest window of
 *     each series is forecast; empty where the history's own test part is
 */
record AccuracyTask(
    String name,
    String what,
    String settings,
    Map<String, String> ofRecipes,
    List<String> recipes,
    Forecasts naive,
    String testTable) {

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
              change("T (degC)"),
              AccuracyRecipes.of("temperature"),
              Forecasts.LAST_VALUE,
              ""),
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
              change("T (degC)"),
              AccuracyRecipes.of("weather"),
              Forecasts.LAST_VALUE,
              ""),
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
              change("OT"),
              AccuracyRecipes.of("transformer"),
              Forecasts.LAST_VALUE,
              ""),
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
              change("pm2.5"),
              AccuracyRecipes.of("air"),
              Forecasts.LAST_VALUE,
              ""),
          new AccuracyTask(
              "turbofan",
              "Cycles until an engine fails, at most 125",
              ONE_VALUE
                  + """
                  split { by = series, series { validation = [%s], test = [] } }
                  features.channels = [%s]
                  window {
                    length = 30, lead = 0
                    targets = [{ type = remaining-life, channel = "remaining life", cap = 125 }]
                  }
                  evaluation.period = 1
                  """
                      .replaceFirst("%s", everyFifthEngine())
                      .replaceFirst("%s", changingSensors()),
              Map.of(),
              AccuracyRecipes.of("turbofan"),
              Forecasts.MEAN_LIFE,
              "turbofan-test"));

  private static String everyFifthEngine() {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(fifth -> "\"" + 5 * fifth + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String changingSensors() {
    return IntStream.of(2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)
        .mapToObj(sensor -> "\"sensor " + sensor + "\"")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> change(String channel) {
    return Map.of(
        "change", "window.targets = [{ type = difference, channel = \"" + channel + "\" }]\n");
  }
}
