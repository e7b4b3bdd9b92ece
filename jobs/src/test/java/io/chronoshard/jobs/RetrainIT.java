package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a model through the command line: a short history, small networks. */
class RetrainIT {

  private static final RunDate DATE = RunDate.parse("2020-01-25");

  private static final WrittenHistory HISTORY = WrittenHistory.weather(1, 2, 144 * 26, 0.001, 512);

  @TempDir private Path folder;
  private RunMain main;

  @BeforeEach
  void trainAFirstChampion() throws IOException {
    main =
        new RunMain(
                folder,
                """
                history.table = "%1$s/history"
                registry { path = "%1$s/registry", model = weather, lock.lease = 6 seconds }
                window { length = 6, lead = 3, stride = 3, targets = [c0] }
                model.layers = [{ type = gru, units = 3 }]
                training { epochs = 1, batch = 32, optimizer.learning-rate = 0.01 }
                retrain { judge = 12 days, validate = 2 days, challengers = [
                  { name = longer, start = nothing, settings { training.epochs = 4 } }
                ], alerts.command = [sh, -c, "cat >> %1$s/alerts"] }
                gate { level = 0.5, bin = 12 hours, least-bins = 12, segments = [], block-length = 2, resamples = 999 }
                evaluation.baselines = [same-time-last-period]
                """)
            .on("local[2]");
    WrittenHistory.weather(1, 2, 144 * 6, 0.001, 512).write(folder.resolve("history"), 1);
    main.require("train");
    HISTORY.write(folder.resolve("history"), 2);
  }

  @Test
  void aDateIsDecidedOnceByWhatCameBeforeItAndWhatIsPromotedIsWhatWasJudged() throws IOException {
    FileUtils.copyDirectory(folder.resolve("registry").toFile(), folder.resolve("other").toFile());
    try (ModelLock scheduler =
        registry("registry")
            .lock("another scheduler", new LockSettings(Duration.ofSeconds(6), Duration.ZERO))) {
      retrain(2, "--set", "retrain.quality.stretch=7 minutes", "--set", "retrain.alerts.on=[]");
      assertThat(main.err())
          .as("told before anything is locked")
          .contains(
              "retrain.quality.stretch = 7 minutes is not a whole number of the grid's steps");
      retrain(5);
      scheduler.requireHeld();
    }
    assertThat(main.err()).contains("weather is locked by another scheduler of ");

    retrain(0, "--dry-run");
    assertThat(folder.resolve("alerts")).as("of what another does, or nobody").doesNotExist();
    assertThat(main.out()).contains("as it would be decided, and nothing was promoted: ");
    assertThat(registry("registry").champion()).contains(1);
    assertThat(registry("registry").run(DATE.runId()).status()).isEmpty();

    stopBeforeItsEnd(challenger());
    retrain(0);
    NightDecision decision = decision("registry");
    assertThat(challenger().status().map(RunStatus::message))
        .as("trained for the dry run")
        .contains("v000002 was published by an earlier attempt");
    assertThat(alerts())
        .singleElement()
        .asString()
        .contains("\"occasion\":\"PROMOTION\"", "\"date\":\"2020-01-25T00:00:00Z\"");
    assertThat(main.out()).isEqualTo(DATE + ": " + decision.sentence() + System.lineSeparator());
    assertPromoted(decision);
    assertThat(page(DATE.runId() + "-dry")).contains("<h1 class=\"better\">Dry run: v000002");
    assertThat(page("newest"))
        .contains("<h1 class=\"better\">v000002 (longer) replaces v000001: its loss is ")
        .contains("<p class=\"lede\">" + decision.sentence())
        .contains("<td class=\"better\">passed</td>")
        .contains("retraining of 2020-01-25 00:00 UTC", "first version, of run train-");

    retrain(0, "--set", "training.batch=16", "--set", "run.id=night");
    assertThat(main.out()).contains(DATE + " is decided already: " + decision.sentence());
    assertThat(main.err())
        .contains("the configuration is another one than ")
        .contains(
            "run.id is not read by retrain: its runs are named by their dates, such as retrain-2024-03-01T000000Z");
    retrain(0, "--set", "retrain.keep=3", "--set", "training.start=1");
    assertThat(main.err())
        .doesNotContain("the configuration is another one than ")
        .contains("training.start is not read by retrain: what a challenger begins with");
    retrain(0, "--set", "split.inputs=inside");
    assertThat(main.err()).contains("the configuration is another one than ");
    assertThat(decision("registry")).isEqualTo(decision);
    assertThat(registry("registry").numbers()).containsExactly(1, 2);

    HISTORY.disturbedFrom(24.001 / 26, 7).write(folder.resolve("history"), 3);
    retrain(0, "--set", "registry.path=\"" + folder.resolve("other") + "\"");
    assertThat(decision("other"))
        .usingRecursiveComparison()
        .as("decided on a table with other rows from the date on")
        .ignoringFields("snapshot")
        .isEqualTo(decision);
  }

  @Test
  void missedDatesAreCaughtUpInOrderAndAnOperatorMayForceWhatTheGateRefuses() throws IOException {
    retrain(0, "--json");
    String told = main.out();
    assertThat(told).contains("\"format\":1", "\"promoted\":2");
    retrain(0, "--json");
    assertThat(main.out()).as("the decision, whenever it was made").isEqualTo(told);

    registry("registry")
        .run("retrain-2020-01-25T060000Z")
        .begin("retrain", "stopped", Clock.systemUTC())
        .close();
    String[] every = {"--set", "retrain.every=12 hours", "--set", "gate.level=0.001"};
    retrainAt("2020-01-26", 0, every);
    assertThat(main.err())
        .contains(
            "2 dates before 2020-01-26T00:00:00Z, missed or not ended well, done first:"
                + " 2020-01-25T06:00:00Z, 2020-01-25T18:00:00Z")
        .contains("2020-01-25T18:00:00Z: The champion stays: ");
    NightDecision stays = decision("registry", RunDate.parse("2020-01-26"));
    assertThat(stays.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(stays.past().tests()).as("one test was due").hasSize(1);
    assertThat(DecidedNights.of(registry("registry")).runs().keySet())
        .extracting(RunDate::toString)
        .containsExactly(
            "2020-01-25T00:00:00Z",
            "2020-01-25T06:00:00Z",
            "2020-01-25T18:00:00Z",
            "2020-01-26T00:00:00Z");

    retrainAt("2020-01-24", 0, every);
    assertThat(main.out())
        .contains("2020-01-24T00:00:00Z lies before 2020-01-26T00:00:00Z, which is decided");
    retrainAt("2020-01-24", 0, "--json");
    assertThat(main.out())
        .startsWith("{\"date\":\"2020-01-24T00:00:00Z\",\"decided\":\"2020-01-26T00:00:00Z\",");

    assertThat(alerts()).as("a promotion").hasSize(1);
    retrainAt("2042-03-01", 2, every);
    assertThat(main.err()).contains("the date 2042-03-01T00:00:00Z lies in the future");
    retrainAt("2020-03-26", 2, every);
    assertThat(main.err())
        .contains("more than retrain.catch-up = 31 dates from 2020-01-26T12:00:00Z");
    assertThat(alerts())
        .hasSize(3)
        .last()
        .asString()
        .contains(
            "\"occasion\":\"FAILURE\"",
            "\"message\":\"2020-03-26T00:00:00Z: more than retrain.catch-up = 31 dates");

    List<String> forced = new ArrayList<>(List.of(every));
    forced.addAll(List.of("--force", "the pump was replaced"));
    retrainAt("2020-01-26", 0, forced.toArray(new String[0]));
    NightDecision decision = decision("registry", RunDate.parse("2020-01-26"));
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(decision.sentence())
        .contains("is promoted against the gate by ", "the pump was replaced");
    assertThat(registry("registry").champion()).isEqualTo(decision.promoted());
    assertThat(registry("registry").numbers()).as("trained once").hasSize(5);
    assertThat(page("retrain-2020-01-26T000000Z"))
        .contains(" against the gate</h1>", "forced by ", ": the pump was replaced")
        .contains("2020-01-25 18:00</th>");
  }

  /** The run that has trained the challenger of the date. */
  private RunFolder challenger() {
    return registry("registry").runs().stream()
        .filter(run -> run.runId().startsWith(DATE.runId() + ".longer."))
        .findFirst()
        .orElseThrow();
  }

  /** As if its process had ended once its version was published. */
  private static void stopBeforeItsEnd(RunFolder run) throws IOException {
    Path status = Path.of(run.path().toUri().getPath()).resolve("status.json");
    Files.writeString(
        status,
        Files.readString(status).replace("\"state\" : \"DONE\"", "\"state\" : \"RUNNING\""));
  }

  private List<String> alerts() throws IOException {
    return Files.readAllLines(folder.resolve("alerts"));
  }

  @Test
  void whereAChannelIsGoneThatTheChampionReadsItStaysAndSaysSoWhateverIsForced() {
    HISTORY.ofChannels(1).write(folder.resolve("history"), 2);
    String gone = "the champion reads \"c1\", which the history no longer has";
    retrain(0);
    assertThat(main.out()).contains("The champion stays: " + gone);
    assertThat(decision("registry").outcome()).isEqualTo(Outcome.STAYS);

    retrain(0, "--force", "we do without");
    assertThat(main.out()).contains("The champion stays: " + gone);
    assertThat(decision("registry").outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(registry("registry").champion()).contains(1);
  }

  /** A retraining's page, which stays to be looked at. */
  private String page(String run) throws IOException {
    Path page = Path.of("target", "retrain-page", run + ".html").toAbsolutePath();
    String output = "report.output=\"" + page + "\"";
    String config = main.config().toString();
    assertThat(main.runWith(List.of("report", "--config", config, "--run", run, "--set", output)))
        .as(() -> main.err())
        .isZero();
    return Files.readString(page);
  }

  private void assertPromoted(NightDecision decision) {
    ModelRegistry registry = registry("registry");
    assertThat(decision.outcome()).as(decision.sentence()).isEqualTo(Outcome.PROMOTED);
    assertThat(decision.sentence())
        .as("by the name of what is compared")
        .endsWith(", better than same time last period.");
    assertThat(decision.champion().version()).isEqualTo(1);
    assertThat(registry.champion()).contains(2);
    Promotion now = registry.promotions().current().orElseThrow();
    assertThat(now.runId()).contains(DATE.runId());
    assertThat(registry.promotions().decision(now, NightDecision.class)).isEqualTo(decision);
    assertThat(registry.version(new VersionChoice.Champion()).contents().provenance().modelHash())
        .isEqualTo(decision.challengers().get(0).modelHash());
  }

  private void retrain(int code, String... further) {
    retrainAt("2020-01-25", code, further);
  }

  private void retrainAt(String date, int code, String... further) {
    List<String> args =
        new ArrayList<>(
            List.of("retrain", "--config", main.config().toString(), "--run-date", date));
    args.addAll(List.of(further));
    assertThat(main.runWith(args)).as(() -> main.err()).isEqualTo(code);
  }

  private ModelRegistry registry(String name) {
    return ModelRegistry.open(folder.resolve(name).toString(), "weather", Sessions.hadoop());
  }

  private NightDecision decision(String name) {
    return decision(name, DATE);
  }

  private NightDecision decision(String name, RunDate date) {
    RunFolder run = registry(name).run(date.runId());
    assertThat(run.status().map(RunStatus::state)).contains(RunStatus.State.DONE);
    return run.read(NightDecision.FILE, NightDecision.class);
  }
}
