package io.chronoshard.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesMergeTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsMergedOneByOneIsWhatPairsGive(long seed) {
    Random random = new Random(seed);
    SeriesMerge<String> merge = new SeriesMerge<>(String::concat);
    BySeries<String> pairs = BySeries.same("");
    for (int i = 0; i < 50; i++) {
      BySeries<String> next =
          new BySeries<>(i + " ", Map.of("s" + random.nextInt(7), "(" + i + ")"));
      pairs = pairs.merge(next, String::concat);
      merge.and(next);
    }
    assertThat(merge.merged()).contains(pairs);
  }

  @Test
  void nothingIsNothing() {
    assertThat(new SeriesMerge<String>(String::concat).merged()).isEmpty();
  }
}
