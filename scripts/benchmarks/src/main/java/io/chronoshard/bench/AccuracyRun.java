package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.Main;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One history, on which recipes are compared. */
final class AccuracyRun {

  /** How well somebody forecast. */
  private record Result(String by, long windows, double mae, double rmse) {

    private static Result of(String by, Entry entry) {
      return new Result(by, entry.count(), entry.mae(), entry.rmse());
    }
  }

  /** What is fitted once; ridge, which takes longer than most recipes, needs no further past. */
  private static final String ALL_BASELINES =
      """
      evaluation.baselines = [last-value, same-time-last-period, climatology, autoregression, ridge]
      """;

  /** Where each of these knows too little, a window is left out: for all recipes alike. */
  private static final String SAME_WINDOWS =
      """
      evaluation.baselines = [last-value, same-time-last-period, climatology, autoregression]
      """;

  private final Path folder;
  private final AccuracyTask task;

  AccuracyRun(Path folder, AccuracyTask task) {
    this.folder = folder;
    this.task = task;
  }

  /** Trains and evaluates recipes: a row for each and for each baseline, the best first. */
  Table table(List<String> recipes) throws IOException {
    Files.createDirectories(folder);
    ingest();
    List<Result> results = new ArrayList<>();
    for (String recipe : recipes) {
      Evaluation evaluation = evaluation(recipe, results.isEmpty() ? ALL_BASELINES : SAME_WINDOWS);
      addTo(results, recipe, evaluation);
    }
    double naive = naive(results).mae();
    results.sort(Comparator.comparingDouble(Result::mae));
    Table table =
        new Table(1, List.of("by", "windows", "MAE", "RMSE", "times " + task.naive().label()));
    for (Result result : results) {
      table.add(row(result, naive));
    }
    return table;
  }

  /** The model's errors, and before the first model's those of the baselines. */
  private void addTo(List<Result> results, String recipe, Evaluation evaluation) {
    if (results.isEmpty()) {
      evaluation.overall().stream()
          .filter(entry -> !entry.forecaster().areTheModels())
          .forEach(entry -> results.add(Result.of(entry.forecaster().label(), entry)));
    }
    Result naive = Result.of(task.naive().label(), entry(evaluation, task.naive()));
    if (!naive.equals(naive(results))) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s of %s has other windows: the naive forecast is off %s there and %s before",
              recipe,
              task.name(),
              naive,
              naive(results)));
    }
    Entry models = entry(evaluation, Forecasts.MODEL);
    results.add(Result.of(recipe, models));
    System.err.printf(
        Locale.ROOT,
        "bench: %s, %s: MAE %.4f, RMSE %.4f%n",
        task.name(),
        recipe,
        models.mae(),
        models.rmse());
  }

  private Result naive(List<Result> results) {
    return results.stream()
        .filter(result -> result.by().equals(task.naive().label()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> row(Result result, double naive) {
    return List.of(
        result.by(),
        String.format(Locale.ROOT, "%,d", result.windows()),
        String.format(Locale.ROOT, "%.3f", result.mae()),
        String.format(Locale.ROOT, "%.3f", result.rmse()),
        String.format(Locale.ROOT, "%.2f", result.mae() / naive));
  }

  private void ingest() throws IOException {
    require("ingest", history(task.name()));
    if (!task.testTable().isEmpty()) {
      require("ingest", history(task.testTable()));
    }
  }

  private Evaluation evaluation(String recipe, String baselines) throws IOException {
    String settings =
        include("conf/recipes/" + recipe + ".conf")
            + history(task.name())
            + task.settings()
            + task.ofRecipes().getOrDefault(recipe, "")
            + setting("registry.path", folder.resolve("registry").toString())
            + setting("registry.model", recipe);
    require("train", settings);
    require("evaluate", settings + tested(baselines));
    try (Stream<Path> runs =
        Files.list(folder.resolve("registry").resolve(recipe).resolve("runs"))) {
      Path file =
          runs.map(run -> run.resolve(EvaluateJob.EVALUATION))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      return Json.read(Files.readAllBytes(file), Evaluation.class, file.toString());
    }
  }

  /** What is forecast, and what that is compared with: no other history has a training part. */
  private String tested(String baselines) {
    return task.testTable().isEmpty()
        ? baselines
        : history(task.testTable())
            + "evaluation { part = all, windows = newest, baselines = [last-value] }\n";
  }

  private static Entry entry(Evaluation evaluation, Forecasts forecaster) {
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(forecaster))
        .findFirst()
        .orElseThrow();
  }

  private String history(String name) {
    return include("conf/histories/" + name + ".conf")
        + setting("history.table", folder.resolve(name).toString());
  }

  private static String include(String file) {
    return "include required(file(\"" + Path.of(file).toAbsolutePath() + "\"))\n";
  }

  private static String setting(String key, String value) {
    return key + " = \"" + value + "\"\n";
  }

  private void require(String job, String settings) throws IOException {
    int code = run(job, settings);
    if (code != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s of %s ended with code %d", job, task.name(), code));
    }
  }

  private int run(String job, String settings) throws IOException {
    Path config = Files.writeString(folder.resolve("job.conf"), settings);
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    return Main.run(
        new String[] {job, "--config", config.toString(), "--quiet"}, nowhere, System.err);
  }
}
