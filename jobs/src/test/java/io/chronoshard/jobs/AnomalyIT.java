package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms of two made-up sites with labelled events, from training to the page. */
class AnomalyIT {

  private static final double BUDGET = 0.01;

  @TempDir private static Path folder;

  private static RunMain main;

  @BeforeAll
  static void train() throws IOException {
    main =
        new RunMain(
            folder,
            """
            simulate {
              output = "%1$s/raw"
              steps = 3000
              series = 2
              channels = 2
              events { share = 0.03, longest = 48 }
            }
            history {
              input = ["%1$s/raw/*.csv"]
              series.column = series
              labels { input = "%1$s/raw/_events.csv", series = series, channel = event }
              table = "%1$s/history"
            }
            grid { step = 10 minutes, block-steps = 512 }
            window { length = 6, lead = 12, targets = ["T (degC)"] }
            model.layers = [{ type = flatten }, { type = dense, units = 4 }]
            training { epochs = 3, batch = 64, optimizer.learning-rate = 0.01, anomaly.budget = 0.01 }
            evaluation { baselines = [last-value], label = event }
            registry { path = "%1$s/registry", model = alarms }
            scores.output = "%1$s/scores"
            report.output = "%1$s/report.html"
            """);
    main.require("simulate");
    main.require("ingest");
    main.require("train");
  }

  private static AnomalyRule rule(String registry) {
    return ModelRegistry.open(folder.resolve(registry).toString(), "alarms", new Configuration())
        .version(new VersionChoice.Latest())
        .contents()
        .pipeline()
        .alarms()
        .orElseThrow();
  }

  private static Alarms alarms(String registry, String part) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve(registry + "/alarms/runs"))) {
      for (Path run : runs.toList()) {
        Path file = run.resolve(EvaluateJob.EVALUATION);
        if (Files.exists(file)) {
          Evaluation found = Json.read(Files.readAllBytes(file), Evaluation.class, file.toString());
          if (found.over().part().name().equals(part)) {
            return found.alarms().orElseThrow();
          }
        }
      }
    }
    throw new AssertionError("no evaluation of " + part);
  }

  /** On the page too, and whatever executes it. */
  @Test
  void alarmsAreComparedWithEvents() throws IOException {
    assertThat(rule("registry").training()).isCloseTo(BUDGET, within(1e-3));
    main.require("evaluate");
    assertThat(main.out())
        .contains("of a budget of 1.000 %, and of the validation windows ")
        .contains("\"event\": ", " events found", "precision", "recall");
    Alarms alarms = alarms("registry", "TEST");
    assertThat(alarms.alarms()).isPositive().isGreaterThanOrEqualTo(alarms.runs());
    assertThat(alarms.detection().orElseThrow().events()).isPositive();
    assertThat(alarms.detection().orElseThrow().found()).isPositive();

    main.require("report");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("<h3>Alarms</h3>", "Events of &quot;event&quot;", "\"alarm\":[");

    String other = "registry.path=" + folder.resolve("other");
    main.on("local[1]");
    main.require("train", other);
    main.require("evaluate", other);
    main.on("local[*]");
    assertThat(rule("other")).isEqualTo(rule("registry"));
    assertThat(alarms("other", "TEST")).isEqualTo(alarms);
  }

  /** What happened is known but for the last two hours. */
  @Test
  void scoresTellWhatHappenedAndTheSameAlarms() throws IOException {
    main.require("evaluate", "evaluation.part=all");
    main.require("score");
    assertThat(main.err()).doesNotContain("no forecast can be told an alarm");
    assertThat(main.out())
        .contains(
            "forecasts checked against what happened, of which "
                + alarms("registry", "ALL").alarms()
                + " are alarms");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      Dataset<Row> table = spark.read().parquet(folder.resolve("scores").toString());
      assertThat(table.columns()).contains("actual", "anomaly", "alarm");
      assertThat(table.filter("alarm").count())
          .isPositive()
          .isEqualTo(alarms("registry", "ALL").alarms());
      assertThat(table.filter("actual is null").count()).isEqualTo(2 * 12);
      assertThat(
              table.filter("actual is null and (alarm is not null or anomaly is not null)").count())
          .isZero();
      double threshold = rule("registry").threshold();
      assertThat(table.filter("alarm != (anomaly > " + threshold + "D)").count()).isZero();
    }
  }

  @Test
  void theNewestWindowsAreTooNewForAlarms() {
    String output = "scores.output=" + folder.resolve("newest");
    main.require("score", output, "scores.windows=newest");
    assertThat(main.err())
        .contains("no forecast can be told an alarm", "scores.windows = all looks back");
    assertThat(main.out()).doesNotContain("checked against what happened");
  }

  private static void assertRefused(String job, String message, String... sets) {
    assertThat(main.run(job, sets)).isEqualTo(2);
    assertThat(main.err()).contains(message);
  }

  @Test
  void whatCannotAlarmIsRefused() {
    String event = "window.targets=[{ type = passes, channel = \"T (degC)\", above = 20 }]";
    assertRefused("train", "\"T (degC) above 20\" is an event or a class", event);
    assertRefused("train", "\"event\" is a label, which no sensor tells", "window.targets=[event]");
    assertRefused(
        "train",
        "set model.recursive to 1",
        "model.recursive=2",
        "window.lead=1",
        "features.channels=[\"T (degC)\"]");
    assertRefused("train", "training.anomaly.budget = 1", "training.anomaly.budget=1");
    assertRefused("train", "training.anomaly.budget = -0.1", "training.anomaly.budget=-0.1");
  }

  @Test
  void whatIsNoLabelOfAnAlarmIsRefused() {
    assertRefused("evaluate", "its labels are [event]", "evaluation.label=evnt");
    assertRefused("evaluate", "is no label but a sensor's", "evaluation.label=\"p (mbar)\"");
    assertRefused("evaluate", "set evaluation.windows to all", "evaluation.windows=newest");
    String plain = "registry.model=plain";
    main.require("train", plain, "training.anomaly.budget=0", "training.epochs=1");
    assertRefused("evaluate", "was trained without training.anomaly.budget", plain);
  }
}
