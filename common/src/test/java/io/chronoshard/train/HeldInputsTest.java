package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.Slice;
import io.chronoshard.window.MadeUpHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Inputs that are read at the origin alone, where forecasts are fed back. */
class HeldInputsTest {

  private static final int STEPS = 200;

  /** Two channels: a wave, and the levels of each series' first and second half. */
  private static MadeUpHistory made(Map<String, float[]> levels) {
    Map<String, Slice> series = new TreeMap<>();
    levels.forEach(
        (name, halves) -> {
          float[] values = new float[2 * STEPS];
          for (int step = 0; step < STEPS; step++) {
            values[2 * step] = (float) StrictMath.sin(step / 3.0);
            values[2 * step + 1] = halves[2 * step / STEPS];
          }
          values[2 * 7 + 1] = Float.NaN;
          series.put(name, new Slice(0, 2, values));
        });
    return MadeUpHistory.of(2, series);
  }

  private static void require(MadeUpHistory made, String recursive) {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "split.fraction { training = 0.8, validation = 0.1 }",
                "window { length = 4, targets = [c0] }",
                """
                model {
                  inputs = [{ name = wave, columns = [c0] }, { name = site, kind = static, columns = [c1] }]
                  graph = [
                    { name = state, from = wave, type = lstm, units = 2 }
                    { name = both, from = [state, site], type = concatenate }
                  ]
                }\
                """,
                recursive,
                "training.shards = 1"));
    TrainingDesign design = TrainingDesign.of(settings, made.description(32), FeatureFacts.NONE);
    List<Block> blocks =
        design.dealt().keySet().stream()
            .map(id -> made.block(id, design.layout().builder()))
            .toList();
    new HeldInputs(design.feedback(), design.layout().features())
        .require(new LocalRows(design.layout(), List.of(blocks)));
  }

  @Test
  void aColumnThatChangesWithinASeriesIsRefused() {
    MadeUpHistory made =
        made(Map.of("s0", new float[] {3, 3}, "s1", new float[] {5, 5}, "s2", new float[] {7, 8}));
    assertThatThrownBy(() -> require(made, "model.recursive = 3"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model.recursive = 3: the input \"c1\" is read at the origin alone")
        .hasMessageContaining("changes within the series \"s2\"");
    assertThatCode(() -> require(made, "model.recursive = 1")).doesNotThrowAnyException();
  }

  /** Such as an attribute, which is another one in another series. */
  @Test
  void aColumnThatIsTheSameWithinEachSeriesIsHeld() {
    MadeUpHistory made =
        made(Map.of("s0", new float[] {3, 3}, "s1", new float[] {5, 5}, "s2", new float[] {7, 7}));
    assertThatCode(() -> require(made, "model.recursive = 3")).doesNotThrowAnyException();
  }
}
