package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise where the future lies changes nothing that was decided before it. */
class FutureDoesNotLeakTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseAfterTheTrainingPartChangesNoScalerAndNoEpochsParameters(long seed) {
    Configuration settings = settings(seed, "training.early-stopping.patience=0");
    MadeUpHistory made = events(seed, MadeUpHistory.random(seed, 2, 2, 0.01));
    long cut = design(settings, made).layout().parts().cut(Part.VALIDATION).from();
    Trained honest = train(settings, made);
    Trained disturbed = train(settings, events(seed, made.disturbedFrom(cut, seed + 100)));
    assertThat(disturbed.scalers).isEqualTo(honest.scalers);
    assertThat(disturbed.epochs).isEqualTo(honest.epochs);
    assertThat(disturbed.outcome.history().epochs().get(0).validationMae())
        .isNotEqualTo(honest.outcome.history().epochs().get(0).validationMae());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseAfterTheValidationPartChangesNoChoice(long seed) {
    Configuration settings = settings(seed, "training.early-stopping.patience=1");
    MadeUpHistory made = events(seed, MadeUpHistory.random(seed, 2, 2, 0.01));
    long cut = design(settings, made).layout().parts().cut(Part.TEST).from();
    Trained honest = train(settings, made);
    Trained disturbed = train(settings, events(seed, made.disturbedFrom(cut, seed + 100)));
    assertThat(disturbed.outcome.best()).isEqualTo(honest.outcome.best());
    assertThat(disturbed.outcome.history()).isEqualTo(honest.outcome.history());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void withoutValidationNoiseAfterTheTrainingPartChangesNothing(long seed) {
    Configuration settings =
        settings(
            seed,
            "training { validate = false, early-stopping.patience = 0, average-last = 2,"
                + " schedule { type = plateau, patience = 1 },"
                + " early-stopping.monitor = training-loss }");
    MadeUpHistory made = events(seed, MadeUpHistory.random(seed, 2, 2, 0.01));
    long cut = design(settings, made).layout().parts().cut(Part.VALIDATION).from();
    Trained honest = train(settings, made);
    Trained disturbed = train(settings, events(seed, made.disturbedFrom(cut, seed + 100)));
    assertThat(disturbed.scalers).isEqualTo(honest.scalers);
    assertThat(disturbed.outcome.best()).isEqualTo(honest.outcome.best());
    assertThat(disturbed.outcome.history()).isEqualTo(honest.outcome.history());
    assertThat(honest.outcome.history().validationWindows()).isZero();
  }

  @Test
  void withoutValidationAllStepsMayTrain() {
    MadeUpHistory made = MadeUpHistory.random(1, 2, 2, 0.01);
    String split = "split.fraction { training = 1, validation = 0 }";
    assertThatThrownBy(() -> design(settings(1, split), made))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the validation part has no window");
    String without = "\ntraining { validate = false, early-stopping.patience = 0 }";
    assertThat(design(settings(1, split + without), made).dealt()).isNotEmpty();
  }

  @Test
  void nothingIsChosenAmongNetworksWithoutValidation() {
    MadeUpHistory made = MadeUpHistory.random(1, 2, 2, 0.01);
    String without = "training { validate = false, early-stopping.patience = 0";
    assertThatThrownBy(
            () -> design(settings(1, without + ", seeds = [5], combine = stacked }"), made))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("training.combine = stacked chooses among 2 networks")
        .hasMessageEndingWith("set training.combine = mean, or validate");
    assertThat(design(settings(1, without + ", seeds = [5], combine = mean }"), made).dealt())
        .isNotEmpty();
    assertThatThrownBy(() -> design(settings(1, without + ", combine = mean }"), made))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "training.combine = mean says nothing of one network; give further ones by training.seeds or"
                + " model.members, or leave it out");
  }

  @Test
  void valuesAndLivesAreStackedAndNothingElse() {
    MadeUpHistory made = MadeUpHistory.random(1, 2, 2, 0.01);
    String stacked = "training { seeds = [5], combine = stacked }\n";
    String life = "window.targets = [{ type = remaining-life, channel = c0, cap = 5 }]";
    assertThat(design(settings(1, stacked), made).dealt()).isNotEmpty();
    assertThat(design(settings(1, stacked + life), made).dealt()).isNotEmpty();
    for (String loss : List.of("gaussian", "quantiles")) {
      for (String target : List.of("", life)) {
        String weighed = stacked + "training.loss = " + loss + "\n" + target;
        assertThatThrownBy(() -> design(settings(1, weighed), made))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageStartingWith("training.combine = stacked weighs forecasts by least squares");
      }
    }
  }

  private record Trained(FittedScalers scalers, List<String> epochs, TrainingOutcome outcome) {}

  private static final List<String> SCALES =
      List.of(
          "features.scale = standard",
          "features.scale = min-max",
          "features { scale = robust, scale-by = series }",
          "features { scale-by = series, scale-targets = min-max, scale-channels { c1 = robust } }",
          "features { scale = none, scale-targets = robust }");

  private static final List<String> TARGETS =
      List.of(
          "window.targets = [c0]",
          "window.targets = [{ type = difference, channel = c0 }]",
          "{ window.targets = [{ type = passes, channel = c0, above = 0.5, within = 3 }],"
              + " training.class-weights = balanced }",
          "{ window.targets = [{ type = class, channel = c0, edges = [-0.3, 0.3] }],"
              + " training.class-weights = balanced }",
          "{ window.targets = [{ type = begins, channel = c1, within = 2 }, { type = holds, channel = c0 }] }");

  /** The last one's targets are of events. */
  private static MadeUpHistory events(long seed, MadeUpHistory made) {
    return seed == TARGETS.size() ? made.withEvents(0).withEvents(1) : made;
  }

  private static Configuration settings(long seed, String stopping) {
    return ConfigurationReader.read(
        Optional.empty(),
        List.of(
            stopping,
            SCALES.get((int) seed - 1),
            "window { length = 4, lead = 2 }",
            TARGETS.get((int) seed - 1),
            "features.derived = [{ type = rolling-mean, channel = c1, steps = 3 }]",
            "features.calendar = [hour-of-day]",
            "model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]",
            "training { epochs = 4, batch = 8, period = 2, shards = 2, optimizer.learning-rate = 0.01 }",
            "training.seed = " + seed));
  }

  private static TrainingDesign design(Configuration settings, MadeUpHistory made) {
    History history = made.description(16);
    return TrainingDesign.of(settings, history, FeatureFacts.NONE);
  }

  private static Trained train(Configuration settings, MadeUpHistory made) {
    TrainingDesign design = design(settings, made);
    WindowLayout layout = design.layout();
    List<List<Block>> blocks = new ArrayList<>();
    for (int number = 0; number < settings.training().shards(); number++) {
      List<Block> some = new ArrayList<>();
      for (Map.Entry<BlockId, Integer> entry : design.dealt().entrySet()) {
        if (entry.getValue() == number) {
          some.add(made.block(entry.getKey(), layout.builder()));
        }
      }
      blocks.add(some);
    }
    FittedScalers fitted =
        FittedScalers.of(
            new LocalRows(layout, blocks),
            design.scaling(),
            layout.features(),
            design.ends().outputs());
    Scalers scalers = fitted.scalers();
    List<Shard> shards = new ArrayList<>();
    for (int number = 0; number < blocks.size(); number++) {
      ShardBuilder builder = new ShardBuilder(layout, scalers.inputs());
      blocks.get(number).forEach(builder::add);
      shards.add(builder.build(number));
    }
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(layout.shape(), layout.features().targetWidths()),
                fitted.targetMeans());
    TrainingPlan plan =
        TrainingPlan.of(
            Networks.json(design.architectures().get(0), settings.training(), objectives),
            settings.training(),
            new Compute(TrainingSettings.Engine.VECTOR, 1),
            layout.shape(),
            layout.features().inputs().size(),
            scalers.targets(),
            objectives);
    List<String> epochs = new ArrayList<>();
    Workers recorded = new RecordedWorkers(new LocalWorkers(shards, plan), epochs);
    TrainingOutcome outcome =
        new TrainingLoop(settings.training(), recorded, new Silence())
            .run(ModelState.of(plan.newNetwork()));
    return new Trained(fitted, epochs, outcome);
  }

  /** Notes the hash of the state after each epoch. */
  private record RecordedWorkers(Workers workers, List<String> epochs) implements Workers {

    @Override
    public List<ShardSize> shards() {
      return workers.shards();
    }

    @Override
    public EpochResult train(
        EpochProgress from, TrainingListener listener, Consumer<EpochProgress> reached) {
      EpochResult result = workers.train(from, listener, reached);
      epochs.add(result.state().hash());
      return result;
    }

    @Override
    public ValidationSums validate(ModelState state) {
      return workers.validate(state);
    }
  }
}
