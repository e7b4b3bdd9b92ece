package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.clean.Finding;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.grid.GridTable.Row;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cleaned, late, counted and combined values, and channels that no file holds. */
class CleanedGridLawsTest {

  @TempDir private Path folder;

  static Iterator<Integer> seeds() {
    return IntStream.rangeClosed(1, 60).iterator();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theGridIsTheOneThatTheRulesDescribe(int seed) throws IOException {
    MadeUpSensors made = new MadeUpSensors(seed);
    GridTable table = MadeUpFiles.grid(settings(made, "one", made.lines(), 1 + seed % 3));

    SlowSensors slow = new SlowSensors(made);
    Map<String, List<Long>> steps = new TreeMap<>();
    for (Row row : table.rows()) {
      steps.computeIfAbsent(row.series(), first -> new ArrayList<>()).add(row.step());
      float[] expected = slow.rows.get(row.series()).get(row.step());
      assertThat(expected).as("%s, step %d", row.series(), row.step()).isNotNull();
      for (int i = 0; i < expected.length; i++) {
        assertThat(isNear(row.values()[i], expected[i], i == 3))
            .as("seed %d, %s, step %d, channel %d", seed, row.series(), row.step(), i)
            .isTrue();
      }
    }
    slow.rows.forEach(
        (name, rows) ->
            assertThat(steps.getOrDefault(name, List.of()))
                .containsExactlyElementsOf(rows.keySet()));
    for (int i = 0; i < 5; i++) {
      ChannelAccount account = table.result().ledger().channels().get(i);
      assertThat(findings(account.values()))
          .as("seed %d, channel %d", seed, i)
          .isEqualTo(without(slow.findings.get(i)));
    }
    assertThat(table.result().history().labels()).containsExactly("label", "life");
  }

  /** Sums in another order; directions on both sides of north. */
  private static boolean isNear(float one, float other, boolean isDirection) {
    if (Float.isNaN(one) || Float.isNaN(other)) {
      return Float.isNaN(one) && Float.isNaN(other);
    }
    float apart = Math.abs(one - other);
    return apart <= 1e-3f + 1e-6f * Math.abs(one) || (isDirection && 360 - apart <= 1e-3f);
  }

  private static Map<Finding, Long> findings(Values values) {
    return without(
        Map.of(
            Finding.EXCLUDED, values.excluded(),
            Finding.COUNTER_START, values.counterStarts(),
            Finding.COUNTER_RESET, values.counterResets(),
            Finding.TOO_FAST, values.tooFast(),
            Finding.SPIKE, values.spikes(),
            Finding.STUCK, values.stuck()));
  }

  private static Map<Finding, Long> without(Map<Finding, Long> counts) {
    Map<Finding, Long> some = new TreeMap<>(counts);
    some.remove(Finding.CLEAN);
    some.values().removeIf(count -> count == 0);
    return some;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangesDoNotMatter(int seed) throws IOException {
    MadeUpSensors made = new MadeUpSensors(seed);
    List<String> lines = made.lines();
    if (seed % 2 == 0) {
      MadeUpFiles.shuffle(lines, made.random);
    }
    Configuration settings = settings(made, "one", lines, 2);
    GridTable whole = MadeUpFiles.grid(settings);
    for (long rowsPerRange : new long[] {1, 1 + made.random.nextInt(50)}) {
      GridTable parts = RangedGrid.of(settings, rowsPerRange, made.random);
      assertThat(parts.result()).as("seed %d", seed).isEqualTo(whole.result());
      assertThat(texts(parts)).isEqualTo(texts(whole));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void filesDoNotMatter(int seed) throws IOException {
    MadeUpSensors made = new MadeUpSensors(seed);
    List<String> lines = made.lines();
    // Rows that are written twice, and rows of one time.
    for (int i = made.random.nextInt(20); i > 0; i--) {
      String line = lines.get(made.random.nextInt(lines.size()));
      lines.add(made.random.nextBoolean() ? line : line.replaceAll(",[0-9.]+$", ",7"));
    }
    GridTable one = MadeUpFiles.grid(settings(made, "one", lines, 1));
    MadeUpFiles.shuffle(lines, made.random);
    GridTable other = MadeUpFiles.grid(settings(made, "other", lines, 4));
    assertThat(MadeUpFiles.content(other)).as("seed %d", seed).isEqualTo(MadeUpFiles.content(one));
    assertThat(texts(other)).isEqualTo(texts(one));
  }

  private Configuration settings(MadeUpSensors made, String where, List<String> lines, int files)
      throws IOException {
    return ConfigurationReader.read(
        Optional.empty(), made.write(folder.resolve(where), lines, files));
  }

  private static List<String> texts(GridTable table) {
    return table.rows().stream()
        .map(row -> row.series() + row.step() + Arrays.toString(row.values()))
        .toList();
  }
}
