package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.Origins;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class ExcerptRuleTest {

  @Test
  void aShortPartIsShownWhole() {
    ExcerptRule rule = rule(Map.of("a", new Origins(5, 5, 1505, 1)));
    assertThat(kept(rule, "a", new Origins(5, 5, 1505, 1))).isEqualTo(1500);
    assertThat(rule.keeps("a", 5)).isTrue();
    assertThat(rule.keeps("a", 6)).isTrue();
  }

  @Test
  void ofALongPartEveryFewthOriginIsShown() {
    Origins origins = new Origins(5, 5, 1506, 1);
    ExcerptRule rule = rule(Map.of("a", origins));
    assertThat(kept(rule, "a", origins)).isEqualTo(751);
    assertThat(rule.keeps("a", 5)).isTrue();
    assertThat(rule.keeps("a", 6)).isFalse();
    assertThat(rule.keeps("a", 7)).isTrue();
  }

  @Test
  void theFirstThreeSeriesWithWindowsAreShown() {
    Origins none = new Origins(0, 0, 0, 1);
    Origins some = new Origins(0, 0, 10, 1);
    ExcerptRule rule = rule(Map.of("a", some, "b", none, "c", some, "d", some, "e", some));
    assertThat(rule.keeps("a", 0)).isTrue();
    assertThat(rule.keeps("b", 0)).isFalse();
    assertThat(rule.keeps("c", 0)).isTrue();
    assertThat(rule.keeps("d", 0)).isTrue();
    assertThat(rule.keeps("e", 0)).isFalse();
  }

  @Test
  void aPartWithoutWindowsShowsNothing() {
    assertThat(rule(Map.of("a", new Origins(0, 0, 0, 3))).keeps("a", 0)).isFalse();
    assertThat(rule(Map.of()).keeps("a", 0)).isFalse();
  }

  @Test
  void eachSeriesIsShownOnItsOwnRaster() {
    for (int seed = 1; seed <= 100; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      int stride = 1 + random.nextInt(10);
      Origins first = origins(random, stride);
      Origins second = origins(random, stride);
      ExcerptRule rule = rule(Map.of("a", first, "b", second));
      assertShown(seed, rule, "a", first);
      assertShown(seed, rule, "b", second);
      assertThat(Math.max(kept(rule, "a", first), kept(rule, "b", second)))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(Math.min(700, Math.max(first.count(), second.count())));
    }
  }

  private static Origins origins(MersenneTwister random, int stride) {
    long anchor = random.nextInt(1000) - 500L;
    return new Origins(anchor, anchor, anchor + 1 + random.nextInt(30_000), stride);
  }

  private static void assertShown(int seed, ExcerptRule rule, String series, Origins origins) {
    assertThat(kept(rule, series, origins)).as("seed %d, %s", seed, origins).isBetween(1L, 1500L);
    assertThat(rule.keeps(series, origins.anchor())).as("seed %d, %s", seed, origins).isTrue();
  }

  private static ExcerptRule rule(Map<String, Origins> origins) {
    List<SeriesExtent> extents =
        origins.keySet().stream().sorted().map(name -> new SeriesExtent(name, 0, 1)).toList();
    OriginRule part = series -> origins.getOrDefault(series.name(), new Origins(0, 0, 0, 1));
    return ExcerptRule.of(extents, part);
  }

  private static long kept(ExcerptRule rule, String series, Origins origins) {
    long kept = 0;
    for (long origin = origins.anchor(); origin < origins.to(); origin += origins.stride()) {
      kept += rule.keeps(series, origin) ? 1 : 0;
    }
    return kept;
  }
}
