package io.chronoshard.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.clean.Intervals.Interval;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class IntervalsTest {

  @Test
  void coverWhatAnyOfTheirSpansCovers() {
    for (int seed = 1; seed <= 500; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      List<Interval> spans = spans(random);
      List<Interval> others = spans(random);
      List<Interval> all = new ArrayList<>(spans);
      all.addAll(others);
      Intervals both = Intervals.of(spans).and(Intervals.of(others));
      assertThat(both).as("seed %d", seed).isEqualTo(Intervals.of(all));
      for (long time = -5; time < 70; time++) {
        long at = time;
        assertThat(both.contains(time))
            .as("seed %d, %d", seed, time)
            .isEqualTo(all.stream().anyMatch(one -> one.from() <= at && at < one.to()));
        long last = time + random.nextInt(9);
        assertThat(both.meets(time, last))
            .as("seed %d, %d to %d", seed, time, last)
            .isEqualTo(all.stream().anyMatch(one -> one.from() <= last && at < one.to()));
      }
    }
  }

  private static List<Interval> spans(MersenneTwister random) {
    List<Interval> spans = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      long from = random.nextInt(60);
      spans.add(new Interval(from, from + 1 + random.nextInt(12)));
    }
    return spans;
  }
}
