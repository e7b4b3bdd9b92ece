package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SimulateSettings.Shape;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.simulate.FaultCounts;
import io.chronoshard.simulate.SimulatedChannel;
import io.chronoshard.simulate.SimulatedFile;
import io.chronoshard.simulate.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More than ten thousand files in random dialects and with random faults: what was put into them is
 * what the ledger says, and what the table holds.
 */
class SimulatedFilesLawTest {

  private static final int HISTORIES = 35;
  private static final int FILES_OF_EACH = 8;
  private static final int STEPS_OF_A_FILE = 20;
  private static final long STEP_MILLIS = 600_000;

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 26);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasPutInIsWhatTheLedgerSays(int seed) throws IOException {
    MersenneTwister random = new MersenneTwister(seed);
    Path folder = Files.createTempDirectory("simulated");
    for (int history = 0; history < HISTORIES; history++) {
      check(folder.resolve("history-" + history), random);
    }
    delete(folder);
  }

  private static void check(Path folder, MersenneTwister random) throws IOException {
    Made made = Made.of(random, folder);
    Configuration settings = ConfigurationReader.read(Optional.empty(), made.sets);
    Simulation simulation = new Simulation(settings.simulate());
    Files.createDirectories(folder);
    FaultCounts counts = FaultCounts.none(made.channels);
    for (long number = 0; number < simulation.files(); number++) {
      SimulatedFile file = simulation.file(number);
      try (OutputStream out = Files.newOutputStream(folder.resolve(file.name()))) {
        counts = counts.plus(simulation.write(file, out));
      }
    }
    HistoryFiles files =
        HistoryFiles.open(
            HistoryFiles.list(settings.history(), new org.apache.hadoop.conf.Configuration()),
            settings.history(),
            settings.grid().index(),
            new org.apache.hadoop.conf.Configuration());
    GridTable table = GridTable.of(files, settings.history(), settings.grid());
    String what = String.join("\n", made.sets);
    Ledger ledger = table.result().ledger();
    assertThat(ledger.fileCount()).as(what).isEqualTo((long) FILES_OF_EACH * made.series);
    assertThat(ledger.rows().read()).as(what).isEqualTo(counts.rows());
    assertThat(ledger.rows().repeated()).as(what).isEqualTo(counts.repeated());
    assertThat(ledger.rows().conflicting()).as(what).isZero();
    assertThat(ledger.rows().combined()).as(what).isZero();
    assertThat(ledger.rows().unparsable()).as(what).isZero();
    assertThat(ledger.rows().offOrder()).as(what).isEqualTo(counts.unsorted());
    long steps = (long) FILES_OF_EACH * STEPS_OF_A_FILE * made.series;
    assertThat(ledger.steps()).as(what).isEqualTo(steps);
    assertThat(ledger.rows().kept()).as(what).isEqualTo(steps - counts.gapSteps());
    for (int channel = 0; channel < made.channels; channel++) {
      ChannelAccount account = account(ledger, simulation.channels().get(channel).name());
      assertThat(account.values().missing()).as(what).isEqualTo(counts.missing().get(channel));
    }
    checkValues(table, simulation, made, what);
    delete(folder);
  }

  /** Every value that is there is the one that the sensor had, to the bit. */
  private static void checkValues(GridTable table, Simulation simulation, Made made, String what) {
    List<String> channels = table.result().history().channels();
    int[] order =
        simulation.channels().stream().mapToInt(one -> channels.indexOf(one.name())).toArray();
    long first = Math.floorDiv(made.from.toEpochMilli(), STEP_MILLIS);
    long known = 0;
    for (int series = 0; series < made.series; series++) {
      String name = made.series == 1 ? "history" : simulation.seriesName(series);
      float[] values = simulation.series(series).values(0, FILES_OF_EACH * STEPS_OF_A_FILE);
      for (Row row : table.rows()) {
        if (!row.series().equals(name)) {
          continue;
        }
        int at = Math.toIntExact(row.step() - first) * made.channels;
        for (int channel = 0; channel < made.channels; channel++) {
          float value = row.values()[order[channel]];
          if (!Float.isNaN(value)) {
            assertThat(value).as(what).isEqualTo(values[at + channel]);
            known++;
          }
        }
      }
    }
    assertThat(known)
        .as(what)
        .isEqualTo(
            table.result().ledger().channels().stream().mapToLong(ChannelAccount::known).sum());
  }

  private static ChannelAccount account(Ledger ledger, String channel) {
    return ledger.channels().stream()
        .filter(one -> one.channel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** A random history, as simulation and ingest are told of it. */
  private record Made(int series, int channels, Shape shape, Instant from, List<String> sets) {

    static Made of(MersenneTwister random, Path folder) {
      int series = 1 + random.nextInt(2);
      int channels = 1 + random.nextInt(4);
      Instant from =
          Instant.ofEpochSecond((random.nextLong(4_000_000_000L) - 2_000_000_000L) / 600 * 600);
      List<String> sets = new ArrayList<>();
      boolean isLong = random.nextBoolean();
      boolean isJson = random.nextInt(4) == 0;
      String separator = choice(random, ",", ";", "\\t", "|", "::");
      String decimal = separator.equals(",") ? "." : choice(random, ".", ",");
      String quote = choice(random, "", "'", "\\\"");
      boolean header = isJson || random.nextBoolean();
      String charset = choice(random, "UTF-8", "ISO-8859-1", "UTF-16LE", "windows-1252");
      String pattern =
          choice(random, "iso", "epoch-seconds", "epoch-milliseconds", "dd.MM.yyyy HH:mm:ss");
      String marker = choice(random, "-9999.0", "n/a", "");
      sets.add(
          String.format(
              Locale.ROOT,
              "simulate { seed = %d, from = \"%s\", steps = %d, series = %d, channels = %d,"
                  + " rows-per-file = %d, format = %s, shape = %s, compression = %s }",
              random.nextInt(1_000_000),
              from,
              FILES_OF_EACH * STEPS_OF_A_FILE,
              series,
              channels,
              STEPS_OF_A_FILE,
              isJson ? "json" : "csv",
              isLong ? "long" : "wide",
              choice(random, "none", "gzip")));
      sets.add(
          String.format(
              Locale.ROOT,
              "simulate.faults { repeated = %s, unsorted = %s, gaps = %s, longest-gap = 7,"
                  + " missing = %s, marker = \"%s\" }",
              random.nextDouble() * 0.2,
              random.nextDouble() * 0.3,
              random.nextDouble() * 0.5,
              random.nextDouble() * 0.2,
              marker));
      sets.add("simulate.time.pattern = \"" + pattern + "\"");
      sets.add("history.time.pattern = \"" + pattern + "\"");
      if (!isJson) {
        String comment = choice(random, "", "#");
        String dialect =
            String.format(
                Locale.ROOT,
                "{ separator = \"%s\", decimal = \"%s\", quote = \"%s\", header = %s,"
                    + " charset = \"%s\", comment = \"%s\" }",
                separator,
                decimal,
                quote,
                header,
                charset,
                comment);
        sets.add("simulate.csv " + dialect);
        sets.add("history.csv " + dialect);
        sets.add(
            "simulate.csv { line-end = "
                + choice(random, "lf", "crlf")
                + ", trailing-separator = "
                + random.nextBoolean()
                + " }");
      }
      sets.add("history.input = [\"" + folder + "/*\"]");
      sets.add("history.format = " + (isJson ? "json" : "csv"));
      sets.add("history.missing = [\"-9999\", \"-9999.0\", \"n/a\", \"\"]");
      if (series > 1) {
        sets.add("history.series.column = " + (header ? "series" : "\"#1\""));
      }
      int time = series > 1 ? 2 : 1;
      if (!header) {
        sets.add("history.time.column = \"#" + time + "\"");
      }
      if (isLong) {
        sets.add(
            header
                ? "history.long { channel = channel, values = value }"
                : "history.long { channel = \"#"
                    + (time + 1)
                    + "\", values = \"#"
                    + (time + 2)
                    + "\" }");
      } else if (!header) {
        List<String> names = new ArrayList<>();
        Configuration simulated = ConfigurationReader.read(Optional.empty(), sets);
        List<String> all =
            new Simulation(simulated.simulate())
                .channels().stream().map(SimulatedChannel::name).toList();
        for (int i = 0; i < channels; i++) {
          names.add("\"#" + (time + 1 + i) + "\" = \"" + all.get(i) + "\"");
        }
        sets.add("history.rename { " + String.join(", ", names) + " }");
      }
      return new Made(series, channels, isLong ? Shape.LONG : Shape.WIDE, from, sets);
    }

    private static String choice(MersenneTwister random, String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
