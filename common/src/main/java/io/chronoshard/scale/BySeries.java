package io.chronoshard.scale;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One thing over all series, and one of each series where they are told apart.
 *
 * @param all over all series
 * @param series by name; empty where series are not told apart
 */
public record BySeries<T>(T all, Map<String, T> series) {

  /** Copies the map. */
  public BySeries {
    series = Map.copyOf(series);
  }

  /** Series that are not told apart. */
  public static <T> BySeries<T> same(T all) {
    return new BySeries<>(all, Map.of());
  }

  /** That of a series, or that over all where it has none. */
  public T of(String name) {
    return series.getOrDefault(name, all);
  }

  /** Both merged, this one first. */
  public BySeries<T> merge(BySeries<T> next, BinaryOperator<T> merge) {
    Map<String, T> merged = new TreeMap<>(series);
    next.series.forEach((name, one) -> merged.merge(name, one, merge));
    return new BySeries<>(merge.apply(all, next.all), merged);
  }

  /** Another thing made of each. */
  public <R> BySeries<R> map(Function<T, R> make) {
    Map<String, R> made = new TreeMap<>();
    series.forEach((name, one) -> made.put(name, make.apply(one)));
    return new BySeries<>(make.apply(all), made);
  }

  /** Another thing made of each, and of what the same series has elsewhere. */
  public <S, R> BySeries<R> with(BySeries<S> other, BiFunction<T, S, R> make) {
    Map<String, R> made = new TreeMap<>();
    series.forEach((name, one) -> made.put(name, make.apply(one, other.of(name))));
    return new BySeries<>(make.apply(all, other.all), made);
  }
}
