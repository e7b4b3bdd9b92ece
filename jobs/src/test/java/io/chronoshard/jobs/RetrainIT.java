package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.jobs.retrain.RetrainJob;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.Backtest.Fold;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.RunDate;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a model through the command line: a short history, small networks. */
class RetrainIT {

  private static final RunDate DATE = RunDate.parse("2020-01-25");

  private static final String EVERY_12_HOURS = "retrain.every=12 hours";

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
    try (ModelLock scheduler = locked("retrain-2020-01-24T000000Z")) {
      retrain(2, "--set", "retrain.quality.stretch=7 minutes", "--set", "retrain.alerts.on=[]");
      assertThat(main.err())
          .as("told before anything is locked")
          .contains(
              "retrain.quality.stretch = 7 minutes is not a whole number of the grid's steps");
      retrain(5);
      scheduler.requireHeld();
    }
    assertThat(main.err()).contains("weather is locked by retrain-2020-01-24T000000Z of ");
    assertThat(folder.resolve("alerts")).as("the other one tells").doesNotExist();
    try (ModelLock operator = locked("models prune")) {
      retrain(5);
      operator.requireHeld();
    }
    assertThat(alerts())
        .singleElement()
        .asString()
        .contains(
            "\"occasion\":\"FAILURE\"",
            "\"message\":\"2020-01-25T00:00:00Z: ",
            "weather is locked by models prune of ");
    Files.delete(folder.resolve("alerts"));

    retrain(0, "--dry-run");
    assertThat(folder.resolve("alerts")).as("of what nobody does").doesNotExist();
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

    retrain(0, "--dry-run", "--json");
    assertThat(main.out()).as("its own test is none before").contains("\"tests\":[]");

    assertThat(main.run("evaluate", "evaluation { version = 2, part = all }")).isZero();
    assertThat(main.err())
        .as("the history has gone on since")
        .contains("lie in the part that v000002 was trained on");

    HISTORY.disturbedFrom(24.001 / 26, 7).write(folder.resolve("history"), 3);
    String other = "registry.path=\"" + folder.resolve("other") + "\"";
    retrain(0, "--dry-run", "--set", other);
    Path network = network(registry("other"), 2);
    byte[] whole = Files.readAllBytes(network);
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(network, damaged);
    retrain(0, "--dry-run", "--set", other);
    assertThat(main.out()).contains("The champion stays: v000002 (longer) failed a check (");
    Files.write(network, whole);
    retrain(0, "--set", other);
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
    String[] every = {"--set", EVERY_12_HOURS, "--set", "gate.level=0.001"};
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

    retrainAt("2020-01-25", 2, "--force", "too late");
    assertThat(main.err())
        .contains(
            "--force cannot decide 2020-01-25T00:00:00Z anew, for 2020-01-26T00:00:00Z is decided");

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

  @Test
  void waysToTrainAreTriedAtEarlierDatesAndWhatIsPromotedIsTrainedOnAsAVersionOfItsOwn()
      throws IOException {
    FileUtils.copyDirectory(folder.resolve("registry").toFile(), folder.resolve("other").toFile());
    String[] more = {
      "--set", "retrain.judge=6 days", "--set", "retrain.backtest=3", "--set", "retrain.refit=1"
    };
    List<String> refused = new ArrayList<>(List.of(more));
    refused.addAll(List.of("--set", "training.schedule.warm-up=1"));
    retrain(2, refused.toArray(new String[0]));
    assertThat(main.err()).as("before anything is trained").contains("training.epochs");
    retrain(0, more);
    NightDecision decision = decision("registry");

    assertThat(main.err())
        .contains("retrain.backtest = 3, and the history reaches back for 2")
        .contains("2 earlier dates, mean losses: by longer 0.");
    assertThat(decision.backtest().folds())
        .extracting(Fold::from, Fold::to)
        .containsExactly(
            tuple(Instant.parse("2020-01-13T00:00:00Z"), Instant.parse("2020-01-19T00:00:00Z")),
            tuple(Instant.parse("2020-01-07T00:00:00Z"), Instant.parse("2020-01-13T00:00:00Z")));
    Fold fold = decision.backtest().folds().get(0);
    assertThat(fold.losses())
        .extracting(MeanLoss::contender)
        .containsExactly("by longer", "the champion of then", "same time last period");

    Promotion now = registry("registry").promotions().current().orElseThrow();
    assertThat(now.version()).as("champion").isEqualTo(decision.winner().version());
    ModelVersion refitted = registry("registry").version(new VersionChoice.Latest());
    assertThat(refitted.number()).isEqualTo(decision.winner().version() + 1);
    assertThat(main.err())
        .contains("nothing has judged it, and `models promote " + refitted.number() + "` makes it");
    Parts parts = refitted.contents().pipeline().parts();
    assertThat(parts.cut(Part.TRAINING).to())
        .isEqualTo(DATE.step(refitted.contents().pipeline().axis()));

    retrainAt(
        "2020-01-19",
        0,
        "--dry-run",
        "--json",
        "--set",
        "retrain.judge=6 days",
        "--set",
        "registry.path=\"" + folder.resolve("other") + "\"");
    List<MeanLoss> alone =
        Json.read(
                main.out().getBytes(StandardCharsets.UTF_8), NightDecision.class, "what is printed")
            .gate()
            .orElseThrow()
            .evidence()
            .losses();
    assertThat(alone)
        .as("a fold is a night of its own")
        .extracting(MeanLoss::loss)
        .containsExactlyInAnyOrderElementsOf(fold.losses().stream().map(MeanLoss::loss).toList());
  }

  private static Path network(ModelRegistry registry, int version) {
    return Path.of(registry.path().toUri().getPath())
        .resolve(ModelVersion.name(version))
        .resolve("model.zip");
  }

  /** The model's lock, as somebody else has it. */
  private ModelLock locked(String work) {
    return registry("registry").lock(work, new LockSettings(Duration.ofSeconds(6), Duration.ZERO));
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
  void whereAFeedHasStoppedOrAChannelIsGoneTheChampionStaysAndSaysSoWhateverIsForced() {
    List<String> plain =
        List.of(
            "retrain", "--config", main.config().toString(), "--dry-run", "--set", EVERY_12_HOURS);
    Clock clock = Clock.fixed(Instant.parse("2020-02-01T17:59:59Z"), ZoneOffset.UTC);
    assertThat(main.runWith(plain, new RetrainJob(clock))).as(() -> main.err()).isZero();
    assertThat(main.out())
        .startsWith("2020-02-01T12:00:00Z: as it would be decided, and nothing was promoted: ")
        .contains("the history ends at 2020-01-27T00:00:00Z, 132 hours before the date");

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
