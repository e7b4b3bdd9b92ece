package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.Variation;
import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public histories, with the counts that were taken from the files by other means. */
class RealHistoriesIT {

  @TempDir private Path folder;

  private record Ingested(History history, Ledger ledger) {

    ChannelAccount channel(String name) {
      return ledger.channels().stream()
          .collect(Collectors.toMap(ChannelAccount::channel, Function.identity()))
          .get(name);
    }
  }

  @BeforeAll
  static void wantData() {
    String data = System.getenv("CHRONOSHARD_DATA");
    if (data == null) {
      System.err.println(
          "SKIPPED: CHRONOSHARD_DATA is not set, so nothing was ingested from real histories");
    }
    assumeTrue(data != null, "CHRONOSHARD_DATA is not set");
  }

  @Test
  void theWeatherOfAYearHasOneGapAndOneRepeat() throws IOException {
    String settings =
        "time.column = date, time.pattern = \"yyyy-MM-dd HH:mm:ss\", missing = [\"-9999\"]";

    Ingested grid = ingest("weather.csv.gz", settings, "grid.step = 10 minutes");
    assertThat(grid.ledger.rows()).isEqualTo(new Rows(52_696, 52_695, 0, 1, 0, 0, 0, 0, 0));
    assertThat(grid.ledger.series().get(0).steps()).isEqualTo(52_704);
    assertThat(grid.ledger.series().get(0).unknownSteps()).isEqualTo(9);
    assertThat(grid.ledger.gapCount()).isEqualTo(1);
    long gap = Instant.parse("2020-05-29T09:40:00Z").toEpochMilli() / 600_000;
    assertThat(grid.ledger.gaps())
        .containsExactly(
            new Gap(
                "history",
                gap,
                gap + 9,
                Optional.of(Instant.parse("2020-05-29T09:40:00Z")),
                Optional.of(Instant.parse("2020-05-29T11:10:00Z"))));
    assertThat(grid.history.channels()).hasSize(21).doesNotContain("date");
    check(grid.channel("wv (m/s)"), 1, 52_694, 0, 10);
    check(grid.channel("OT"), 50, 52_645, 0, 59);
    assertThat(grid.ledger.channels().stream().filter(one -> one.channel().startsWith("max. PAR")))
        .extracting(ChannelAccount::missing)
        .containsExactly(30L);
    assertThat(grid.ledger.channels().stream().mapToLong(ChannelAccount::missing).sum())
        .isEqualTo(81);

    Ingested rows = ingest("weather.csv.gz", settings, "grid.index = rows");
    assertThat(rows.ledger.rows()).isEqualTo(new Rows(52_696, 52_696, 0, 0, 0, 0, 0, 0, 0));
    assertThat(rows.ledger.series().get(0).steps()).isEqualTo(52_696);
    assertThat(rows.ledger.gapCount()).isZero();
    assertThat(rows.channel("OT").known()).isEqualTo(52_646);
  }

  @Test
  void theHourlyTemperatureOfEightYearsHasNinetyUnknownSteps() throws IOException {
    String settings = "time.column = \"Date Time\", time.pattern = \"dd.MM.yyyy HH:mm:ss\"";

    Ingested grid =
        ingest(
            "jena_temperature_hourly_raw.csv", settings, "grid { step = 1 hour, repeats = first }");
    assertThat(grid.history.fromStep())
        .isEqualTo(Instant.parse("2009-01-01T01:00:00Z").toEpochMilli() / 3_600_000);
    assertThat(grid.ledger.series().get(0).steps()).isEqualTo(70_128);
    check(grid.channel("T (degC)"), 0, 70_038, 0, 90);
    assertThat(grid.ledger.gaps()).extracting(Gap::steps).containsExactly(74L, 16L);
    Rows rows = grid.ledger.rows();
    assertThat(rows.read()).isEqualTo(70_092);
    assertThat(rows.repeated() + rows.conflicting()).isEqualTo(24);
    assertThat(rows.repeated() + rows.conflicting() + rows.combined()).isEqualTo(54);

    Ingested asRows = ingest("jena_temperature_hourly_raw.csv", settings, "grid.index = rows");
    check(asRows.channel("T (degC)"), 0, 70_092, 0, 0);
  }

  @Test
  void theTransformerIsClean() throws IOException {
    String settings = "time.column = date";
    Ingested grid = ingest("ETTh1.csv", settings, "grid.step = 1 hour");
    assertThat(grid.ledger.rows()).isEqualTo(new Rows(17_420, 17_420, 0, 0, 0, 0, 0, 0, 0));
    assertThat(grid.ledger.series().get(0).steps()).isEqualTo(17_420);
    assertThat(grid.ledger.gapCount()).isZero();
    assertThat(grid.ledger.channels()).hasSize(7).allMatch(one -> one.known() == 17_420);
    Ingested rows = ingest("ETTh1.csv", settings, "grid.index = rows");
    assertThat(rows.ledger.rows()).isEqualTo(new Rows(17_420, 17_420, 0, 0, 0, 0, 0, 0, 0));
  }

  // What follows takes each configuration under conf/histories, but for where its table goes.

  @Test
  void theWeathersConfigurationFillsItsGapAndTurnsItsWind() throws IOException {
    Ingested weather = configured("weather");
    assertThat(weather.ledger.rows().read()).isEqualTo(52_696);
    assertThat(weather.ledger.gapCount()).isEqualTo(1);
    assertThat(weather.ledger.gaps().get(0).steps()).isEqualTo(9);
    assertThat(weather.history.channels())
        .hasSize(21)
        .contains("SWDR (W/m2)", "PAR (umol/m2/s)", "max. PAR (umol/m2/s)");
    assertThat(weather.channel("wv (m/s)").values().missing()).isEqualTo(1);
    assertThat(weather.channel("max. PAR (umol/m2/s)").values().missing()).isEqualTo(30);
    assertThat(weather.channel("OT").values().missing()).isEqualTo(50);
    // Up to six of the gap's nine steps are bridged.
    assertThat(weather.ledger.unknownSteps()).isEqualTo(3);
  }

  @Test
  void theHourlyTemperaturesConfigurationTakesTheFirstReading() throws IOException {
    Ingested hourly = configured("temperature");
    check(hourly.channel("T (degC)"), 0, 70_038, 0, 90);
    assertThat(hourly.ledger.gaps()).extracting(Gap::steps).containsExactly(74L, 16L);
  }

  @Test
  void theTransformersConfigurationsFindTheirSteps() throws IOException {
    Ingested hours = configured("transformer");
    assertThat(hours.history.axis()).isEqualTo(TimeAxis.clock(3_600_000));
    assertThat(hours.ledger.steps()).isEqualTo(17_420);
    Ingested quarters = configured("transformer-quarter-hours");
    assertThat(quarters.history.axis()).isEqualTo(TimeAxis.clock(900_000));
    assertThat(quarters.ledger.steps()).isEqualTo(69_680);
    assertThat(quarters.ledger.unknownSteps()).isZero();
  }

  @Test
  void theAirsConfigurationJoinsFourColumnsOfTimeAndReadsTexts() throws IOException {
    Ingested air = configured("air");
    assertThat(air.ledger.rows().read()).isEqualTo(43_824);
    assertThat(air.ledger.steps()).isEqualTo(43_824);
    assertThat(air.channel("pm2.5").values().missing()).isEqualTo(2_067);
    assertThat(air.history.categories().get("cbwd")).containsExactly("NE", "NW", "SE", "cv");
    assertThat(air.history.channels()).contains("pm2.5 known");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      Map<Float, Long> counts =
          spark.read().parquet(table("air")).groupBy("cbwd").count().collectAsList().stream()
              .collect(Collectors.toMap(row -> row.getFloat(0), row -> row.getLong(1)));
      assertThat(counts).isEqualTo(Map.of(0f, 4_997L, 1f, 14_150L, 2f, 15_290L, 3f, 9_387L));
    }
  }

  @Test
  void theTurbofansConfigurationsKnowWhatRemainsOfEachLife() throws IOException {
    Ingested training = configured("turbofan");
    assertThat(training.history.axis()).isEqualTo(TimeAxis.cycles());
    assertThat(training.ledger.rows().read()).isEqualTo(20_631);
    assertThat(training.history.series()).hasSize(100);
    assertThat(training.history.series().stream().mapToLong(SeriesExtent::steps).min())
        .hasValue(128);
    assertThat(training.history.series().stream().mapToLong(SeriesExtent::steps).max())
        .hasValue(362);
    assertThat(
            training.ledger.channels().stream()
                .filter(one -> one.values().variation() == Variation.CONSTANT)
                .map(ChannelAccount::channel))
        .containsExactlyInAnyOrder(
            "setting 3",
            "sensor 1",
            "sensor 5",
            "sensor 10",
            "sensor 16",
            "sensor 18",
            "sensor 19");
    assertThat(training.history.labels()).containsExactly("remaining life");

    Ingested test = configured("turbofan-test");
    assertThat(test.ledger.rows().read()).isEqualTo(13_096);
    assertThat(test.history.series().stream().mapToLong(SeriesExtent::steps).min()).hasValue(31);
    assertThat(test.history.series().stream().mapToLong(SeriesExtent::steps).max()).hasValue(303);
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      assertThat(life(spark, "turbofan", "1", 0)).isEqualTo(125);
      assertThat(life(spark, "turbofan", "1", 192)).isZero();
      assertThat(life(spark, "turbofan-test", "1", 31)).isEqualTo(112);
      assertThat(life(spark, "turbofan-test", "2", 49)).isEqualTo(98);
    }
  }

  private float life(SparkSession spark, String name, String series, long step) {
    return spark
        .read()
        .parquet(table(name))
        .filter(
            functions
                .col("series")
                .equalTo(series)
                .and(functions.col("step").equalTo(Math.max(1, step))))
        .select("remaining life")
        .first()
        .getFloat(0);
  }

  @Test
  void theMachinesAndTheOfficesConfigurationsKnowWhenTheyWereNotWell() throws IOException {
    Ingested machine = configured("machine");
    assertThat(machine.ledger.rows().read()).isEqualTo(22_695);
    assertThat(machine.ledger.rows().repeated() + machine.ledger.rows().conflicting())
        .isEqualTo(12);
    assertThat(machine.history.labels()).containsExactly("not well");
    Ingested office = configured("office");
    assertThat(office.ledger.rows().read()).isEqualTo(7_267);
    assertThat(office.ledger.gaps())
        .extracting(Gap::steps)
        .containsExactly(173L, 159L, 95L, 70L, 47L, 31L, 29L, 14L, 2L, 1L);
    assertThat(office.ledger.steps()).isEqualTo(7_888);
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[2]"))) {
      // Four intervals of just below two days, in steps of five minutes.
      assertThat(
              spark
                  .read()
                  .parquet(table("machine"))
                  .filter(functions.col("not well").equalTo(1))
                  .count())
          .isBetween(4 * 567L - 4, 4 * 567L + 4);
    }
  }

  private String table(String name) {
    return folder.resolve(name).toString();
  }

  private Ingested configured(String name) throws IOException {
    Path conf = ProjectFolder.path().resolve("conf/histories");
    RunMain main =
        new RunMain(folder, "include required(file(\"" + conf.resolve(name + ".conf") + "\"))\n")
            .on("local[2]");
    List<String> sets = new ArrayList<>(List.of("history.table=" + table(name)));
    Path events = conf.resolve(name + "-events.csv");
    if (Files.exists(events)) {
      sets.add("history.labels.input=" + events);
    }
    assertThat(main.run("ingest", sets.toArray(String[]::new))).as(main.err()).isZero();
    TableSnapshot snapshot =
        TableSnapshots.of(table(name), Sessions.hadoop()).latest().orElseThrow();
    return new Ingested(snapshot.history(), snapshot.ledger());
  }

  private static void check(
      ChannelAccount channel, long missing, long known, long filled, long unknown) {
    assertThat(channel.missing()).isEqualTo(missing);
    assertThat(channel.known()).isEqualTo(known);
    assertThat(channel.filled()).isEqualTo(filled);
    assertThat(channel.unknown()).isEqualTo(unknown);
  }

  private Ingested ingest(String file, String history, String grid) throws IOException {
    Path table = folder.resolve(file + " " + grid.hashCode());
    String config =
        "history { input = [\"%1$s\"], table = \"%2$s\", %3$s }%n%4$s"
            .replace("%1$s", Path.of(System.getenv("CHRONOSHARD_DATA"), file).toString())
            .replace("%2$s", table.toString())
            .replace("%3$s", history)
            .replace("%4$s", grid)
            .replace("%n", "\n");
    RunMain main = new RunMain(folder, config).on("local[2]");
    assertThat(main.run("ingest")).as(main.err()).isZero();
    return new Ingested(
        TableSnapshots.of(table.toString(), Sessions.hadoop()).latest().orElseThrow().history(),
        TableSnapshots.of(table.toString(), Sessions.hadoop()).latest().orElseThrow().ledger());
  }
}
