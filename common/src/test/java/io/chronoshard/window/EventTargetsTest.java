package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets that tell of several steps: they are what they are, wherever blocks and parts are cut.
 */
class EventTargetsTest {

  private static final Configuration CONFIGURATION =
      ConfigurationReader.read(Optional.empty(), List.of("features.channels = [c0]"));

  private static final int WITHIN = 4;

  private static final String TARGETS =
      """
      [
        { type = passes, channel = c0, above = 0.5, within = 4 }
        { type = passes, channel = c1, below = -1, within = 20 minutes }
        { type = begins, channel = c2, within = 3 }
        { type = holds, channel = c2 }
      ]""";

  private static final String CLASSES =
      "[{ type = class, channel = c0, edges = [-0.5, 0.5] }, { type = class, channel = c1, edges = [0] }]";

  private static WindowLayout layout(
      MadeUpHistory made, WindowShape shape, String targets, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(CONFIGURATION.features(), TargetExamples.of(targets), history),
        shape,
        Parts.of(CONFIGURATION.split(), history));
  }

  /** The targets of every window of a part, by series and origin. */
  private static Map<String, List<Float>> found(
      MadeUpHistory made, WindowLayout layout, Part part) {
    int columns = layout.features().targetColumns().size();
    Minibatch minibatch =
        new Minibatch(
            1,
            layout.shape(),
            1,
            TargetScalerExamples.values(
                new Scaler(Collections.nCopies(columns, Scaler.Column.IDENTITY))));
    TreeMap<String, List<Float>> found = new TreeMap<>();
    OriginRule rule = layout.part(part);
    for (Block block : made.blocks(layout, rule)) {
      WindowSet set = new WindowSet(List.of(layout.windows(block, rule, Needs.INPUTS_AND_TARGETS)));
      for (int window = 0; window < set.size(); window++) {
        minibatch.fill(set, new int[] {window}, 0, 1);
        List<Float> values = new ArrayList<>();
        for (float value : minibatch.targets(0)) {
          values.add(value);
        }
        found.put(block.id().series() + " " + set.origin(window), values);
      }
    }
    return found;
  }

  /** By looking at every step; NaN where one that is needed is unknown. */
  private static List<Float> events(MadeUpHistory made, String series, long step) {
    return List.of(
        any(made, series, step, 4, 0, 0.5f, 1),
        any(made, series, step, 2, 1, -1, -1),
        begins(made, series, step),
        any(made, series, step, 1, 2, 0.5f, 1));
  }

  private static float any(
      MadeUpHistory made, String series, long step, int steps, int channel, float than, int sign) {
    boolean any = false;
    for (long s = step; s < step + steps; s++) {
      float value = made.value(series, s, channel);
      if (Float.isNaN(value)) {
        return Float.NaN;
      }
      any |= sign > 0 ? value > than : value < than;
    }
    return any ? 1 : 0;
  }

  private static float begins(MadeUpHistory made, String series, long step) {
    boolean begins = false;
    for (long s = step; s < step + 3; s++) {
      float before = made.value(series, s - 1, 2);
      float now = made.value(series, s, 2);
      if (Float.isNaN(before) || Float.isNaN(now)) {
        return Float.NaN;
      }
      begins |= before == 0 && now == 1;
    }
    return begins ? 1 : 0;
  }

  private static List<Float> classes(MadeUpHistory made, String series, long step) {
    float first = made.value(series, step, 0);
    float second = made.value(series, step, 1);
    if (Float.isNaN(first) || Float.isNaN(second)) {
      return List.of(Float.NaN);
    }
    return List.of(
        first < -0.5f ? 1f : 0f,
        first >= -0.5f && first < 0.5f ? 1f : 0f,
        first >= 0.5f ? 1f : 0f,
        second < 0 ? 1f : 0f,
        second >= 0 ? 1f : 0f);
  }

  private static Map<String, List<Float>> defined(
      MadeUpHistory made, WindowLayout layout, Part part, int lookAhead, boolean areEvents) {
    WindowShape shape = layout.shape();
    TreeMap<String, List<Float>> defined = new TreeMap<>();
    for (SeriesExtent series : layout.history().series()) {
      Interval steps = layout.parts().of(part, series);
      long earliest = part == Part.TRAINING ? steps.from() : series.fromStep();
      for (long origin = earliest + shape.reach();
          origin + shape.ahead() + lookAhead < steps.to();
          origin++) {
        List<Float> values = new ArrayList<>();
        boolean isKnown = origin + shape.leadOf(0) >= steps.from() && !steps.isEmpty();
        for (int row = 0; row < shape.length(); row++) {
          isKnown &=
              !Float.isNaN(made.value(series.name(), origin - (long) row * shape.sampling(), 0));
        }
        for (int row = 0; row < shape.horizon(); row++) {
          long step = origin + shape.leadOf(row);
          values.addAll(
              areEvents ? events(made, series.name(), step) : classes(made, series.name(), step));
        }
        if (isKnown && !values.contains(Float.NaN)) {
          defined.put(series.name() + " " + origin, values);
        }
      }
    }
    return defined;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void windowsAndTargetsAreThoseOfTheDefinitionWhateverTheBlocks(int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 3, 0.02).withEvents(2);
    WindowShape shape =
        new WindowShape(
            1 + random.nextInt(3),
            1 + random.nextInt(2),
            1,
            random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(2));
    for (int blockSteps : new int[] {1, 7, 32, 1024}) {
      for (Part part : Part.values()) {
        WindowLayout events = layout(made, shape, TARGETS, blockSteps);
        assertThat(found(made, events, part))
            .as("%s, blocks of %d", part, blockSteps)
            .isEqualTo(defined(made, events, part, WITHIN - 1, true));
        WindowLayout classes = layout(made, shape, CLASSES, blockSteps);
        assertThat(found(made, classes, part))
            .as("%s, blocks of %d", part, blockSteps)
            .isEqualTo(defined(made, classes, part, 0, false));
      }
    }
  }

  /** Nothing behind the training part's last step reaches what is learned. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void noiseBehindTheTrainingPartChangesNoTarget(int seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 3, 0.02).withEvents(2);
    WindowLayout layout = layout(made, new WindowShape(2, 1, 1, 1, 2, 2), TARGETS, 16);
    long cut = layout.parts().cut(Part.TRAINING).to();
    assertThat(found(made.disturbedFrom(cut, seed + 100L).withEvents(2), layout, Part.TRAINING))
        .isEqualTo(found(made, layout, Part.TRAINING));
  }
}
