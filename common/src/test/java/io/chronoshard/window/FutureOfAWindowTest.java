package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise in the future of a window, or of a part, changes nothing in it. */
class FutureOfAWindowTest {

  private static final int CHANNELS = 3;

  private static final Configuration CONFIGURATION =
      ConfigurationReader.read(
          Optional.empty(),
          List.of("window { length = 4, sampling = 2, lead = 3, horizon = 2, targets = [c0] }"));

  /** A window's values as text, by series and origin. */
  private record Windows(Map<String, String> inputs, Map<String, String> all) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noiseAfterAnOriginChangesNothingInThatWindowsInputs(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 2, CHANNELS, 0.01);
    WindowLayout layout = layout(made);
    Windows honest = windows(made, layout, layout.everywhere(), Needs.INPUTS);
    long last = layout.history().toStep();
    for (long origin = layout.history().fromStep() + seed; origin < last; origin += 7) {
      MadeUpHistory disturbed = made.disturbedFrom(origin + 1, seed + origin);
      Windows after = windows(disturbed, layout, layout.everywhere(), Needs.INPUTS);
      assertThat(upTo(origin, after.inputs()))
          .as("origin %d", origin)
          .isEqualTo(upTo(origin, honest.inputs()));
    }
  }

  private static Map<String, String> upTo(long origin, Map<String, String> windows) {
    Map<String, String> some = new TreeMap<>(windows);
    some.keySet().removeIf(key -> Long.parseLong(key.substring(key.indexOf(' ') + 1)) > origin);
    return some;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noiseAfterAPartChangesNothingInItsWindows(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 2, CHANNELS, 0.01);
    WindowLayout layout = layout(made);
    for (Part part : List.of(Part.TRAINING, Part.VALIDATION)) {
      OriginRule rule = layout.part(part);
      Windows honest = windows(made, layout, rule, Needs.INPUTS_AND_TARGETS);
      MadeUpHistory disturbed = made.disturbedFrom(layout.parts().cut(part).to(), seed + 50);
      Windows after = windows(disturbed, layout, rule, Needs.INPUTS_AND_TARGETS);
      assertThat(after).as("%s", part).isEqualTo(honest);
      assertThat(honest.all()).as("%s", part).isNotEmpty();
    }
  }

  private static WindowLayout layout(MadeUpHistory made) {
    History history = made.description(16);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(
            FeatureExamples.allKinds(),
            TargetExamples.channels("c0"),
            history,
            FeatureExamples.FACTS),
        WindowShape.of(CONFIGURATION.window(), history.axis()),
        Parts.of(CONFIGURATION.split(), history));
  }

  private static Windows windows(
      MadeUpHistory made, WindowLayout layout, OriginRule rule, Needs needs) {
    Minibatch minibatch =
        new Minibatch(
            1,
            layout.shape(),
            layout.features().inputs().size(),
            TargetScalerExamples.values(Scaler.Column.IDENTITY));
    Map<String, String> inputs = new TreeMap<>();
    Map<String, String> all = new TreeMap<>();
    for (Block block : made.blocks(layout, rule)) {
      WindowSet windows = new WindowSet(List.of(layout.windows(block, rule, needs)));
      for (int window = 0; window < windows.size(); window++) {
        String key = block.id().series() + " " + windows.origin(window);
        minibatch.fillInputs(windows, new int[] {window}, 0, 1);
        inputs.put(key, Arrays.toString(minibatch.inputs(0)));
        if (needs == Needs.INPUTS_AND_TARGETS) {
          minibatch.fill(windows, new int[] {window}, 0, 1);
          all.put(
              key, Arrays.toString(minibatch.inputs(0)) + Arrays.toString(minibatch.targets(0)));
        }
      }
    }
    return new Windows(inputs, all);
  }
}
