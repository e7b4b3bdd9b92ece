package io.chronoshard.evaluate;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.Origins;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which windows are kept for charts: of the first few series, every n-th origin of the part, so
 * that no choice depends on blocks or on forecasts.
 *
 * @param series names of the series
 * @param everySteps steps between the origins that are kept
 * @param anchor the step that they are counted from
 */
public record ExcerptRule(Set<String> series, long everySteps, long anchor) {

  private static final int SERIES = 3;
  private static final int POINTS = 1500;

  /** The rule for a part of a history. */
  public static ExcerptRule of(List<SeriesExtent> extents, OriginRule part) {
    List<SeriesExtent> shown =
        extents.stream().filter(series -> part.of(series).count() > 0).limit(SERIES).toList();
    Origins longest =
        shown.stream()
            .map(part::of)
            .reduce((a, b) -> a.count() >= b.count() ? a : b)
            .orElse(new Origins(0, 0, 0, 1));
    long every = Math.max(1, -Math.floorDiv(-longest.count(), (long) POINTS)) * longest.stride();
    return new ExcerptRule(
        shown.stream().map(SeriesExtent::name).collect(Collectors.toUnmodifiableSet()),
        every,
        longest.anchor());
  }

  boolean keeps(String name, long origin) {
    return Math.floorMod(origin - anchor, everySteps) == 0 && series.contains(name);
  }
}
