package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.EvaluationSettings.EvaluatedPart;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.scale.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Window counts and errors of the naive forecast on real histories equal the numbers worked out
 * elsewhere from the same files; and a recurrent model beats it where it can be beaten.
 */
class PublishedNumbersIT {

  private static final String WEATHER =
      """
      history { input = ["%2$s/weather.csv.gz"], csv.charset = "UTF-8", missing = ["-9999"] }
      history.time { column = "date", pattern = "yyyy-MM-dd HH:mm:ss" }
      history.channels = ["T (degC)"]
      window { length = 120, sampling = 6, lead = 144, targets = ["T (degC)"] }
      """;

  private static final String HOURLY =
      """
      history { input = ["%2$s/jena_temperature_hourly_raw.csv"] }
      history.time { column = "Date Time", pattern = "dd.MM.yyyy HH:mm:ss" }
      window { length = 120, lead = 24, targets = ["T (degC)"] }
      """;

  private static final String TRANSFORMER =
      """
      history { input = ["%2$s/ETTh1.csv"] }
      history.time { column = "date", pattern = "yyyy-MM-dd HH:mm:ss" }
      history.channels = ["OT"]
      split { by = steps, steps { training = 8640, validation = 2880, test = 2880 } }
      window { lead = 24, targets = ["OT"] }
      """;

  private static final String ROWS = "grid.index = rows\n";
  private static final String INSIDE = "split.inputs = inside\n";

  /**
   * Each error with as many digits as were published; the transformer's in deviations of its
   * training part.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "weather rows inside, 12316, 2.8140, 12316, 2.0916, 0.00005",
    "weather rows keras, 12460, 2.8196, 11602, 2.1461, 0.00005",
    "weather grid inside, 12318, 2.8141, 12318, 2.0913, 0.00005",
    "hourly rows inside, 17380, 2.44064, 17380, 2.61854, 0.000005",
    "hourly grid inside, 17238, 2.43685, 17172, 2.62356, 0.000005",
    "transformer 1 inside, 2856, 0.21565, 2856, 0.16676, 0.000005",
    "transformer 96 inside, 2761, 0.21758, 2761, 0.16838, 0.000005",
    "transformer 96 before, 2880, 0.21499, 2880, 0.16637, 0.000005",
  })
  void countsAndNaiveErrorsAreThePublishedOnes(
      String what,
      long validationWindows,
      double validationMae,
      long testWindows,
      double testMae,
      double digits,
      @TempDir Path folder)
      throws IOException {
    RunMain main = main(folder, configuration(what));
    main.require("ingest");
    main.require("train");
    main.require("evaluate", "evaluation.part=validation");
    main.require("evaluate");
    double unit = 1;
    if (what.startsWith("transformer")) {
      Scaler.Column scaled = targetScaler(folder);
      assertThat(scaled.shift()).isCloseTo(17.1283, within(0.00005));
      assertThat(scaled.divisor()).isCloseTo(9.1765, within(0.00005));
      unit = scaled.divisor();
    }
    assertNaive(folder, EvaluatedPart.VALIDATION, validationWindows, validationMae, unit, digits);
    assertNaive(folder, EvaluatedPart.TEST, testWindows, testMae, unit, digits);
  }

  /** Hardly any model beats the naive forecasts there, and no page may claim it where none does. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"weather rows inside", "transformer 96 before"})
  void thePageSaysHonestlyWhoWins(String what, @TempDir Path folder) throws IOException {
    RunMain main =
        main(
            folder,
            configuration(what)
                + """
                features.calendar = [hour-of-day, day-of-year]
                model.layers = [{ type = lstm, units = 16 }]
                training { epochs = 2, batch = 128 }
                report.output = "%1$s/report.html"
                """);
    for (String job : List.of("ingest", "train", "evaluate", "report")) {
      main.require(job);
    }
    Evaluation evaluation = evaluation(folder, EvaluatedPart.TEST);
    long beaten =
        Stream.of(Forecasts.LAST_VALUE, Forecasts.SAME_TIME_LAST_PERIOD)
            .filter(naive -> mae(evaluation, Forecasts.MODEL) < mae(evaluation, naive))
            .count();
    assertThat(main.err())
        .contains(
            beaten == 2
                ? "beats both naive forecasts"
                : beaten == 0 ? "beats neither naive forecast" : "beats only one");
  }

  @Test
  void anLstmBeatsTheNaiveForecastOfTheHourlyTemperature(@TempDir Path folder) throws IOException {
    RunMain main =
        main(
            folder,
            HOURLY
                + ROWS
                + INSIDE
                + """
                features.calendar = [hour-of-day, day-of-year]
                evaluation.period = 24
                model.layers = [{ type = lstm, units = 16 }]
                training { epochs = 10, batch = 128, shards = 1, loss = mse }
                """);
    main.require("ingest");
    main.require("train");
    main.require("evaluate");
    Evaluation evaluation = evaluation(folder, EvaluatedPart.TEST);
    assertThat(mae(evaluation, Forecasts.LAST_VALUE)).isCloseTo(2.61854, within(0.000005));
    assertThat(mae(evaluation, Forecasts.MODEL)).isLessThanOrEqualTo(2.53);
  }

  /** The recipe gru-stack, which ends early here: the best epoch comes long before the fiftieth. */
  @Test
  void twoLayersOfGatedUnitsForecastTheHourlyTemperature(@TempDir Path folder) throws IOException {
    RunMain main =
        main(
            folder,
            "include required(file(\"%s\"))\n"
                    .replace("%s", ProjectFolder.path() + "/conf/recipes/gru-stack.conf")
                + HOURLY
                + ROWS
                + INSIDE
                + """
                features.calendar = [hour-of-day, day-of-year]
                window { sampling = 1, stride = 1 }
                evaluation { period = 24, baselines = [last-value] }
                training.early-stopping.patience = 5
                """);
    main.require("ingest");
    main.require("train");
    main.require("evaluate");
    assertThat(mae(evaluation(folder, EvaluatedPart.TEST), Forecasts.MODEL))
        .isLessThanOrEqualTo(2.48);
  }

  /**
   * The recipe remaining-life on a hundred engines; every fifth one validates, and those of another
   * fleet are told how many cycles they have left, of which no more than 125 count.
   */
  @Test
  void aRecurrentNetworkTellsWhatEnginesHaveStillToLive(@TempDir Path folder) throws IOException {
    Path histories = ProjectFolder.path().resolve("conf/histories");
    RunMain main =
        new RunMain(
            folder,
            "include required(file(\"%s\"))\n"
                    .replace("%s", ProjectFolder.path() + "/conf/recipes/remaining-life.conf")
                + "include required(file(\"%s\"))\n".replace("%s", histories + "/turbofan.conf")
                + """
                history.table = "%1$s/history"
                registry { path = "%1$s/registry", model = real }
                split.series { validation = [%V], test = [] }
                features.channels = [%C]
                evaluation { period = 1, part = all, windows = newest }
                """
                    .replace(
                        "%V",
                        named(
                            "", 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85,
                            90, 95, 100))
                    .replace(
                        "%C", named("sensor ", 2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)));
    String[] other = {
      "history.table=" + folder.resolve("other"),
      "history.input=[\"" + RealData.folder().resolve("cmapss/test_FD001.txt.gz") + "\"]",
      "history.remaining-life.cap=0",
      "history.remaining-life.input=" + RealData.folder().resolve("cmapss/RUL_FD001.txt")
    };
    main.require("ingest");
    main.require("train");
    main.require("ingest", other);
    main.require("evaluate", other);
    Evaluation evaluation = evaluation(folder, EvaluatedPart.ALL);
    assertThat(evaluation.windows().used()).isEqualTo(100);
    assertThat(rmse(evaluation, Forecasts.MODEL)).isLessThanOrEqualTo(15);
    assertThat(rmse(evaluation, Forecasts.MODEL)).isLessThan(rmse(evaluation, Forecasts.MEAN_LIFE));
  }

  private static String named(String kind, int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> "\"" + kind + number + "\"")
        .collect(Collectors.joining(", "));
  }

  /** A model without recurrence, quick to train: the naive errors do not depend on it. */
  private static String configuration(String what) {
    String quick =
        """
        model.layers = [{ type = flatten }, { type = dense, units = 1 }]
        training { epochs = 1, batch = 1024 }
        evaluation.period = %3$s
        """;
    List<String> words = List.of(what.split(" ", -1));
    String grid =
        what.startsWith("weather")
            ? "grid.step = 10 minutes\n"
            : "grid { step = 1 hour, repeats = first }\n";
    return switch (words.get(0) + " " + words.get(1)) {
      case "weather rows" ->
          WEATHER + ROWS + "split.inputs = " + words.get(2) + "\n" + quick.replace("%3$s", "144");
      case "weather grid" -> WEATHER + grid + INSIDE + quick.replace("%3$s", "24 hours");
      case "hourly rows" -> HOURLY + ROWS + INSIDE + quick.replace("%3$s", "24");
      case "hourly grid" -> HOURLY + grid + INSIDE + quick.replace("%3$s", "24 hours");
      default ->
          TRANSFORMER
              + ROWS
              + "window.length = "
              + words.get(1)
              + "\nsplit.inputs = "
              + words.get(2)
              + "\n"
              + quick.replace("%3$s", "24");
    };
  }

  private static RunMain main(Path folder, String hocon) throws IOException {
    return new RunMain(
        folder,
        hocon.replace("%2$s", RealData.folder().toString())
            + """
            history.table = "%1$s/history"
            registry { path = "%1$s/registry", model = real }
            """);
  }

  private static void assertNaive(
      Path folder, EvaluatedPart part, long windows, double mae, double unit, double digits)
      throws IOException {
    Evaluation evaluation = evaluation(folder, part);
    assertThat(evaluation.windows().used()).as("windows of %s", part).isEqualTo(windows);
    assertThat(mae(evaluation, Forecasts.LAST_VALUE) / unit)
        .as("naive MAE of %s", part)
        .isCloseTo(mae, within(digits));
  }

  private static double mae(Evaluation evaluation, Forecasts name) {
    return error(evaluation, name, Evaluation.Entry::mae);
  }

  private static double rmse(Evaluation evaluation, Forecasts name) {
    return error(evaluation, name, Evaluation.Entry::rmse);
  }

  private static double error(
      Evaluation evaluation, Forecasts name, ToDoubleFunction<Evaluation.Entry> error) {
    return evaluation.overall().stream()
        .filter(entry -> entry.forecaster().equals(name))
        .mapToDouble(error)
        .findFirst()
        .orElseThrow();
  }

  private static Scaler.Column targetScaler(Path folder) {
    return ModelRegistry.open(folder.resolve("registry").toString(), "real", new Configuration())
        .version(new VersionChoice.Latest())
        .contents()
        .pipeline()
        .targetScaler()
        .maps()
        .columns()
        .get(0);
  }

  private static Evaluation evaluation(Path folder, EvaluatedPart part) throws IOException {
    List<Evaluation> found = new ArrayList<>();
    try (Stream<Path> runs = Files.list(folder.resolve("registry/real/runs"))) {
      for (Path run : runs.toList()) {
        Path file = run.resolve(EvaluateJob.EVALUATION);
        if (Files.exists(file)) {
          found.add(Json.read(Files.readAllBytes(file), Evaluation.class, file.toString()));
        }
      }
    }
    return found.stream()
        .filter(evaluation -> evaluation.over().part() == part)
        .findFirst()
        .orElseThrow();
  }
}
