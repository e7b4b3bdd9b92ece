package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chronoshard.grid.History;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    assertThat(grid.ledger.gaps()).containsExactly(new Gap("history", gap, gap + 9));
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
