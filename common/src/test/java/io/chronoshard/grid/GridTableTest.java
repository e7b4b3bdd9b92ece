package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grid by examples, from lines of CSV to rows and ledger. */
class GridTableTest {

  @TempDir private Path folder;

  @Test
  void aStepHoldsWhatWasKnownAtItAndNothingLater() throws IOException {
    write("time,x", "2020-01-01T00:00:01,1", "2020-01-01T00:10:00,2", "2020-01-01T00:10:00.001,3");

    assertThat(rows()).containsExactly("00:10 [2.0]", "00:20 [3.0]");
    assertThat(ledger().rows()).isEqualTo(rows(3, 2, 0, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"last, 4.0", "mean, 2.0", "sum, 6.0", "minimum, -1.0", "maximum, 4.0"})
  void timesOfAStepAreCombined(String rule, String value) throws IOException {
    write(
        "time,x",
        "2020-01-01T00:03,4",
        "2020-01-01T00:02,-1",
        "2020-01-01T00:01,3",
        "2020-01-01T00:04,NA");
    assertThat(rows("grid.combine.default = " + rule)).containsExactly("00:10 [" + value + "]");
    assertThat(rows("grid.combine.channels.x = " + rule)).containsExactly("00:10 [" + value + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "mean, '[2.0, 5.0]'",
    "minimum, '[1.0, 5.0]'",
    "maximum, '[3.0, 5.0]'",
    "first, '[3.0, 5.0]'",
    "last, '[1.0, 5.0]'"
  })
  void repeatsThatDifferAreMergedChannelByChannel(String rule, String values) throws IOException {
    write(
        "time,x,y",
        "2020-01-01T00:10,3,NA",
        "2020-01-01T00:10,1,NA",
        "2020-01-01T00:10,NA,5",
        "2020-01-01T00:10,3,NA",
        "2020-01-01T00:10,1,NA");
    assertThat(rows("grid.repeats = " + rule)).containsExactly("00:10 " + values);
    assertThat(ledger("grid.repeats = " + rule).rows())
        .isEqualTo(new Rows(5, 1, 1, 2, 1, 0, 0, 0, 0));
  }

  @Test
  void repeatsThatContradictEachOtherAreRefusedWhereThatIsWanted() throws IOException {
    write("time,x,y", "2020-01-01T00:10,3,NA", "2020-01-01T00:10,NA,5", "2020-01-01T00:10,3,5");
    assertThat(rows("grid.repeats = refuse")).containsExactly("00:10 [3.0, 5.0]");

    Files.writeString(folder.resolve("b.csv"), "time,x,y\n\n2020-01-01T00:10,3,6\n");
    assertThatThrownBy(() -> rows("grid.repeats = refuse"))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "series \"history\" at 2020-01-01T00:10:00Z: channel \"y\" reads 5.0 in .*/a.csv, line 4, and 6.0 in"
                + " .*/b.csv, line 3; mend the files, or set grid.repeats to mean,.*");
  }

  @Test
  void gapsAreFilledForwardUpToTheLimitOnly() throws IOException {
    write(
        "time,x,y",
        "2020-01-01T00:10,1,7",
        "2020-01-01T00:20,NA,8",
        "2020-01-01T01:00,NA,NA",
        "2020-01-01T01:10,2,NA",
        "2020-01-01T01:30,NA,NA");

    assertThat(rows()).containsExactly("00:10 [1.0, 7.0]", "00:20 [NaN, 8.0]", "01:10 [2.0, NaN]");
    assertThat(rows("grid.fill = 20 minutes"))
        .containsExactly(
            "00:10 [1.0, 7.0]",
            "00:20 [1.0, 8.0]",
            "00:30 [1.0, 8.0]",
            "00:40 [NaN, 8.0]",
            "01:10 [2.0, NaN]",
            "01:20 [2.0, NaN]",
            "01:30 [2.0, NaN]");
    Ledger ledger = ledger("grid.fill = 2");
    assertThat(ledger.channels())
        .extracting(GridTableTest::text)
        .containsExactly(
            "x: 3 missing, 2 known, 4 filled, 3 unknown",
            "y: 3 missing, 2 known, 2 filled, 5 unknown");
    long first = Instant.parse("2020-01-01T00:10:00Z").toEpochMilli() / 600_000;
    assertThat(ledger.gaps())
        .containsExactly(
            new Gap(
                "history",
                first + 2,
                first + 6,
                Optional.of(Instant.parse("2020-01-01T00:30:00Z")),
                Optional.of(Instant.parse("2020-01-01T01:10:00Z"))),
            new Gap(
                "history",
                first + 7,
                first + 9,
                Optional.of(Instant.parse("2020-01-01T01:20:00Z")),
                Optional.of(Instant.parse("2020-01-01T01:40:00Z"))));
    assertThat(ledger.series().get(0).unknownSteps()).isEqualTo(2);
  }

  @Test
  void rowsAreStepsInTheOrderOfFilesAndLines() throws IOException {
    write("time,x", "2020-01-01T00:10,1", "2020-01-01T00:10,2");
    Files.writeString(folder.resolve("b.csv"), "time,x\n2019-01-01T00:00,NA\n2020-01-01,4\n");

    GridTable table = table("grid.index = rows");

    assertThat(table.rows()).extracting(Row::step).containsExactly(0L, 1L, 3L);
    assertThat(table.rows()).extracting(row -> row.values()[0]).containsExactly(1f, 2f, 4f);
    assertThat(table.rows().get(2).time())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli());
    assertThat(table.result().history().recordedTimes()).isEqualTo(RecordedTimes.READ);
    assertThat(table.result().history().series())
        .containsExactly(new SeriesExtent("history", 0, 4));
    assertThat(table.result().ledger().rows()).isEqualTo(rows(4, 4, 0, 0, 0));

    GridTable timeless =
        table("grid.index = rows", "history { time.column = \"\", channels = [x] }");
    assertThat(timeless.result().history().recordedTimes()).isEqualTo(RecordedTimes.NONE);
    assertThat(timeless.rows()).extracting(Row::time).containsOnly(StepTimes.UNKNOWN);
  }

  @Test
  void seriesAreGriddedEachByItself() throws IOException {
    write("site,time,x", "b,2020-01-01T00:30,1", "a,2020-01-01T00:10,2", "b,2020-01-01T00:10,3");
    Ledger ledger = ledger("history.series.column = site", "grid.fill = 9");
    assertThat(ledger.series())
        .containsExactly(
            new Ledger.SeriesAccount("a", rows(1, 1, 0, 0, 0), 1, 0),
            new Ledger.SeriesAccount("b", new Rows(2, 2, 0, 0, 0, 0, 0, 0, 1), 3, 0));
  }

  @Test
  void aChannelThatSaysNothingIsNotedAndAHistoryOfSuchIsRefused() throws IOException {
    write("time,x,y,z", "2020-01-01T00:10,1,-9999,5", "2020-01-01T00:20,2,NA,5");
    assertThat(ledger("history.missing = [NA, -9999]").channels())
        .extracting(channel -> channel.values().variation())
        .containsExactly(Variation.VARYING, Variation.EMPTY, Variation.CONSTANT);
    assertThatThrownBy(() -> rows("history { missing = [NA, -9999], channels = [y] }"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no channel has a value in any of 2 rows")
        .hasMessageContaining("history.missing = [NA, -9999]");
  }

  @Test
  void aHistoryWithoutARowIsTold() throws IOException {
    write("time,x");
    assertThatThrownBy(() -> rows())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no reading in")
        .hasMessageContaining("a.csv");
  }

  @Test
  void aRuleForAChannelThatIsNotThereIsTold() throws IOException {
    write("time,temp,rain", "2020-01-01T00:10,1,2");
    assertThatThrownBy(() -> rows("grid.combine.channels.Rain = sum"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grid.combine.channels names \"Rain\"")
        .hasMessageContaining("[rain, temp]");
  }

  @Test
  void aFillThatIsNoWholeNumberOfStepsIsTold() throws IOException {
    write("time,x", "2020-01-01T00:10,1");
    assertThatThrownBy(() -> rows("grid.fill = 15 minutes"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grid.fill");
  }

  private static Rows rows(long read, long kept, long repeated, long conflicting, long combined) {
    return new Rows(read, kept, 0, repeated, conflicting, combined, 0, 0, 0);
  }

  private static String text(Ledger.ChannelAccount channel) {
    return String.format(
        Locale.ROOT,
        "%s: %d missing, %d known, %d filled, %d unknown",
        channel.channel(),
        channel.missing(),
        channel.known(),
        channel.filled(),
        channel.unknown());
  }

  private void write(String... lines) throws IOException {
    Files.writeString(folder.resolve("a.csv"), String.join("\n", lines) + "\n");
  }

  private List<String> rows(String... sets) {
    return table(sets).rows().stream()
        .map(
            row ->
                Instant.ofEpochMilli(row.time()).toString().substring(11, 16)
                    + " "
                    + Arrays.toString(row.values()))
        .toList();
  }

  private Ledger ledger(String... sets) {
    return table(sets).result().ledger();
  }

  private GridTable table(String... sets) {
    List<String> all = new ArrayList<>(List.of("history.input = [\"" + folder + "\"]"));
    all.addAll(List.of(sets));
    Configuration settings = ConfigurationReader.read(Optional.empty(), all);
    return MadeUpFiles.grid(settings);
  }
}
