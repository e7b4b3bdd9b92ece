package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.grid.GrowingSensors.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that was brought up to date is the table that all files make. */
class GridUpdateLawsTest {

  private static final List<String> REPEATS =
      List.of("mean", "minimum", "maximum", "first", "last");

  private static final List<GrowingSensors.Format> TEXTS =
      List.of(Format.CSV, Format.LONG_CSV, Format.JSON, Format.LONG_JSON);

  private static int stayed;

  private static int rounds;

  private static int refused;

  private static long unreadable;

  @TempDir private Path folder;

  private int written;

  static Iterator<Integer> seeds() {
    return IntStream.rangeClosed(1, 40).iterator();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anUpdatedTableIsTheOneThatAllFilesMake(int seed) throws IOException {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 77});
    MadeUpFiles made = MadeUpFiles.clock(seed, REPEATS.get(seed % REPEATS.size()));
    List<List<String>> parts = parts(made.lines(), random);
    Configuration settings = made.settings(folder);
    write("anchor.csv", List.of("1577836800000,s0,1,2,3"));
    for (int part = 0; part < parts.size(); part++) {
      write("first-" + part + ".csv", parts.get(part));
    }
    int rowsPerRange = 1 + random.nextInt(30);
    KeptTable table = KeptTable.of(settings, rowsPerRange);
    for (int round = 0; round < 5; round++) {
      for (int change = random.nextInt(3); change >= 0; change--) {
        change(parts.get(random.nextInt(parts.size())), random);
      }

      table = table.updated(settings, rowsPerRange);

      GridTable whole = MadeUpFiles.grid(settings);
      String place = "seed " + seed + ", round " + round;
      assertThat(table.result()).as(place).isEqualTo(whole.result());
      assertThat(texts(table.allRows())).as(place).isEqualTo(texts(whole.rows()));
    }
  }

  static Iterator<Integer> manySeeds() {
    return IntStream.rangeClosed(1, 40).iterator();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void whateverIsAskedOfReadingsAnUpdatedTableIsTheOneThatAllFilesMake(int seed)
      throws IOException {
    MersenneTwister random = new MersenneTwister(new int[] {seed, 78});
    GrowingSensors sensors = new GrowingSensors(seed, folder, TEXTS.get(seed % TEXTS.size()));
    Configuration settings = ConfigurationReader.read(Optional.empty(), sensors.settings());
    int rowsPerRange = 1 + random.nextInt(30);
    Optional<KeptTable> table = Optional.empty();
    List<GrowingSensors.Row> changed = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      Optional<KeptTable> before = table.filter(kept -> isUpdatable(kept, settings));

      Attempt<KeptTable> attempt =
          Attempt.of(
              () ->
                  before
                      .map(kept -> kept.updated(settings, rowsPerRange))
                      .orElseGet(() -> KeptTable.of(settings, rowsPerRange)));

      String place = "seed " + seed + ", round " + round + ", " + sensors;
      Attempt<GridTable> whole = Attempt.of(() -> MadeUpFiles.grid(settings));
      assertThat(attempt.refusal()).as(place).isEqualTo(whole.refusal());
      if (attempt.made().isPresent()) {
        assertSame(attempt.made().get(), whole.made().orElseThrow(), place);
        before.ifPresent(
            kept -> assertStayed(kept, attempt.made().get(), settings, changed, place));
        table = attempt.made();
        changed.clear();
      } else {
        refused += before.isPresent() ? 1 : 0;
      }
      changed.addAll(sensors.change());
    }
  }

  private static boolean isUpdatable(KeptTable table, Configuration settings) {
    return UpdateObstacle.of(
            table.recorded(), settings.history(), settings.grid(), MadeUpFiles.open(settings))
        .isEmpty();
  }

  private static void assertSame(KeptTable table, GridTable whole, String place) {
    assertThat(table.result()).as(place).isEqualTo(whole.result());
    assertThat(texts(table.allRows())).as(place).isEqualTo(texts(whole.rows()));
  }

  private static void assertStayed(
      KeptTable before,
      KeptTable after,
      Configuration settings,
      List<GrowingSensors.Row> changed,
      String place) {
    List<TableFile> untouched =
        Untouched.files(
            before.recorded(),
            after.result().history(),
            settings,
            MadeUpFiles.open(settings),
            changed);
    assertThat(after.files()).as(place).containsAll(untouched);
    stayed += untouched.size();
    unreadable += after.result().ledger().rows().unparsable();
    rounds++;
  }

  /** Or the law above, where it was tried, would have asked nothing of them. */
  @AfterAll
  static void rangesStayed() {
    if (rounds > 0) {
      assertThat(stayed).isGreaterThan(rounds / 4);
      assertThat(refused).isPositive();
      assertThat(unreadable).isPositive();
    }
  }

  @Test
  void onlyTheEndOfAGrowingSeriesIsMadeAnew() throws IOException {
    List<String> sets =
        List.of(
            "history { time { column = time, pattern = epoch-milliseconds } }",
            "grid { step = 1 minute, block-steps = 16, fill = 5 }",
            "history { series.column = site }");
    List<String> lines = new ArrayList<>();
    for (int minute = 0; minute < 1000; minute++) {
      lines.add(60_000L * minute + ",a,1,2," + minute);
    }
    MadeUpFiles made = new MadeUpFiles(lines, sets);
    Configuration settings = made.settings(folder);
    for (int day = 0; day < 9; day++) {
      write("day-" + day + ".csv", lines.subList(100 * day, 100 * day + 100));
    }
    KeptTable table = KeptTable.of(settings, 32);
    write("day-9.csv", lines.subList(900, 1000));

    KeptTable updated = table.updated(settings, 32);

    assertThat(updated.result()).isEqualTo(MadeUpFiles.grid(settings).result());
    assertThat(updated.read()).isEqualTo(2);
    assertThat(updated.made()).isLessThan(6);
    assertThat(updated.rows().size()).isGreaterThan(25);
    for (int range = 0; range < 25; range++) {
      assertThat(updated.rows().get(range)).isSameAs(table.rows().get(range));
    }
  }

  /** Parts of a history as files would bring them: some in runs of time, some at random. */
  private static List<List<String>> parts(List<String> lines, MersenneTwister random) {
    List<String> ordered = new ArrayList<>(lines);
    if (random.nextInt(4) > 0) {
      ordered.sort(null);
    }
    List<List<String>> parts = new ArrayList<>();
    int from = 0;
    while (from < ordered.size()) {
      int to = Math.min(ordered.size(), from + 1 + random.nextInt(60));
      parts.add(ordered.subList(from, to));
      from = to;
    }
    return parts;
  }

  private void change(List<String> part, MersenneTwister random) throws IOException {
    String name = "part-" + random.nextInt(12) + ".csv";
    switch (random.nextInt(4)) {
      case 0, 1 -> remove(random);
      case 2 -> write(name, part.subList(0, 1 + random.nextInt(part.size())));
      default -> write(random.nextInt(100) + ".csv", part);
    }
  }

  private void remove(MersenneTwister random) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      List<Path> files = listed.filter(file -> !file.endsWith("anchor.csv")).sorted().toList();
      if (!files.isEmpty()) {
        Files.delete(files.get(random.nextInt(files.size())));
      }
    }
  }

  /** No file has the time of another one, so that a revised one is known by it. */
  private void write(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, MadeUpFiles.HEADER + "\n" + String.join("\n", lines) + "\n");
    written++;
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L + 1000L * written));
  }

  private static List<String> texts(List<GridTable.Row> rows) {
    return rows.stream()
        .map(row -> row.series() + row.step() + "@" + row.time() + Arrays.toString(row.values()))
        .toList();
  }
}
