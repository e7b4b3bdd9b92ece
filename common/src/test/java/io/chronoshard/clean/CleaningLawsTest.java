package io.chronoshard.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** What cleaning may depend on, over many random series and rules. */
class CleaningLawsTest {

  private static final int SEEDS = 3000;

  @Test
  void eachRuleDoesWhatItsWordsSay() {
    Set<Finding> seen = EnumSet.noneOf(Finding.class);
    for (int seed = 1; seed <= SEEDS; seed++) {
      MadeUp made = new MadeUp(seed);
      SlowCleaning slow = new SlowCleaning(made.times, made.values, made.rules, made.excluded);
      Cleaned fast = made.cleaned(0, made.times.length);
      assertThat(fast.findings).as("seed %d", seed).isEqualTo(List.of(slow.findings));
      for (int i = 0; i < slow.values.length; i++) {
        if (slow.findings[i] == Finding.CLEAN) {
          assertThat(fast.values[i]).as("seed %d, %d", seed, i).isEqualTo(slow.values[i]);
        }
      }
      seen.addAll(fast.findings);
    }
    assertThat(seen).containsExactlyInAnyOrder(Finding.values());
  }

  @Test
  void nothingOlderThanTheLookBackMatters() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      MadeUp made = new MadeUp(seed);
      Cleaned whole = made.cleaned(0, made.times.length);
      int at = made.random.nextInt(made.times.length);
      int from = 0;
      while (made.times[from] < made.times[at] - made.rules.lookBack()) {
        from++;
      }
      Cleaned late = made.cleaned(from, made.times.length);
      for (int i = at; i < made.times.length; i++) {
        assertThat(late.findings.get(i - from))
            .as("seed %d", seed)
            .isEqualTo(whole.findings.get(i));
        if (whole.findings.get(i) == Finding.CLEAN) {
          assertThat(late.values[i - from]).as("seed %d", seed).isEqualTo(whole.values[i]);
        }
      }
    }
  }

  @Test
  void nothingLaterMatters() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      MadeUp made = new MadeUp(seed);
      Cleaned before = made.cleaned(0, made.times.length);
      int cut = made.random.nextInt(made.times.length);
      for (int i = cut; i < made.values.length; i++) {
        made.values[i] = made.random.nextInt(1000);
      }
      Cleaned after = made.cleaned(0, made.times.length);
      assertThat(after.findings.subList(0, cut))
          .as("seed %d", seed)
          .isEqualTo(before.findings.subList(0, cut));
      assertThat(Arrays.copyOf(after.values, cut)).isEqualTo(Arrays.copyOf(before.values, cut));
    }
  }

  @Test
  void seriesDoNotMatterToEachOther() {
    for (int seed = 1; seed <= 300; seed++) {
      MadeUp made = new MadeUp(seed);
      Cleaned alone = made.cleaned(0, made.times.length);
      ChannelCleaner used = new ChannelCleaner(made.rules);
      made.cleaned(used, 0, made.times.length);
      assertThat(made.cleaned(used, 0, made.times.length).findings)
          .as("seed %d", seed)
          .isEqualTo(alone.findings);
    }
  }

  private record Cleaned(List<Finding> findings, double[] values) {}

  /** A series that wanders, jumps, sticks and has holes, and rules for it. */
  private static final class MadeUp {

    final MersenneTwister random;
    final long[] times;
    final double[] values;
    final CleaningRules rules;
    final List<Intervals.Interval> excluded = new ArrayList<>();

    MadeUp(int seed) {
      random = new MersenneTwister(seed);
      int count = 1 + random.nextInt(120);
      times = new long[count];
      values = new double[count];
      long time = random.nextInt(100) - 50L;
      double value = 10;
      int stuckFor = 0;
      for (int i = 0; i < count; i++) {
        time += 1 + random.nextInt(3) + (random.nextInt(25) == 0 ? random.nextInt(200) : 0);
        times[i] = time;
        if (stuckFor-- <= 0) {
          value += random.nextInt(5) - 1;
          stuckFor = random.nextInt(15) == 0 ? random.nextInt(30) : 0;
        }
        values[i] = random.nextInt(20) == 0 ? random.nextInt(400) - 200 : value;
        if (random.nextInt(40) == 0) {
          value = random.nextInt(10);
        }
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        long from = times[random.nextInt(count)] - random.nextInt(5);
        excluded.add(new Intervals.Interval(from, from + 1 + random.nextInt(20)));
      }
      rules =
          new CleaningRules(
              random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 0,
              random.nextBoolean()
                  ? new CleaningRules.Rate(1 + random.nextInt(5), 1 + random.nextInt(8))
                  : null,
              random.nextBoolean()
                  ? new CleaningRules.Hampel(5 + random.nextInt(60), 1 + random.nextInt(6))
                  : null,
              random.nextBoolean() ? 1 + random.nextInt(20) : 0);
    }

    Cleaned cleaned(int from, int to) {
      return cleaned(new ChannelCleaner(rules), from, to);
    }

    Cleaned cleaned(ChannelCleaner cleaner, int from, int to) {
      cleaner.begin(Intervals.of(excluded));
      List<Finding> findings = new ArrayList<>();
      double[] left = new double[to - from];
      for (int i = from; i < to; i++) {
        findings.add(cleaner.take(times[i], values[i]));
        left[i - from] = cleaner.value();
      }
      return new Cleaned(findings, left);
    }
  }
}
