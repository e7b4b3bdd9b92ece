package io.chronoshard.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.grid.Slice;
import io.chronoshard.jobs.DesignExamples;
import io.chronoshard.jobs.RecipesExamples;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.registry.Acceptance;
import io.chronoshard.registry.Acceptance.Exactness;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.OwnForecasts;
import io.chronoshard.registry.Samples;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.train.ModelDesign;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowShape;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is stored of windows is replayed to the bit, whatever a model reads and gives. */
class SampleForecastsTest {

  private static final long ORIGIN = 1000;

  @Test
  void theWindowsOfEachRecipeAreReplayedToTheBit() throws IOException {
    for (Configuration settings : RecipesExamples.all()) {
      ModelDesign design = DesignExamples.of(settings);
      for (Architecture architecture : design.architectures()) {
        ModelNetwork network =
            ModelNetwork.fromJson(
                Networks.json(architecture, settings.training(), design.objectives()));
        Samples samples = samples(design, network);
        Samples read = Json.read(Json.bytes(samples), Samples.class, "samples.json");
        Acceptance acceptance = new Acceptance("f", Exactness.BITS, read);

        assertThat(read.windows()).hasSize(2);
        assertThatCode(
                () ->
                    acceptance.require(
                        List.of(FrozenNetwork.of(network).network()), settings.registry().model()))
            .doesNotThrowAnyException();
        Ensemble one = new Ensemble(List.of(network), List.of(1.0));
        OwnForecasts own = new OwnForecasts(one, targets(design), Exactness.BITS, read);
        assertThatCode(() -> own.require(settings.registry().model())).doesNotThrowAnyException();
        assertThat(read.windows().get(0).base()).isNotEmpty();
      }
    }
  }

  private static Samples samples(ModelDesign design, ModelNetwork network) {
    Scaler inputs =
        new Scaler(Collections.nCopies(design.features().inputs().size(), Scaler.Column.IDENTITY));
    int width = design.features().targetsByColumn().size();
    TargetScaler targets = targets(design);
    return new SampleForecasts(design.feedback(), new Scalers(inputs, targets), design.objectives())
        .of(network, List.of(network), List.of(window(design, 1, width), window(design, 2, width)));
  }

  private static TargetScaler targets(ModelDesign design) {
    Scaler.Column map = new Scaler.Column(0.3, 1.7);
    int width = design.features().targetsByColumn().size();
    return TargetScaler.of(new Scaler(Collections.nCopies(width, map)), design.features());
  }

  private static BlockWindows window(ModelDesign design, int seed, int width) {
    WindowShape shape = design.feedback().far();
    int columns = design.features().inputs().size();
    Random random = new Random(seed);
    long from = ORIGIN - shape.reach();
    float[] inputs =
        random(random, Math.toIntExact(ORIGIN + shape.inputsAhead() + 1 - from) * columns);
    boolean isMasked = design.shape().inputs().get(0).isMasked();
    if (isMasked) {
      inputs[0] = Float.NaN;
    }
    return new BlockWindows(
        new Block(
            new BlockId("s", 0),
            ORIGIN,
            1,
            new Slice(from, columns, inputs),
            new Slice(ORIGIN, width, random(random, width))),
        new int[] {0},
        new WindowCounts(1, 1, 0, 0));
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
