package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.SimulateSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

  private static final List<Duration> STEPS =
      List.of(Duration.ofMillis(333), Duration.ofMinutes(10), Duration.ofHours(3));

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theCountsAreThoseThatOneFindsByReadingTheFiles(int seed) throws IOException {
    MersenneTwister random = new MersenneTwister(seed);
    int channels = 1 + random.nextInt(9);
    int series = 1 + random.nextInt(3);
    Duration step = STEPS.get(random.nextInt(STEPS.size()));
    Instant from =
        Instant.ofEpochSecond(random.nextLong(4_000_000_000L) - 2_000_000_000L)
            .plusMillis(step.toMillis() < 1000 ? random.nextInt(1000) : 0);
    String events = "simulate.events { share = 0.2, longest = " + (1 + random.nextInt(60)) + " }";
    String faults = randomFaults(random, channels, from, step, 1500);
    SimulateSettings settings =
        Settings.of(
            seed,
            from,
            step,
            1500,
            series,
            channels,
            400,
            events,
            faults,
            randomDialect(random, step.toMillis() % 1000 == 0));
    SimulateSettings clean = Settings.of(seed, from, step, 1500, series, channels, 1500, events);
    Simulation simulation = new Simulation(settings);
    List<FaultCounts> written = new ArrayList<>();
    for (int number = 0; number < series; number++) {
      String name = simulation.seriesName(number);
      CountedFiles counted =
          new CountedFiles(
              settings, simulation.channels(), course(clean, number), events(settings, name));
      FaultCounts counts = FaultCounts.none(channels);
      for (long file = 0; file < simulation.files(); file++) {
        if (simulation.file(file).series() == number) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          counts = counts.plus(simulation.write(simulation.file(file), out));
          counted.read(new ReadBack(settings).lines(out.toByteArray()), series == 1 ? "" : name);
        }
      }
      assertThat(counts).as("series %d of %s", number, settings).isEqualTo(counted.counts(counts));
      written.add(counts);
    }
    Truth truth = Truth.of(simulation, written);
    assertThat(truth.total().rows()).isEqualTo(written.stream().mapToLong(FaultCounts::rows).sum());
    assertThat(truth.series()).hasSize(settings.series());
    assertThat(truth.channels()).hasSize(settings.channels());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyRowsPerFileGiveTheSameLines(int seed) throws IOException {
    MersenneTwister random = new MersenneTwister(seed);
    Duration step = STEPS.get(random.nextInt(STEPS.size()));
    String faults = randomFaults(random, 9, Settings.FROM, step, 1200);
    String events = "simulate.events { share = 0.3, longest = 50 }";
    SimulateSettings whole =
        Settings.of(seed, Settings.FROM, step, 1200, 2, 9, 1200, faults, events);
    List<String> expected = sorted(whole);
    FaultCounts counts = counts(whole);
    for (int rowsPerFile : new int[] {97, 1000}) {
      SimulateSettings cut =
          Settings.of(seed, Settings.FROM, step, 1200, 2, 9, rowsPerFile, faults, events);
      assertThat(sorted(cut)).as("%d rows per file", rowsPerFile).isEqualTo(expected);
      FaultCounts others = counts(cut);
      // Rows stand too late within their file, so only that count depends on where one ends.
      assertThat(others).usingRecursiveComparison().ignoringFields("unsorted").isEqualTo(counts);
    }
  }

  @Test
  void withoutFaultsTheFilesHoldTheValues() throws IOException {
    SimulateSettings settings =
        Settings.of(4, Settings.FROM, Settings.STEP, 500, 1, 9, 200, Settings.NO_FAULTS);
    float[] values = new Simulation(settings).series(0).values(0, 500);
    List<String> lines = lines(settings);
    assertThat(lines).hasSize(500);
    for (int step = 0; step < 500; step++) {
      String[] cells = lines.get(step).split(",", -1);
      assertThat(cells[0])
          .isEqualTo(Settings.FROM.plus(Settings.STEP.multipliedBy(step)).toString());
      for (int channel = 0; channel < 9; channel++) {
        assertThat(Float.parseFloat(cells[channel + 1])).isEqualTo(values[step * 9 + channel]);
      }
    }
    assertThat(counts(settings))
        .usingRecursiveComparison()
        .ignoringFields("rows")
        .isEqualTo(FaultCounts.none(9));
    assertThat(counts(settings).rows()).isEqualTo(500);
  }

  @Test
  void faultsHaveTheSharesThatAreAskedFor() throws IOException {
    for (double gaps : new double[] {0.01, 0.3, 0.5, 0.6, 0.85}) {
      String faults = Settings.faults(0.02, 0.05, gaps, 12, 0.03, "");
      FaultCounts counts =
          counts(Settings.of(8, Settings.FROM, Settings.STEP, 60_000, 1, 2, 250_000, faults));
      double steps = 60_000.0 - counts.gapSteps();
      assertThat(counts.gapSteps() / 60_000.0).isCloseTo(gaps, within(0.05 * gaps + 0.002));
      assertThat(counts.repeated() / steps).isCloseTo(0.02, within(0.005));
      assertThat(counts.unsorted() / (steps + counts.repeated())).isBetween(0.02, 0.06);
      assertThat(counts.missing().get(1) / (double) counts.rows()).isCloseTo(0.03, within(0.006));
    }
  }

  @Test
  void sensorsClocksAndEventsHaveTheSharesThatAreAskedFor() throws IOException {
    for (double share : new double[] {0.02, 0.4, 0.7}) {
      FaultCounts counts =
          counts(
              Settings.of(
                  8,
                  Settings.FROM,
                  Settings.STEP,
                  60_000,
                  1,
                  9,
                  250_000,
                  "simulate.faults { spikes = 0.01, stuck = " + share + ", longest-stuck = 24 }",
                  "simulate.faults { clock = " + share + ", longest-clock = 24 }",
                  "simulate.events { share = " + share + ", longest = 24 }"));
      double rows = counts.rows();
      // Generic channels have noise in the last digit, so hardly any value repeats by itself.
      assertThat(counts.stuck().get(8) / rows).isCloseTo(share, within(0.05 * share + 0.006));
      assertThat(counts.stuckStretches().get(8)).isPositive();
      // No spike where a sensor is stuck, nor at the value that it then repeats.
      long quiet = counts.stuck().get(8) + counts.stuckStretches().get(8);
      assertThat(counts.spikes().get(8) / (rows - quiet)).isCloseTo(0.01, within(0.002));
      assertThat(counts.misdated() / rows).isCloseTo(share, within(0.05 * share + 0.006));
      assertThat(counts.eventRows() / rows).isCloseTo(share, within(0.05 * share + 0.006));
    }
  }

  @Test
  void namesSortAsTheirNumbersDo() {
    Simulation simulation =
        new Simulation(
            Settings.of(1, Settings.FROM, Settings.STEP, 20, 12_000, 1, 10, Settings.NO_FAULTS));
    assertThat(simulation.files()).isEqualTo(24_000);
    assertThat(simulation.file(0)).isEqualTo(new SimulatedFile(0, "site-00001-00001.csv", 0, 10));
    assertThat(simulation.file(23_999))
        .isEqualTo(new SimulatedFile(11_999, "site-12000-00002.csv", 10, 20));
    assertThat(new Simulation(Settings.of(1, 20, 3, 1)).file(2).name())
        .isEqualTo("site-0003-00001.csv");
  }

  @Test
  void theBytesAreTheSameOnEveryMachine() throws IOException {
    String faults = Settings.faults(0.01, 0.01, 0.02, 36, 0.01, "-9999.0");
    SimulateSettings settings =
        Settings.of(1, Settings.FROM, Settings.STEP, 20_000, 2, 10, 7_000, faults);
    CRC32 crc = new CRC32();
    Simulation simulation = new Simulation(settings);
    for (long number = 0; number < simulation.files(); number++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      simulation.write(simulation.file(number), out);
      crc.update(out.toByteArray());
    }
    assertThat(crc.getValue()).isEqualTo(3_649_461_351L);
  }

  /** The values of a series without faults, as its only file has them. */
  private static float[][] course(SimulateSettings clean, int series) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Simulation(clean).write(new Simulation(clean).file(series), out);
    return new ReadBack(clean)
        .lines(out.toByteArray()).stream()
            .map(
                line -> {
                  float[] row = new float[line.cells().size()];
                  line.cells().forEach(cell -> row[cell.channel()] = cell.value());
                  return row;
                })
            .toArray(float[][]::new);
  }

  /** The events of a series, as their table has them. */
  private static List<SimulatedEvent> events(SimulateSettings settings, String series)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Simulation(settings).writeEvents(out);
    ReadBack reader = new ReadBack(settings);
    return reader
        .table(
            out.toString(Charset.forName(settings.csv().charset())),
            List.of("series", "from", "to", "label"))
        .stream()
        .filter(cells -> cells.get(0).equals(series))
        .map(
            cells ->
                new SimulatedEvent(
                    series, reader.millis(cells.get(1)), reader.millis(cells.get(2)), cells.get(3)))
        .toList();
  }

  /** Faults of all kinds, each of them there half of the times. */
  private static String randomFaults(
      MersenneTwister random, int channels, Instant from, Duration step, int steps) {
    int longestGap = 1 + random.nextInt(40);
    int longestStuck = 1 + random.nextInt(40);
    int longestClock = 1 + random.nextInt(40);
    // Neither the temperature nor a generic channel leaves its range by ten deviations for a unit.
    String unit = random.nextBoolean() ? "T (degC)" : channels > 8 ? "channel_9" : "";
    Instant at = from.plus(step.multipliedBy(1 + random.nextInt(steps - 2))).plusMillis(-1);
    return String.join(
        "\n",
        Settings.faults(
            share(random, 0.2),
            share(random, 0.5),
            share(random, longestGap / (longestGap + 1.0)),
            longestGap,
            share(random, 0.3),
            ""),
        "simulate.faults.spikes = " + share(random, 0.1),
        "simulate.faults.longest-stuck = " + longestStuck,
        "simulate.faults.stuck = " + share(random, longestStuck / (longestStuck + 1.0)),
        "simulate.faults.drift.channels = " + (random.nextBoolean() ? "[\"T (degC)\"]" : "[]"),
        "simulate.faults.longest-clock = " + longestClock,
        "simulate.faults.clock = " + share(random, longestClock / (longestClock + 1.0)),
        "simulate.faults.clock-error = "
            + (step.toMillis() < 1000 ? "1000 milliseconds" : "5 seconds"),
        unit.isEmpty()
            ? ""
            : "simulate.faults.unit-change { factor = -1.3, channel = \""
                + unit
                + "\", at = \""
                + at
                + "\" }");
  }

  private static double share(MersenneTwister random, double most) {
    return random.nextBoolean() ? Math.min(0.9, random.nextDouble() * most) : 0;
  }

  private static String randomDialect(MersenneTwister random, boolean wholeSeconds) {
    String separator = pick(random, ",", ";", "\\t", "|", "||", "spaces", "\u00a6");
    String quote = separator.equals("spaces") ? "'" : pick(random, "", "'", "\\\"");
    String time =
        pick(
            random,
            "{ pattern = iso, zone = \"Europe/Berlin\" }",
            "{ pattern = iso }",
            wholeSeconds ? "{ pattern = epoch-seconds }" : "{ pattern = epoch-milliseconds }",
            "{ pattern = \"dd.MM.yyyy HH:mm:ss.SSS\", zone = \"+05:30\" }",
            "{ pattern = \"MMM d yyyy hh:mm:ss.SSS a xxx\", zone = \"America/New_York\" }");
    return String.join(
        "\n",
        "simulate.format = " + pick(random, "csv", "csv", "csv", "json"),
        "simulate.shape = " + pick(random, "wide", "long"),
        "simulate.compression = " + pick(random, "none", "gzip"),
        "simulate.csv.separator = \"" + separator + "\"",
        "simulate.csv.quote = \"" + quote + "\"",
        "simulate.csv.decimal = \"" + (separator.equals(",") ? "." : pick(random, ".", ",")) + "\"",
        "simulate.csv.header = " + pick(random, "true", "false"),
        "simulate.csv.line-end = " + pick(random, "lf", "crlf"),
        "simulate.csv.trailing-separator = " + pick(random, "true", "false"),
        "simulate.csv.comment = \"" + pick(random, "", "#", "%%") + "\"",
        "simulate.csv.charset = \""
            + pick(random, "UTF-8", "windows-1252", "UTF-16", "ISO-8859-1")
            + "\"",
        "simulate.time " + time,
        "simulate.faults.marker = \""
            + pick(random, "-9999.0", "n/a", separator.equals("spaces") ? "?" : "")
            + "\"");
  }

  private static String pick(MersenneTwister random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static FaultCounts counts(SimulateSettings settings) throws IOException {
    Simulation simulation = new Simulation(settings);
    FaultCounts counts = FaultCounts.none(settings.channels());
    for (long number = 0; number < simulation.files(); number++) {
      counts = counts.plus(simulation.write(simulation.file(number), new ByteArrayOutputStream()));
    }
    return counts;
  }

  private static List<String> sorted(SimulateSettings settings) throws IOException {
    return lines(settings).stream().sorted().toList();
  }

  private static List<String> lines(SimulateSettings settings) throws IOException {
    Simulation simulation = new Simulation(settings);
    List<String> lines = new ArrayList<>();
    for (long number = 0; number < simulation.files(); number++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      simulation.write(simulation.file(number), out);
      out.toString(UTF_8).lines().skip(1).forEach(lines::add);
    }
    return lines;
  }
}
