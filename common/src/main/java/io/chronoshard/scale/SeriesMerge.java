package io.chronoshard.scale;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges things by series one after the other, each in no more time than it has series. For one
 * thread.
 */
public final class SeriesMerge<T> {

  private final BinaryOperator<T> merge;
  private final Map<String, T> series = new TreeMap<>();
  private @Nullable T all;

  /**
   * Nothing yet.
   *
   * @param merge of two, the first one first
   */
  public SeriesMerge(BinaryOperator<T> merge) {
    this.merge = merge;
  }

  /** Merges one more behind those before it. */
  public SeriesMerge<T> and(BySeries<T> next) {
    all = all == null ? next.all() : merge.apply(all, next.all());
    next.series().forEach((name, one) -> series.merge(name, one, merge));
    return this;
  }

  /** All that were merged; nothing where there were none. */
  public Optional<BySeries<T>> merged() {
    return Optional.ofNullable(all).map(one -> new BySeries<>(one, series));
  }
}
