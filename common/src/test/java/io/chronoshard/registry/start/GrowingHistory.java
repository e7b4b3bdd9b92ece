package io.chronoshard.registry.start;

import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.MadeUpHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A history as it was once, and as it is later: longer, of one more series, on another level, with
 * channels in another order and, where it has texts, with texts that were not there.
 *
 * @param made its values, channels in the order of the description
 * @param table its description
 * @param vocabularies the texts that a training finds that begins from nothing
 */
record GrowingHistory(MadeUpHistory made, History table, Vocabularies vocabularies) {

  /** When it is looked at. */
  enum When {
    ONCE,
    LATER
  }

  private static final int STEPS = 150;

  private static final List<String> TEXTS = List.of("east", "north", "west");

  /** In another order they have other places. */
  private static final List<String> MORE_TEXTS = List.of("calm", "east", "north", "south", "west");

  /** The history of a seed. */
  static GrowingHistory of(int seed, When when) {
    List<String> channels =
        when == When.ONCE ? List.of("load", "wind", "state") : List.of("state", "load", "wind");
    List<String> texts = when == When.ONCE ? TEXTS : MORE_TEXTS;
    Map<String, Slice> series = new TreeMap<>();
    for (int name = 0; name < (when == When.ONCE ? 2 : 3); name++) {
      series.put("s" + name, slice(seed, name, when, channels, texts));
    }
    MadeUpHistory made = MadeUpHistory.of(channels.size(), series);
    List<SeriesExtent> extents = new ArrayList<>();
    series.forEach(
        (name, slice) -> extents.add(new SeriesExtent(name, slice.fromStep(), slice.toStep())));
    History plain = made.description(32);
    History table =
        new History(
            plain.axis(),
            when == When.ONCE ? 32 : 24,
            channels,
            Map.of("state", texts),
            List.of(),
            plain.recordedTimes(),
            extents,
            "made up");
    return new GrowingHistory(made, table, new Vocabularies(Map.of("state", texts)));
  }

  private static Slice slice(
      int seed, int name, When when, List<String> channels, List<String> texts) {
    MersenneTwister random = new MersenneTwister(new int[] {seed, name});
    int steps = when == When.ONCE ? STEPS : 2 * STEPS;
    float[] values = new float[steps * channels.size()];
    for (int step = 0; step < steps; step++) {
      boolean isOld = step < STEPS && name < 2;
      double level = 10 * name + (isOld ? 0 : 3);
      double wave = StrictMath.sin(step / 3.0);
      String text =
          isOld ? TEXTS.get(random.nextInt(3)) : MORE_TEXTS.get(random.nextInt(MORE_TEXTS.size()));
      put(values, step, channels, "load", level + 2 * wave + 0.1 * random.nextGaussian());
      put(values, step, channels, "wind", wave + 0.5 * random.nextGaussian());
      put(values, step, channels, "state", texts.indexOf(text));
      if (random.nextInt(40) == 0) {
        put(values, step, channels, "wind", Double.NaN);
      }
    }
    return new Slice(0, channels.size(), values);
  }

  private static void put(
      float[] values, int step, List<String> channels, String channel, double value) {
    values[step * channels.size() + channels.indexOf(channel)] = (float) value;
  }
}
