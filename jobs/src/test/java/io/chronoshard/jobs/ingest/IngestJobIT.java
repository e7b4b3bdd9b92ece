package io.chronoshard.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.Truth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobIT {

  private static final String CONFIG =
      """
      history { input = ["%1$s/raw"], table = "%1$s/table", missing = ["-9999", "NA"] }
      grid.step = 10 minutes
      """;

  private static final String ROWS =
      """
      time,T (degC),rain
      2020-01-01 00:10:00,1.5,0
      2020-01-01 00:20:00,2.5,-9999.0
      2020-01-01 00:20:00,2.5,-9999.0
      2020-01-01 01:00:00,4.5,0.2
      """;

  @TempDir private Path folder;
  private RunMain main;

  @BeforeEach
  void writeConfiguration() throws IOException {
    main = new RunMain(folder, CONFIG).on("local[2]");
    Files.createDirectories(folder.resolve("raw"));
  }

  @Test
  void filesBecomeATableWithItsLedger() throws IOException {
    write("a.csv", ROWS);

    assertThat(main.run("ingest")).as(main.err()).isZero();

    assertThat(main.out().lines().map(String::stripTrailing))
        .containsSequence(
            "series   rows read  kept  repeated  steps  unknown",
            "-------  ---------  ----  --------  -----  -------",
            "history          4     3         1      6        3")
        .containsSequence(
            "channel   missing  repeated  steps known  unknown",
            "--------  -------  --------  -----------  -------",
            "T (degC)        0         1            3        3",
            "rain            2         0            2        4")
        .contains("1 gap of 3 steps, 30 minutes: 2020-01-01T00:30:00Z to 2020-01-01T00:50:00Z");
    History history =
        TableSnapshots.of(table(), Sessions.hadoop()).latest().orElseThrow().history();
    assertThat(history.channels()).containsExactly("T (degC)", "rain");
    assertThat(main.out()).contains("fingerprint " + history.fingerprint());
    assertThat(files(folder.resolve("table")))
        .contains("_chronoshard")
        .anyMatch(name -> name.endsWith(".parquet"))
        .allMatch(name -> name.equals("_chronoshard") || name.endsWith(".parquet"));
    assertThat(main.err()).contains("4 rows of 1 series; gridding them into 1 file");

    // The same run again has nothing to do, however its result is asked for.
    assertThat(main.run("ingest")).isZero();
    assertThat(main.out()).contains("is done since").contains("1 gap of 3 steps");
    assertThat(main.runWith(List.of("ingest", "--config", main.config().toString(), "--json")))
        .isZero();
    RunStatus status = Json.read(main.out().getBytes(UTF_8), RunStatus.class, "the result");
    assertThat(status.state()).isEqualTo(RunStatus.State.DONE);
    assertThat(status.counts())
        .containsEntry("rows, read", 4L)
        .containsEntry("rows, repeated", 1L)
        .containsEntry("steps, unknown", 3L)
        .containsEntry("rain: missing", 2L)
        .containsEntry("gaps, longest in steps", 3L);

    // Other settings would make another table.
    assertThat(main.run("ingest", "grid.fill = 1")).isEqualTo(2);
    assertThat(main.err())
        .contains("another run's output is in the way", "(grid.fill was 0 and is 1)")
        .contains("choose another");

    // A table that was removed is made again.
    remove(folder.resolve("table"));
    assertThat(main.run("ingest")).as(main.err()).isZero();
    assertThat(TableSnapshots.of(table(), Sessions.hadoop()).latest().orElseThrow().history())
        .isEqualTo(history);
  }

  @Test
  void spansThatTheGridHasNotAreToldBeforeAnyFileIsRead() throws IOException {
    write("a.csv.gz", "this is no gzip");
    List<String> cycles =
        List.of("history.long { channel = what, values = v }", "grid.index = cycles");

    expectUnread(cycles, "history.limits.gap = 1 hour");
    expectUnread(cycles, "grid.fill = 1 hour");
    expectUnread(cycles, "history.rules = [{ channels = x, delay = 1 hour }]");
  }

  private void expectUnread(List<String> sets, String span) {
    assertThat(
            main.run(
                "ingest", Stream.concat(sets.stream(), Stream.of(span)).toArray(String[]::new)))
        .isEqualTo(2);
    assertThat(main.err()).contains("write the number of cycles");
  }

  @Test
  void intervalsOfASeriesThatNoFileHasAreTold() throws IOException {
    write("a.csv", ROWS);
    Path maintenance =
        Files.writeString(
            folder.resolve("maintenance.csv"),
            """
            from,to,site
            2020-01-01 00:15:00,2020-01-01 00:30:00,history
            2020-01-01 00:15:00,2020-01-01 00:30:00,pump 7
            """);

    assertThat(
            main.run(
                "ingest",
                "history.exclusions.input=" + maintenance,
                "history.exclusions.series=site"))
        .as(main.err())
        .isZero();

    assertThat(main.err())
        .contains("exclusions or labels are of 1 series name that no file has: [pump 7]");
    assertThat(main.out()).contains("excluded");
  }

  @Test
  void aLimitThatIsExceededLeavesNothingBehind() throws IOException {
    write("a.csv", ROWS);
    write("b.csv", "time,T (degC),rain\n2020-01-01 02:05:00,1,1\n2020-01-01 02:09:00,1,1\n");
    expect(
        3,
        "history.limits.gap = 50 minutes, and series \"history\" has no reading for 6 steps, 1 hour: 2020-01-01T01:10:00Z to 2020-01-01T02:00:00Z",
        "history.limits.gap = 50 minutes");
    expect(3, "history.limits.combined = 0.1, and 1 of 6", "history.limits.combined = 0.1");
    expect(3, "history.limits.filled = 0.2", "history.limits.filled = 0.2", "grid.fill = 2");
    String wide = "history.long { channel = rain, values = \"T (degC)\" }";
    expect(
        3,
        "history.limits.unread = 0.5, and 5 of 6, 83.33% rows",
        wide,
        "history.channels = [\"0.2\"]",
        "history.limits.unread = 0.5");
    expect(2, "history.limits.gap = -1", "history.limits.gap = -1");
    assertThat(folder.resolve("table")).doesNotExist();

    assertThat(
            main.run(
                "ingest",
                "history.limits { gap = 1 hour, combined = 0.2, filled = 0, unread = 0 }"))
        .as(main.err())
        .isZero();
  }

  @Test
  void whatASimulationHidesTheLedgerFinds() throws IOException {
    String simulated =
        """
        simulate {
          output = "%1$s/raw"
          steps = 3000, series = 3, channels = 5, rows-per-file = 1000
          faults { repeated = 0.01, unsorted = 0.02, gaps = 0.03, missing = 0.01, marker = "-9999.0" }
        }
        history { input = ["%1$s/raw"], table = "%1$s/table", missing = ["-9999"], series.column = series }
        grid.fill = 2
        """;
    Files.delete(folder.resolve("raw"));
    RunMain both = new RunMain(folder, simulated).on("local[2]");
    assertThat(both.run("simulate")).as(both.err()).isZero();
    assertThat(both.run("ingest")).as(both.err()).isZero();

    Truth truth =
        Json.read(Files.readAllBytes(folder.resolve("raw/" + Truth.FILE)), Truth.class, "truth");
    Ledger ledger = TableSnapshots.of(table(), Sessions.hadoop()).latest().orElseThrow().ledger();
    FaultCounts total = truth.total();
    Ledger.Rows rows = ledger.rows();
    assertThat(rows.read()).isEqualTo(total.rows());
    assertThat(rows.repeated()).isEqualTo(total.repeated());
    assertThat(rows.offOrder()).isEqualTo(total.unsorted());
    assertThat(rows.kept()).isEqualTo(rows.read() - rows.repeated());
    assertThat(ledger.channels())
        .extracting(Ledger.ChannelAccount::missing)
        .isEqualTo(total.missing());
    assertThat(ledger.channels())
        .extracting(Ledger.ChannelAccount::channel)
        .isEqualTo(truth.channels());
    assertThat(ledger.series())
        .extracting(Ledger.SeriesAccount::series)
        .isEqualTo(truth.series().stream().map(Truth.SeriesTruth::series).toList());
    assertThat(ledger.series())
        .extracting(series -> series.steps() - series.rows().kept())
        .isEqualTo(truth.series().stream().map(series -> series.counts().gapSteps()).toList());
  }

  @Test
  void whatTheOperatorCanMendIsToldWithItsExitCode() throws IOException {
    expect(3, "there is no file in it");
    expect(2, "history.input = []", "history.input = []");
    expect(3, "no-such.csv\", and there is no such file", "history.input = [no-such.csv]");

    write("a.csv", ROWS);
    expect(2, "history.time.column names \"date\"", "history.time.column = date");
    expect(2, "there are [T (degC), rain, time]", "history.channels = [\"T (C)\"]");
    expect(2, "is not a whole number of the grid's steps", "grid.fill = 15 minutes");

    write("a.csv", ROWS.replace("2020-01-01 01:00:00", "2020-13-01 01:00:00"));
    expect(3, "a.csv, line 5: column \"time\": \"2020-13-01 01:00:00\" is no time");
    write("a.csv", ROWS.replace("4.5", "4,5"));
    expect(3, "a.csv, line 5: the line has 4 cells where the file has 3 columns");
    write("a.csv", ROWS.replace("0.2", "-9999").replace(",0\n", ",NA\n"));
    assertThat(main.run("ingest", "history.table = \"" + folder.resolve("rainless") + "\""))
        .isZero();
    assertThat(main.out()).contains("rain (empty)");
    write("a.csv", "time,Step\n2020-01-01,1\n");
    expect(2, "the channel \"Step\" cannot be told from the column \"step\" of the table");
    write("a.csv", "time,x\n");
    expect(3, "there is no reading in");
    write("a.csv", ROWS.replace("2.5,-9999.0\n2020-01-01 01", "3.5,-9999.0\n2020-01-01 01"));
    expect(
        3,
        "series \"history\" at 2020-01-01T00:20:00Z: channel \"T (degC)\" reads 2.5 in",
        "grid.repeats = refuse");

    Files.delete(folder.resolve("raw/a.csv"));
    compressedAndCutOff("b.csv.gz");
    assertThat(main.run("ingest")).as(main.err()).isEqualTo(3);
    assertThat(main.err())
        .containsPattern(
            "b.csv.gz, line [0-9]{4,}: the file is damaged or cut off \\(Unexpected end");

    assertThat(folder.resolve("table")).doesNotExist();
    assertThat(files(folder)).noneMatch(name -> name.contains("part-"));
  }

  private void expect(int code, String message, String... sets) {
    assertThat(main.run("ingest", sets)).as(main.err()).isEqualTo(code);
    assertThat(main.err()).contains(message);
    assertThat(main.out()).isEmpty();
  }

  private String table() {
    return folder.resolve("table").toString();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve("raw").resolve(name), content);
  }

  private void compressedAndCutOff(String name) throws IOException {
    StringBuilder text = new StringBuilder("time,x\n");
    MersenneTwister random = new MersenneTwister(new int[] {1});
    for (int i = 0; i < 100_000; i++) {
      text.append(Instant.ofEpochSecond(600L * i))
          .append(',')
          .append(random.nextInt())
          .append('\n');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.toString().getBytes(UTF_8));
    }
    Files.write(
        folder.resolve("raw").resolve(name), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
