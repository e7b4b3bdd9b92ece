package io.chronoshard.grid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by the names that people read. */
public final class Counts {

  private Counts() {}

  /** Counts in the order in which they are given, each of a name of its own. */
  @SafeVarargs
  public static Map<String, Long> of(Map.Entry<String, Long>... counts) {
    Map<String, Long> named = new LinkedHashMap<>();
    for (Map.Entry<String, Long> count : counts) {
      if (named.put(count.getKey(), count.getValue()) != null) {
        throw new IllegalArgumentException("two counts are called " + count.getKey());
      }
    }
    return Collections.unmodifiableMap(named);
  }
}
