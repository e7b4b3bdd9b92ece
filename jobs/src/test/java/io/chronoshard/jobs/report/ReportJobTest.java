package io.chronoshard.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.jobs.PublishedVersion;
import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.model.error.Further;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.SnapshotHead;
import io.chronoshard.registry.SnapshotStaging;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.window.WindowCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJobTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void publishAVersion() throws IOException {
    Files.writeString(
        folder.resolve("a.conf"),
        String.format(
            Locale.ROOT,
            """
        registry { path = "%1$s/registry", model = pump }
        history.table = "%1$s/table"
        report.output = "%1$s/pages/report.html"
        """,
            folder));
    new PublishedVersion("run-a", 7, AXIS, 0.5, Instant.EPOCH)
        .publish(folder.resolve("registry"), "pump");
  }

  @Test
  void aVersionThatWasNotEvaluatedHasNoPage() {
    assertThat(report()).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "chronoshard report: version v000001 was not evaluated on the test part yet (evaluation.part, evaluation.windows); run `evaluate` first");
    assertThat(folder.resolve("pages")).doesNotExist();
  }

  @Test
  void writesThePageAndTellsWhereItIs() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");
    table(PublishedVersion.FINGERPRINT);

    assertThat(report()).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualToIgnoringNewLines(folder.resolve("pages/report.html").toString());
    assertThat(page())
        .contains("Beats both naive forecasts")
        .contains("1,234")
        .contains("(None, 1)")
        .doesNotContain("left out:");
    try (var files = Files.list(folder.resolve("pages"))) {
      assertThat(files).hasSize(1);
    }
    RunStatus status = reportRun().status().orElseThrow();
    assertThat(status.state()).isEqualTo(RunStatus.State.DONE);
    assertThat(status.modelVersion()).contains(1);
  }

  @Test
  void tellsItsResultAsJson() {
    evaluated("evaluate-a", 1, 1.2, "2024-01-01T00:00:00Z");

    assertThat(report("--json")).isZero();

    RunStatus status = Json.read(out.toByteArray(), RunStatus.class, "standard output");
    assertThat(status.message()).isEqualTo(folder.resolve("pages/report.html").toString());
    assertThat(status.modelVersion()).contains(1);
    assertThat(err.toString(UTF_8)).contains("beats neither naive forecast of load");
  }

  @Test
  void takesTheNewestEvaluationOfTheVersion() throws IOException {
    evaluated("evaluate-b", 1, 0.75, "2024-01-02T00:00:00Z");
    evaluated("evaluate-a", 1, 0.25, "2024-01-03T00:00:00Z");
    evaluated("evaluate-c", 2, 0.5, "2024-01-04T00:00:00Z");
    registry().run("evaluate-d").begin("evaluate", "identity", at("2024-01-05T00:00:00Z")).close();

    assertThat(report()).isZero();

    assertThat(page()).contains("the better one by 75.0%");
  }

  @Test
  void leavesOutTheLedgerOfOtherData() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");
    table("another");

    assertThat(report()).isZero();

    assertThat(page())
        .contains("The ledger is left out: the history table")
        .contains("holds other data than this version was trained on")
        .doesNotContain("1,234");
  }

  @Test
  void leavesOutTheLedgerWhereThereIsNoTable() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");

    assertThat(report()).isZero();

    assertThat(page()).contains("The ledger is left out: history.table");
  }

  @Test
  void leavesOutAPlanThatCannotBeRead() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");
    Path planned = folder.resolve("registry/pump/runs/run-a/planned.json");
    Files.createDirectories(planned.getParent());
    Files.writeString(planned, "{\"lines\": [{\"quantity\": \"LIGHT_YEARS\"}]}");

    assertThat(report()).isZero();

    assertThat(err.toString(UTF_8))
        .contains("what was planned of the training is left out: ", "run-a/planned.json");
    assertThat(page()).contains("Beats both naive forecasts").doesNotContain("Plan and training");
  }

  @Test
  void writesThePageAgain() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");
    assertThat(report()).isZero();
    String first = page();
    Files.writeString(folder.resolve("pages/report.html"), "spoilt");

    assertThat(report()).isZero();

    assertThat(page()).isEqualTo(first);
  }

  @Test
  void aFolderInTheWayIsAWrongConfiguration() throws IOException {
    evaluated("evaluate-a", 1, 0.8, "2024-01-01T00:00:00Z");
    Files.createDirectories(folder.resolve("pages/report.html"));

    assertThat(report()).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "chronoshard report: file:"
                + folder.resolve("pages/report.html")
                + " is a folder; name a file");
  }

  @Test
  void aRetrainingThatIsNotThereIsNamedBesideThoseThatAre() {
    assertThat(report("--run", "newest")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("--run newest: ", "/registry/pump has no such retraining; run `retrain` first");

    failedNight("retrain-2024-03-01T000000Z");
    assertThat(report("--run", "train-a")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("has no such retraining; there are retrain-2024-03-01T000000Z");
    assertThat(folder.resolve("pages")).doesNotExist();
  }

  @Test
  void aRetrainingThatFailedHasAPageThatSaysWhy() throws IOException {
    failedNight("retrain-2024-03-01T000000Z");

    assertThat(report("--run", "retrain-2024-03-01T000000Z")).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualToIgnoringNewLines(folder.resolve("pages/report.html").toString());
    assertThat(page())
        .contains("Not decided: the run failed")
        .contains("the &lt;name node&gt; does not answer")
        .contains("first version, of run run-a", "v000001", "0.5000");
    assertThat(reportRun().status().orElseThrow().state()).isEqualTo(RunStatus.State.DONE);
  }

  @Test
  void whatAnotherReleaseHasDecidedIsLeftOutAndTold() throws IOException {
    failedNight("retrain-2024-03-02T000000Z");
    failedNight("retrain-2024-03-01T000000Z");
    Path other = folder.resolve("registry/pump/runs/retrain-2024-03-01T000000Z/decision.json");
    Files.writeString(other, "{\"format\": 99}");

    assertThat(report("--run", "newest")).isZero();
    assertThat(page())
        .contains("retraining of 2024-03-02 00:00 UTC")
        .contains("Left out, retrain-2024-03-01T000000Z: ", "decision.json");

    assertThat(report("--run", "retrain-2024-03-01T000000Z")).isEqualTo(4);
  }

  private void failedNight(String runId) {
    try (RunAttempt attempt =
        registry().run(runId).begin("retrain", "identity", at("2024-03-03T00:00:00Z"))) {
      attempt.failed(4, "the <name node> does not answer");
    }
  }

  private int report(String... options) {
    String[] arguments = Arrays.copyOf(new String[] {"report"}, 3 + options.length);
    arguments[1] = "--config";
    arguments[2] = folder.resolve("a.conf").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return new Cli(List.of(new ReportJob()))
        .run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("pages/report.html"));
  }

  private ModelRegistry registry() {
    return ModelRegistry.open(folder.resolve("registry").toString(), "pump", new Configuration());
  }

  private RunFolder reportRun() {
    return registry().runs().stream()
        .filter(run -> run.runId().startsWith("report-"))
        .findFirst()
        .orElseThrow();
  }

  private void evaluated(String runId, int version, double mae, String ended) {
    RunFolder run = registry().run(runId);
    try (RunAttempt attempt = run.begin("evaluate", "identity", at(ended))) {
      run.write(
          EvaluateJob.EVALUATION,
          new Evaluation(
              version,
              Evaluated.TEST,
              new WindowCounts(24, 20, 3, 1),
              0,
              0,
              List.of(
                  new Entry(Forecasts.MODEL, "load", -1, "", 20, mae, 1, 0, Further.NONE),
                  new Entry(Forecasts.LAST_VALUE, "load", -1, "", 20, 1, 1, 0, Further.NONE),
                  new Entry(
                      Forecasts.SAME_TIME_LAST_PERIOD,
                      "load",
                      -1,
                      "",
                      20,
                      1.1,
                      1,
                      0,
                      Further.NONE)),
              List.of(),
              List.of(),
              Evaluation.Outside.NONE,
              List.of(),
              List.of(),
              new Evaluation.Losses(mae, List.of()),
              SeriesSpread.told(1),
              Optional.empty()));
      attempt.done(new RunResult(Map.of(), Map.of(), Optional.of(version), "done"));
    }
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }

  private void table(String fingerprint) throws IOException {
    History history =
        new History(AXIS, 1024, List.of("load"), RecordedTimes.FROM_STEPS, List.of(), fingerprint);
    TableSnapshots snapshots =
        TableSnapshots.of(
            folder.resolve("table").toString(), new org.apache.hadoop.conf.Configuration());
    SnapshotStaging staging = snapshots.next(snapshots.latest(), "made-up");
    staging.begin();
    staging.commit(
        new SnapshotHead("made-up", "{}", List.of(), 1_234, fingerprint),
        new Ledger(
            new Rows(1_234, 1_234, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            1,
            List.of(),
            1,
            1_234,
            0,
            List.of(),
            List.of(),
            List.of(),
            0),
        new RecordedGrid(history, List.of(), List.of()));
  }
}
