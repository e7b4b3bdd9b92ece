package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.Configuration;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridLawsTest {

  private static final List<String> REPEATS =
      List.of("mean", "minimum", "maximum", "first", "last");

  @TempDir private Path folder;

  static Iterator<Integer> seeds() {
    return IntStream.rangeClosed(1, 30).iterator();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowsAreAccountedForAndTheGridIsTheOneOfTheDesign(int seed) throws IOException {
    MadeUpFiles made = made(seed);
    made.write(folder, 1 + seed % 3);
    Configuration settings = made.settings(folder);

    GridTable table = MadeUpFiles.grid(settings);

    Ledger ledger = table.result().ledger();
    Rows rows = ledger.rows();
    assertThat(rows.read())
        .isEqualTo(made.lines().size())
        .isEqualTo(
            rows.kept()
                + rows.joined()
                + rows.repeated()
                + rows.conflicting()
                + rows.combined()
                + rows.unparsable());
    SlowGrid slow = new SlowGrid(made.lines(), settings.grid());
    assertThat(rows)
        .isEqualTo(
            new Rows(
                slow.read,
                slow.kept,
                slow.joined,
                slow.repeated,
                slow.conflicting,
                slow.combined,
                0,
                0,
                made.offOrder(1 + seed % 3)));
    for (int i = 0; i < 3; i++) {
      ChannelAccount account = ledger.channels().get(i);
      assertThat(account.channel()).isEqualTo(List.of("a", "b", "c").get(i));
      assertThat(account.missing()).isEqualTo(slow.missing[i]);
      assertThat(account.values().repeated()).isEqualTo(slow.merged[i]);
      assertThat(account.values().combined()).isEqualTo(slow.sharing[i]);
      assertThat(account.known()).isEqualTo(slow.known[i]);
      assertThat(account.filled()).isEqualTo(slow.filled[i]);
      assertThat(account.unknown()).isEqualTo(slow.steps - slow.known[i] - slow.filled[i]);
    }
    assertThat(ledger.gapCount()).isEqualTo(slow.gaps);
    assertThat(ledger.series().stream().mapToLong(Ledger.SeriesAccount::steps).sum())
        .isEqualTo(slow.steps);
    assertThat(ledger.series().stream().mapToLong(Ledger.SeriesAccount::unknownSteps).sum())
        .isEqualTo(slow.steps - table.rows().size());
    equal(table.rows(), slow);
  }

  private static void equal(List<Row> rows, SlowGrid slow) {
    Map<String, List<Long>> steps = new TreeMap<>();
    for (Row row : rows) {
      steps.computeIfAbsent(row.series(), name -> new ArrayList<>()).add(row.step());
      float[] expected = slow.rows.get(row.series()).get(row.step());
      assertThat(expected).as("%s, step %d", row.series(), row.step()).isNotNull();
      assertThat(row.values()).hasSize(3);
      for (int i = 0; i < 3; i++) {
        if (Float.isNaN(expected[i])) {
          assertThat(row.values()[i]).isNaN();
        } else {
          // Sums in another order.
          assertThat(row.values()[i]).isCloseTo(expected[i], within(1e-5f));
        }
      }
    }
    slow.rows.forEach(
        (name, series) ->
            assertThat(steps.getOrDefault(name, List.of()))
                .containsExactlyElementsOf(series.keySet()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderNamesAndNumberOfFilesDoNotMatter(int seed) throws IOException {
    MadeUpFiles made = MadeUpFiles.clock(seed, REPEATS.get(seed % 3));
    made.write(folder.resolve("one"), 1);
    List<String> shuffled = new ArrayList<>(made.lines());
    MadeUpFiles.shuffle(shuffled, new MersenneTwister(new int[] {seed, 9}));
    new MadeUpFiles(shuffled, made.sets()).write(folder.resolve("other"), 4);

    GridTable one = MadeUpFiles.grid(made.settings(folder.resolve("one")));
    GridTable other = MadeUpFiles.grid(made.settings(folder.resolve("other")));

    assertThat(MadeUpFiles.content(other)).as("seed %d", seed).isEqualTo(MadeUpFiles.content(one));
    assertThat(texts(other)).isEqualTo(texts(one));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangesDoNotMatter(int seed) throws IOException {
    MadeUpFiles made = made(seed);
    made.write(folder, 2);
    Configuration settings = made.settings(folder);
    GridTable whole = MadeUpFiles.grid(settings);

    MersenneTwister random = new MersenneTwister(new int[] {seed, 5});
    for (long rowsPerRange : new long[] {1, 1 + random.nextInt(20), 1 + random.nextInt(60)}) {
      GridTable parts = RangedGrid.of(settings, rowsPerRange, random);
      assertThat(parts.result()).as("seed %d", seed).isEqualTo(whole.result());
      assertThat(texts(parts)).isEqualTo(texts(whole));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theFingerprintSeesEveryCell(int seed) throws IOException {
    MadeUpFiles made = made(seed);
    made.write(folder.resolve("one"), 1);
    String fingerprint = fingerprint(made, "one");
    MersenneTwister random = new MersenneTwister(new int[] {seed, 7});
    List<String> changed = new ArrayList<>(made.lines());
    int row = random.nextInt(changed.size());
    String[] cells = changed.get(row).split(",", -1);
    cells[2 + random.nextInt(3)] = "77.125";
    changed.set(row, String.join(",", cells));
    new MadeUpFiles(changed, made.sets()).write(folder.resolve("two"), 1);
    SlowGrid before = new SlowGrid(made.lines(), made.settings(folder).grid());
    SlowGrid after = new SlowGrid(changed, made.settings(folder).grid());

    if (text(before).equals(text(after))) {
      assertThat(fingerprint(made, "two")).isEqualTo(fingerprint);
    } else {
      assertThat(fingerprint(made, "two")).as("seed %d", seed).isNotEqualTo(fingerprint);
    }
    List<String> longer = new ArrayList<>(made.sets());
    longer.add("grid.block-steps = 99");
    assertThat(fingerprint(new MadeUpFiles(made.lines(), longer), "one")).isEqualTo(fingerprint);
  }

  private static List<String> texts(GridTable table) {
    return table.rows().stream()
        .map(row -> row.series() + row.step() + "@" + row.time() + Arrays.toString(row.values()))
        .toList();
  }

  private static String text(SlowGrid grid) {
    StringBuilder text = new StringBuilder();
    grid.rows.forEach(
        (name, rows) ->
            rows.forEach(
                (step, values) -> text.append(name).append(step).append(Arrays.toString(values))));
    return text.toString();
  }

  private String fingerprint(MadeUpFiles made, String where) {
    return MadeUpFiles.grid(made.settings(folder.resolve(where))).result().history().fingerprint();
  }

  private static MadeUpFiles made(int seed) {
    return seed % 4 == 0
        ? MadeUpFiles.rows(seed)
        : MadeUpFiles.clock(seed, REPEATS.get(seed % REPEATS.size()));
  }
}
