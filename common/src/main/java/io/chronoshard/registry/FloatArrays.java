package io.chronoshard.registry;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Arrays that several things share, each once, by the place that it has among them. */
final class FloatArrays {

  private final List<float[]> arrays = new ArrayList<>();
  private final IdentityHashMap<float[], Integer> places = new IdentityHashMap<>();

  /** The place of an array, which is added where it is not there. */
  int place(float[] array) {
    return places.computeIfAbsent(
        array,
        added -> {
          arrays.add(added);
          return arrays.size() - 1;
        });
  }

  /** All of them. */
  List<float[]> all() {
    return arrays;
  }
}
