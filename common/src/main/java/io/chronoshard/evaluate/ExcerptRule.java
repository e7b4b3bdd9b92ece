package io.chronoshard.evaluate;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.Origins;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which windows are kept for charts: of the first few series, every n-th origin of the part, so
 * that no choice depends on blocks or on forecasts.
 *
 * @param anchors for each of the series, the step that its origins are counted from
 * @param everySteps steps between the origins that are kept
 */
public record ExcerptRule(Map<String, Long> anchors, long everySteps) {

  private static final int SERIES = 3;
  private static final int POINTS = 1500;

  /** Copies what it is given. */
  public ExcerptRule {
    anchors = Map.copyOf(anchors);
  }

  /** The rule for a part of a history. */
  public static ExcerptRule of(List<SeriesExtent> extents, OriginRule part) {
    Map<String, Origins> shown =
        extents.stream()
            .filter(series -> part.of(series).count() > 0)
            .limit(SERIES)
            .collect(Collectors.toMap(SeriesExtent::name, part::of));
    long every = shown.values().stream().mapToLong(ExcerptRule::everySteps).max().orElse(1);
    return new ExcerptRule(
        shown.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().anchor())),
        every);
  }

  /** Steps between kept origins that leave at most {@link #POINTS} of them. */
  private static long everySteps(Origins origins) {
    return -Math.floorDiv(-origins.count(), (long) POINTS) * origins.stride();
  }

  boolean keeps(String series, long origin) {
    Long anchor = anchors.get(series);
    return anchor != null && Math.floorMod(origin - anchor, everySteps) == 0;
  }
}
