package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theCountsAreThoseThatOneFindsByReadingTheFiles(int seed) throws IOException {
    SimulateSettings settings = random(seed, 2000, 700);
    Simulation simulation = new Simulation(settings);
    List<FaultCounts> written = new ArrayList<>();
    for (int series = 0; series < settings.series(); series++) {
      FaultCounts counts = FaultCounts.none(settings.channels());
      Reader reader = new Reader(settings);
      for (long number = 0; number < simulation.files(); number++) {
        SimulatedFile file = simulation.file(number);
        if (file.series() == series) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          counts = counts.plus(simulation.write(file, out));
          assertThat(file.name()).startsWith(simulation.seriesName(series) + "-");
          reader.read(out.toString(UTF_8), simulation.seriesName(series));
        }
      }
      assertThat(counts).as("series %d of %s", series, settings).isEqualTo(reader.found());
      assertThat(counts.rows() - counts.repeated() + counts.gapSteps()).isEqualTo(settings.steps());
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
    SimulateSettings whole = random(seed, 1200, 1200);
    List<String> expected = sorted(whole);
    FaultCounts counts = counts(whole);
    for (int rowsPerFile : new int[] {97, 1000}) {
      SimulateSettings cut = withRowsPerFile(whole, rowsPerFile);
      assertThat(sorted(cut)).as("%d rows per file", rowsPerFile).isEqualTo(expected);
      FaultCounts others = counts(cut);
      assertThat(others.gaps()).isEqualTo(counts.gaps());
      assertThat(others.missing()).isEqualTo(counts.missing());
      assertThat(others.repeated()).isEqualTo(counts.repeated());
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
        .isEqualTo(new FaultCounts(500, 0, 0, 0, 0, FaultCounts.none(9).missing()));
  }

  @Test
  void faultsHaveTheSharesThatAreAskedFor() throws IOException {
    for (double gaps : new double[] {0.01, 0.3, 0.5, 0.6, 0.85}) {
      Faults faults = new Faults(0.02, 0.05, gaps, 12, 0.03, "");
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
    Faults faults = new Faults(0.01, 0.01, 0.02, 36, 0.01, "-9999.0");
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

  private static SimulateSettings random(int seed, int steps, int rowsPerFile) {
    MersenneTwister random = new MersenneTwister(seed);
    int longestGap = 1 + random.nextInt(40);
    return Settings.of(
        seed,
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L) - 2_000_000_000_000L),
        List.of(Duration.ofMillis(333), Duration.ofMinutes(10), Duration.ofHours(3))
            .get(random.nextInt(3)),
        steps,
        1 + random.nextInt(3),
        1 + random.nextInt(9),
        rowsPerFile,
        new Faults(
            random.nextDouble() * 0.2,
            random.nextDouble() * 0.5,
            random.nextDouble() * longestGap / (longestGap + 1),
            longestGap,
            random.nextDouble() * 0.3,
            random.nextBoolean() ? "-9999.0" : ""));
  }

  private static SimulateSettings withRowsPerFile(SimulateSettings settings, int rowsPerFile) {
    return Settings.of(
        settings.seed(),
        settings.from(),
        settings.step(),
        settings.steps(),
        settings.series(),
        settings.channels(),
        rowsPerFile,
        settings.faults());
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

  /** Counts by the definitions of {@link FaultCounts}, knowing nothing of how faults are made. */
  private static final class Reader {

    private final SimulateSettings settings;
    private final int firstCell;
    private final Set<String> distinct = new HashSet<>();
    private final TreeSet<Long> steps = new TreeSet<>();
    private final long[] missing;
    private long rows;
    private long unsorted;

    Reader(SimulateSettings settings) {
      this.settings = settings;
      this.firstCell = settings.series() == 1 ? 1 : 2;
      this.missing = new long[settings.channels()];
    }

    void read(String file, String series) {
      long latest = Long.MIN_VALUE;
      for (String line : file.lines().skip(1).toList()) {
        String[] cells = line.split(",", -1);
        if (firstCell == 2) {
          assertThat(cells[0]).isEqualTo(series);
        }
        assertThat(cells).hasSize(firstCell + settings.channels());
        long millis = Instant.parse(cells[firstCell - 1]).toEpochMilli();
        long offset = millis - settings.from().toEpochMilli();
        assertThat(offset % settings.step().toMillis()).isZero();
        rows++;
        distinct.add(line);
        steps.add(offset / settings.step().toMillis());
        unsorted += millis < latest ? 1 : 0;
        latest = Math.max(latest, millis);
        for (int i = 0; i < missing.length; i++) {
          missing[i] += cells[firstCell + i].equals(settings.faults().marker()) ? 1 : 0;
        }
      }
    }

    FaultCounts found() {
      // The first and the last step always have a row.
      assertThat(steps.first()).isZero();
      assertThat(steps.last()).isEqualTo(settings.steps() - 1);
      assertThat(distinct).hasSameSizeAs(steps);
      long gaps = 0;
      for (long step = 1; step < settings.steps(); step++) {
        gaps += !steps.contains(step) && steps.contains(step - 1) ? 1 : 0;
      }
      for (Long step : steps) {
        Long next = steps.higher(step);
        assertThat(next == null ? 0 : next - step - 1)
            .isLessThanOrEqualTo(settings.faults().longestGap());
      }
      return new FaultCounts(
          rows,
          rows - steps.size(),
          unsorted,
          settings.steps() - steps.size(),
          gaps,
          Arrays.stream(missing).boxed().toList());
    }
  }
}
