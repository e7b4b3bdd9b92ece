package io.chronoshard.bench;

import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Trains a model on the first two of eight years of real temperatures, and retrains it on the first
 * day of each month that follows, by what was read before. Forecasts of the champion of the month,
 * of the first model and of the last value are compared on the same windows, year by year.
 */
public final class RetrainingCases {

  private RetrainingCases() {}

  /** Retrains, and prints a table. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(List.of(arguments));
    } catch (UserException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void run(List<String> arguments) throws IOException {
    Path folder = Files.createTempDirectory("bench-retraining");
    try {
      RetrainedTemperature model = new RetrainedTemperature(folder);
      model.begin();
      NavigableMap<LocalDate, Integer> champions = new TreeMap<>();
      champions.put(RetrainedTemperature.FIRST, 1);
      for (LocalDate date = RetrainedTemperature.FIRST.plusMonths(1);
          date.isBefore(RetrainedTemperature.END);
          date = date.plusMonths(1)) {
        champions.put(date, model.retrain(date));
        System.err.printf(
            Locale.ROOT, "bench: %s: the champion is version %d%n", date, champions.get(date));
      }
      YearlyErrors errors = YearlyErrors.of(model, champions);
      System.out.println(
          "Temperature, hourly, 24 hours ahead, in degrees; a first model of the years 2009 and 2010, retrained monthly:");
      System.out.println();
      Table table = errors.table();
      System.out.print(arguments.contains("--markdown") ? table.markdown() : table.text());
    } finally {
      Folders.remove(folder);
    }
  }
}
