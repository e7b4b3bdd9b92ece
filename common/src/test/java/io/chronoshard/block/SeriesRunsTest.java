package io.chronoshard.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesRunsTest {

  /** Writes down what comes together. */
  private static final SeriesSum<String, String> WRITTEN =
      new SeriesSum<>() {

        @Override
        public String plus(String sum, String next) {
          return sum + next;
        }

        @Override
        public String nothing() {
          return "";
        }

        @Override
        public String with(String kept, String series, String whole) {
          return kept + " " + series + "=" + whole;
        }

        @Override
        public String both(String kept, String next) {
          return kept + next;
        }
      };

  /** However blocks are cut into parts, and whichever parts are joined first. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everySeriesIsWholeOnce(long seed) {
    Random random = new Random(seed);
    List<SeriesRuns<String, String>> parts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    SeriesRuns<String, String> part = SeriesRuns.none(WRITTEN);
    for (char series = 'a'; series <= 'z'; series++) {
      StringBuilder blocks = new StringBuilder();
      for (int block = 0; block < 1 + random.nextInt(4); block++) {
        part = part.with(String.valueOf(series), String.valueOf(block), WRITTEN);
        blocks.append(block);
        while (random.nextInt(3) == 0) {
          parts.add(part);
          part = SeriesRuns.none(WRITTEN);
        }
      }
      expected.add(series + "=" + blocks);
    }
    parts.add(part);
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      parts.set(at, parts.get(at).plus(parts.remove(at + 1), WRITTEN));
    }
    assertThat(parts.get(0).ends()).hasSize(2);
    assertThat(parts.get(0).all(WRITTEN).trim().split(" "))
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
