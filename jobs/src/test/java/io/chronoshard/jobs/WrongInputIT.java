package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators get wrong. Where nothing of the data must be read to know it, the run is on a
 * Spark master that is none: whoever opened a session there would end with a defect.
 */
class WrongInputIT {

  private static final String NO_SPARK = "no-such-master";
  private static final String SPARK = "local[2]";
  private static final int STEPS = 1200;
  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");

  /** Half of all steps train, a quarter validates, a quarter tests. */
  private static final String CONFIG =
      """
      simulate { output = "%1$s/raw", steps = 100 }
      history {
        input = ["%1$s/raw/*.csv"]
        table = "%1$s/history"
      }
      grid.block-steps = 128
      features.channels = [load, heat]
      window { length = 6, targets = [load] }
      model.layers = [{ type = lstm, units = 3 }]
      training { epochs = 1, batch = 64 }
      registry { path = "%1$s/registry", model = plant }
      scores.output = "%1$s/scores"
      report.output = "%1$s/report.html"
      """;

  /** With a history of 1200 steps in ten blocks, and a first version. */
  @TempDir private static Path shared;

  /** Where a test's own outputs would go. */
  @TempDir private Path folder;

  @BeforeAll
  static void aHistoryAndAVersionAreThere() throws IOException {
    StringBuilder rows = new StringBuilder("time,load,heat,flat,spotty\n");
    for (int step = 0; step < STEPS; step++) {
      double day = StrictMath.sin(2 * Math.PI * step / 144);
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%.3f,7.5,%s\n",
              FROM.plusSeconds(600L * step),
              5 + day,
              20 - 3 * day + step % 7,
              step >= STEPS / 2 - 6 && step % 3 == 0 ? "NA" : String.valueOf(step % 5)));
    }
    Files.writeString(
        Files.createDirectories(shared.resolve("raw")).resolve("a.csv"), rows.toString());
    RunMain main = new RunMain(shared, CONFIG).on(SPARK);
    assertThat(main.run("ingest")).as(main.err()).isZero();
    assertThat(main.run("train")).as(main.err()).isZero();
  }

  @Test
  void whatNeedsSparkEndsOnTheMasterThatIsNone() throws IOException {
    RunMain main =
        new RunMain(Files.createDirectories(folder.resolve("conf")), inFolder()).on(NO_SPARK);
    assertThat(main.run("train", onShared("training.seed = 2"))).isEqualTo(2);
    assertThat(main.err()).contains("--master " + NO_SPARK + " is no cluster that Spark knows");
    main.on("spark://127.0.0.1");
    assertThat(main.run("train", onShared("training.seed = 2"))).isEqualTo(2);
    assertThat(main.err()).contains("--master spark://127.0.0.1 is no cluster that Spark knows");
  }

  @Test
  void anUnknownKeyIsToldWithTheNearestOne() throws IOException {
    assertThat(refused(2, NO_SPARK, "train", onShared("training.epoch = 5")))
        .contains("has a problem:", "training.epoch = 5 is no key; did you mean training.epochs?");
    nothingIsLeftIn(folder);
  }

  @Test
  void allWrongKeysAreToldAtOnce() throws IOException {
    assertThat(
            refused(
                2,
                NO_SPARK,
                "ingest",
                "window.length = 0",
                "training.optimizer.type = adamm",
                "grid.step = soon",
                "scores.window = all"))
        .contains(
            "has 4 problems:",
            "window.length = 0 must be a whole number from 1",
            "training.optimizer.type = \"adamm\" must be one of adam, rmsprop, sgd",
            "grid.step = \"soon\" must be a duration of whole milliseconds, such as \"10 minutes\"",
            "scores.window = \"all\" is no key; did you mean scores.windows?");
    nothingIsLeftIn(folder);
  }

  @Test
  void aChannelThatIsNotThereIsToldWithThoseThatAre() throws IOException {
    assertThat(refused(2, NO_SPARK, "train", onShared("window.targets = [loaf]")))
        .contains(
            "window.targets names \"loaf\", which is no channel of the history; there are",
            "load",
            "heat",
            "flat",
            "spotty");
    assertThat(refused(2, NO_SPARK, "train", onShared("features.channels = [load, cold]")))
        .contains("features.channels names \"cold\"");
    String input = "history.input = [" + quoted(shared.resolve("raw")) + "]";
    assertThat(refused(2, NO_SPARK, "ingest", input, "history.channels = [load, cold]"))
        .contains(
            "history.channels names \"cold\", which is no column of", "/raw/a.csv", "heat", "load");
    nothingIsLeftIn(folder, "history.runs");
  }

  @Test
  void aModelThatDoesNotFitSaysWhichLayerAndWhy() throws IOException {
    assertThat(
            refused(
                2,
                NO_SPARK,
                "train",
                onShared(
                    "model.layers = [{ type = lstm, units = 3 }, { type = lstm, units = 2 }]")))
        .contains(
            "model.layers[1] (lstm) reads a sequence, but model.layers[0] (lstm) gives a vector of 3",
            "set model.layers[0].output = sequence");
    assertThat(
            refused(2, NO_SPARK, "train", onShared("model.layers = [{ type = dense, units = 2 }]")))
        .contains(
            "reads a vector, or a sequence of 1 step, but model.layers[0] (dense) gives a sequence"
                + " of 6 × 2",
            "or { type = flatten } before the output layer");
    assertThat(
            refused(
                2,
                NO_SPARK,
                "train",
                onShared(
                    "model.layers = [{ type = gru, units = 2 }], training.engine ="
                        + " deeplearning4j")))
        .contains("has nothing for model.layers[0] (gru); take training.engine = auto");
    nothingIsLeftIn(folder);
  }

  @Test
  void aGraphThatDoesNotFitSaysWhichNodesAndWhy() throws IOException {
    String nodes =
        "model.layers = null, model.graph = [{ name = a, type = lstm, units = 3 }, { name = b, from ="
            + " window, type = flatten }, { name = both, from = [a, b], type = ";
    assertThat(refused(2, NO_SPARK, "train", onShared(nodes + "add }]")))
        .contains(
            "model.graph[2] \"both\" (add) reads one shape, but model.graph[0] \"a\" (lstm) gives a"
                + " vector of 3 and model.graph[1] \"b\" (flatten) gives a vector of 12");
    assertThat(refused(2, NO_SPARK, "train", onShared(nodes + "sum }]")))
        .contains(
            "model.graph[2] \"both\".type = \"sum\" must be one of concatenate, add, subtract,");
    assertThat(
            refused(
                2,
                NO_SPARK,
                "train",
                onShared(
                    nodes
                        + "concatenate }, { name = c, from = [both, d], type = add },"
                        + " { name = d, from = c, type = dense, units = 15 }]")))
        .contains("model.graph has a cycle: \"c\" reads \"d\" reads \"c\"");
    nothingIsLeftIn(folder);
  }

  @Test
  void moreShardsThanBlocksAreRefused() throws IOException {
    assertThat(refused(2, NO_SPARK, "train", onShared("training.shards = 50")))
        .contains(
            "training.shards = 50, but the training part has only",
            "blocks of 128 steps; take at most",
            "smaller grid.block-steps");
    // Blocks of the validation part give a shard nothing to train on.
    assertThat(
            refused(
                2,
                NO_SPARK,
                "train",
                onShared(
                    "training.shards = 4",
                    "split.fraction.training = 0.1",
                    "split.fraction.validation = 0.7")))
        .contains("training.shards = 4, but the training part has only 2 blocks of 128 steps");
    nothingIsLeftIn(folder);
  }

  @Test
  void aRegistryThatCannotBeWrittenIsToldBeforeSparkStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    for (String job : List.of("plan", "train")) {
      assertThat(refused(4, NO_SPARK, job, onShared("registry.path = \"" + file + "\"")))
          .contains(file.toString());
    }
  }

  @Test
  void anotherRunsOutputInTheWayIsRefusedBeforeSparkStarts() throws IOException {
    for (String job : List.of("simulate", "ingest", "score")) {
      String key =
          switch (job) {
            case "simulate" -> "simulate.output";
            case "ingest" -> "history.table";
            default -> "scores.output";
          };
      Path foreign = Files.createDirectories(folder.resolve(job + "-foreign"));
      Path kept = Files.writeString(foreign.resolve("kept.txt"), "kept");
      Path another = shared.resolve("history");
      String raw = "history.input = [" + quoted(shared.resolve("raw")) + "]";

      assertThat(refused(2, NO_SPARK, job, inTheWay(job, key, foreign, raw)))
          .contains(
              foreign + " is there already, and no run of ours wrote it",
              "choose another output or remove it");
      assertThat(kept).hasContent("kept");
      assertThat(refused(2, NO_SPARK, job, inTheWay(job, key, another, raw)))
          .contains(
              "another run's output is in the way: ",
              another + " ",
              "choose another output or remove it");
    }
    assertThat(shared.resolve("history/_chronoshard/snapshots/000001/history.json")).exists();
    nothingIsLeftIn(folder, "simulate-foreign", "ingest-foreign", "score-foreign");
  }

  private String[] inTheWay(String job, String key, Path output, String raw) {
    String set = key + " = " + quoted(output);
    return switch (job) {
      case "simulate" -> new String[] {set};
      case "ingest" -> new String[] {set, raw, "grid.fill = 3"};
      default ->
          new String[] {
            set,
            "history.table = " + quoted(shared.resolve("history")),
            "registry.path = " + quoted(shared.resolve("registry"))
          };
    };
  }

  @Test
  void filesThatAreNotThereAreRefused() throws IOException {
    Path file = folder.resolve("absent.csv");
    assertThat(refused(3, NO_SPARK, "ingest", "history.input = [" + quoted(file) + "]"))
        .contains(
            "history.input names \"" + file + "\", and there is no such file, folder or match",
            "mend the name or bring the files there");
    assertThat(refused(3, NO_SPARK, "ingest"))
        .contains("history.input names \"" + folder + "/raw/*.csv\", and there is no such file");
    assertThat(refused(2, NO_SPARK, "ingest", "history.input = []"))
        .contains("history.input = []: name the files, folders or globs to ingest");
    nothingIsLeftIn(folder);
  }

  @Test
  void aHistoryTableThatIsNotThereIsRefused() throws IOException {
    assertThat(refused(3, NO_SPARK, "train"))
        .contains("history.table = " + folder + "/history holds no history", "run `ingest` first");
    String registry = "registry.path = " + quoted(shared.resolve("registry"));
    for (String job : List.of("evaluate", "score")) {
      assertThat(refused(3, NO_SPARK, job, registry)).contains("holds no history");
    }
    nothingIsLeftIn(folder);
  }

  @Test
  void aHistoryTooShortForAWindowSaysHowManyStepsAreNeeded() throws IOException {
    assertThat(refused(3, NO_SPARK, "train", onShared("window.length = 600")))
        .contains(
            "the training part has no window: its longest series has 600 steps there, and a window needs 601",
            "the whole history has 1200 steps");
    describe(TimeAxis.clock(600_000), RecordedTimes.FROM_STEPS, 5);
    String registry = "registry.path = " + quoted(shared.resolve("registry"));
    assertThat(refused(3, NO_SPARK, "score", registry))
        .contains(
            "the longest series of the history has 5 steps, and the inputs of a window need 6",
            "bring a longer history");
    nothingIsLeftIn(folder, "history");
  }

  @Test
  void aSplitWithoutWindowsIsRefused() throws IOException {
    assertThat(refused(3, NO_SPARK, "train", onShared("split.fraction.validation = 0")))
        .contains("the validation part has no window: its longest series has 0 steps there");
    nothingIsLeftIn(folder);

    describe(TimeAxis.clock(600_000), RecordedTimes.FROM_STEPS, 60);
    new PublishedVersion("r", 1, TimeAxis.clock(600_000), 1, FROM)
        .publish(folder.resolve("registry"), "plant");
    assertThat(refused(3, NO_SPARK, "evaluate"))
        .contains("the test part has no window: its longest series has 0 steps there");
    noRunBeganBut("r");
  }

  @Test
  void aTimeThatCannotBeReadIsToldWithFileAndLine() throws IOException {
    Path file = raw("time,load,heat\n2024-01-01T00:00:00Z,1,2\nyesterday,1,2\nnever,1,2\n");
    assertThat(refused(3, SPARK, "ingest", "history.channels = [load, heat]"))
        .contains(
            file + ", line 3: column \"time\": \"yesterday\" is no time",
            "as history.time.pattern = \"iso\" describes it; mend the file or the pattern",
            "it is the first of 2 rows that cannot be read");
    nothingIsLeftIn(folder, "raw", "history.runs");
  }

  @Test
  void aNumberThatCannotBeReadIsToldWithFileLineAndColumn() throws IOException {
    Path file = raw("time,load,heat\n2024-01-01T00:00:00Z,1,2\n2024-01-01T00:10:00Z,1,warm\n");
    assertThat(refused(3, SPARK, "ingest"))
        .contains(
            file + ", line 3: column \"heat\": \"warm\" is no number; mend the file",
            "add it to history.missing if it stands for a missing value");
    nothingIsLeftIn(folder, "raw", "history.runs");
  }

  @Test
  void aHistoryWithoutAnyValueIsRefused() throws IOException {
    raw("time,load,heat\n2024-01-01T00:00:00Z,NA,NA\n2024-01-01T00:10:00Z,NA,NA\n");
    assertThat(refused(3, SPARK, "ingest"))
        .contains(
            "no channel has a value in any of 2 rows: each cell holds one of history.missing",
            "mend the files, the markers or the rules");
    nothingIsLeftIn(folder, "raw", "history.runs");
  }

  @Test
  void aSumThatNoFloatHoldsIsRefused() throws IOException {
    raw("time,load\n2024-01-01T00:01:00Z,3e38\n2024-01-01T00:02:00Z,3e38\n");
    assertThat(refused(3, SPARK, "ingest", "grid.combine.default = sum"))
        .contains(
            "step 2024-01-01T00:10:00Z of series history: the readings of channel \"load\"",
            "combine them by another rule (grid.combine)");
    nothingIsLeftIn(folder, "raw", "history.runs");
  }

  @Test
  void aTimeOfAFarYearIsRefused() throws IOException {
    raw("time,load\n2024-01-01T00:01:00Z,3\n+584556019-05-09T00:00:00Z,3\n");
    assertThat(refused(3, SPARK, "ingest"))
        .contains("line 3: ", "+584556019-05-09T00:00:00Z", "is no time from year 1 to 9999");
  }

  @Test
  void filesWithoutRowsAreRefused() throws IOException {
    Path file = raw("time,load,heat\n");
    assertThat(refused(3, SPARK, "ingest"))
        .contains("there is no reading in ", file.toString(), "bring files with rows");
    nothingIsLeftIn(folder, "raw", "history.runs");
  }

  @Test
  void aTargetThatNeverChangesIsRefused() throws IOException {
    assertThat(refused(3, SPARK, "train", onShared("window.targets = [flat]")))
        .contains(
            "the target \"flat\" is 7.5 at all 600 known steps of the training part: there is nothing to learn",
            "choose another window.targets or another split");
    nothingIsPublished();
  }

  @Test
  void aPartWithoutAnyWholeWindowIsRefusedBeforeAnythingIsPublished() throws IOException {
    assertThat(refused(3, SPARK, "train", onShared("features.channels = [load, spotty]")))
        .contains(
            "none of the 300 windows of the validation part is known as a whole",
            "300 have an unknown input, 0 an unknown target",
            "fill gaps (grid.fill)");
    nothingIsPublished();
  }

  @Test
  void nothingIsEvaluatedScoredOrReportedBeforeATraining() throws IOException {
    String table = "history.table = " + quoted(shared.resolve("history"));
    for (String job : List.of("evaluate", "score", "report")) {
      assertThat(refused(2, NO_SPARK, job, table))
          .contains(
              "the model \"plant\" has no version in ",
              folder + "/registry yet; train it first, or set registry.model and registry.path");
    }
    nothingIsLeftIn(folder);
  }

  @Test
  void aVersionIsReportedOnlyAfterItsEvaluation() throws IOException {
    String registry = "registry.path = " + quoted(shared.resolve("registry"));
    assertThat(refused(2, NO_SPARK, "report", registry))
        .contains(
            "version v000001 was not evaluated on the test part yet (evaluation.part, evaluation.windows); run `evaluate` first");
    nothingIsLeftIn(folder);
  }

  @Test
  void aVersionThatIsNotThereIsToldWithThoseThatAre() throws IOException {
    for (String job : List.of("evaluate", "report")) {
      assertThat(refused(2, NO_SPARK, job, onSharedWithRegistry("evaluation.version = 7")))
          .contains(
              "the model \"plant\" has no version 7 in ", "/registry; there is version 1 alone");
    }
    assertThat(refused(2, NO_SPARK, "score", onSharedWithRegistry("scores.version = 7")))
        .contains("has no version 7");
    nothingIsLeftIn(folder);
  }

  @Test
  void aDamagedModelIsRefusedAndNamed() throws IOException {
    new PublishedVersion("r", 1, TimeAxis.clock(600_000), 1, FROM)
        .publish(folder.resolve("registry"), "plant");
    Path model = folder.resolve("registry/plant/v000001/model.zip");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    for (String job : List.of("evaluate", "score")) {
      assertThat(refused(4, NO_SPARK, job, onShared("run.id = r2")))
          .contains(
              model + " does not match its manifest: SHA-256 ",
              "the version is damaged, choose another one or bring the file back");
    }
    assertThat(folder.resolve("scores")).doesNotExist();
  }

  @Test
  void aHistoryWithAnotherGridThanTheModelsIsRefused() throws IOException {
    describe(TimeAxis.clock(1_200_000), RecordedTimes.FROM_STEPS, 600);
    String registry = "registry.path = " + quoted(shared.resolve("registry"));
    for (String job : List.of("evaluate", "score")) {
      assertThat(refused(2, NO_SPARK, job, registry))
          .contains(
              "v000001 was trained on steps of 10 minutes, but history.table has 20 minutes",
              "ingest with the same grid");
    }
    nothingIsLeftIn(folder, "history");
  }

  @Test
  void rowsWithoutTimesHaveNoCalendarAndNoDurations() throws IOException {
    describe(TimeAxis.rows(), RecordedTimes.NONE, STEPS);
    assertThat(refused(2, NO_SPARK, "train", "features.calendar = [hour-of-day]"))
        .contains(
            "features.calendar = [hour-of-day]: this history counts rows and has no times",
            "ingest it with history.time.column");
    assertThat(refused(2, NO_SPARK, "train", "window.lead = 1 hour"))
        .contains("window.lead = 1 hour: this history counts rows; write the number of rows");
    nothingIsLeftIn(folder, "history");

    new PublishedVersion("r", 1, TimeAxis.rows(), 1, FROM)
        .publish(folder.resolve("registry"), "plant");
    assertThat(refused(2, NO_SPARK, "evaluate", "evaluation.period = 24 hours"))
        .contains(
            "evaluation.period = 24 hours: this history counts rows; write the number of rows");
    noRunBeganBut("r");
  }

  /** A configuration on the shared history, with a registry of the test's own. */
  private String[] onShared(String... sets) {
    return Stream.concat(
            Stream.of("history.table = " + quoted(shared.resolve("history"))), Stream.of(sets))
        .toArray(String[]::new);
  }

  private String[] onSharedWithRegistry(String set) {
    return onShared("registry.path = " + quoted(shared.resolve("registry")), set);
  }

  /** Runs a job that must end with that code, without a stack trace, and returns what it said. */
  private String refused(int code, String master, String job, String... sets) throws IOException {
    RunMain main =
        new RunMain(Files.createDirectories(folder.resolve("conf")), inFolder()).on(master);
    assertThat(main.run(job, sets)).as(main.err()).isEqualTo(code);
    assertThat(main.out()).isEmpty();
    assertThat(main.err()).contains("chronoshard " + job + ": ").doesNotContain("\tat ");
    return main.err();
  }

  private String inFolder() {
    return CONFIG.replace("%1$s", folder.toString());
  }

  private Path raw(String content) throws IOException {
    return Files.writeString(
        Files.createDirectories(folder.resolve("raw")).resolve("a.csv"), content);
  }

  /** The description of a table, which is all that is read before Spark starts. */
  private void describe(TimeAxis axis, RecordedTimes times, int steps) throws IOException {
    long from = axis.kind() == TimeAxis.Kind.ROWS ? 0 : axis.stepAt(FROM.toEpochMilli());
    WrittenHistory.describe(
        folder.resolve("history"),
        new History(
            axis,
            128,
            List.of("load", "heat"),
            times,
            List.of(new SeriesExtent("history", from, from + steps)),
            "f"));
  }

  /** Hidden files count. */
  private static void nothingIsLeftIn(Path folder, String... but) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              Stream.concat(Stream.of("conf"), Stream.of(but)).toArray(String[]::new));
    }
  }

  private void noRunBeganBut(String published) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("registry/plant/runs"))) {
      assertThat(runs.map(path -> path.getFileName().toString())).containsExactly(published);
    }
  }

  /** The run's own folder stays, for it says what went wrong. */
  private void nothingIsPublished() throws IOException {
    nothingIsLeftIn(folder, "registry");
    try (Stream<Path> left = Files.list(folder.resolve("registry/plant"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".staging", "locks", "runs");
    }
  }

  private static String quoted(Path path) {
    return "\"" + path + "\"";
  }
}
