package io.chronoshard.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds what shards returned over a binary tree whose shape depends on the number of shards alone,
 * so that a sum's bits do not depend on who answered first.
 *
 * <pre>
 * shards    0   1   2   3   4
 *           +---+   |   +---+
 *             |     +-----+
 *             +--------+
 * </pre>
 *
 * <p>A shard that returned nothing leaves its sister's sum as it is.
 */
final class ShardTree {

  private ShardTree() {}

  /**
   * The sum over all shards that returned something.
   *
   * @param returned in any order, at most one of each shard
   * @param shards how many shards there are
   * @param number the shard that returned a thing
   * @param value what is added of it; made when its turn comes, so that few are held at once
   */
  static <T, V> Optional<V> sum(
      Collection<T> returned,
      int shards,
      ToIntFunction<T> number,
      Function<T, V> value,
      BinaryOperator<V> plus) {
    List<@Nullable T> byShard = new ArrayList<>(Collections.nCopies(shards, null));
    for (T one : returned) {
      if (byShard.set(number.applyAsInt(one), one) != null) {
        throw new IllegalArgumentException("shard " + number.applyAsInt(one) + " returned twice");
      }
    }
    return Optional.ofNullable(sum(byShard, value, plus));
  }

  private static <T, V> @Nullable V sum(
      List<@Nullable T> shards, Function<T, V> value, BinaryOperator<V> plus) {
    if (shards.isEmpty()) {
      return null;
    }
    if (shards.size() == 1) {
      T one = shards.get(0);
      return one == null ? null : value.apply(one);
    }
    int middle = shards.size() / 2;
    V left = sum(shards.subList(0, middle), value, plus);
    V right = sum(shards.subList(middle, shards.size()), value, plus);
    if (left == null) {
      return right;
    }
    return right == null ? left : plus.apply(left, right);
  }
}
