package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are learned as changes since the origin, and capped ones. */
class ChangesTest {

  private static final WindowShape SHAPE = new WindowShape(3, 2, 1, 1, 2, 3);

  private static WindowLayout layout(MadeUpHistory made, Configuration settings, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(
            settings.features(),
            TargetExamples.of(
                "[{ type = difference, channel = c0 }, { type = remaining-life, channel = c1, cap = 0.5 }]"),
            history),
        SHAPE,
        Parts.of(settings.split(), history));
  }

  private static Configuration settings(String scale) {
    return ConfigurationReader.read(
        Optional.empty(), List.of("features { channels = [c1], scale-targets = " + scale + " }"));
  }

  private static FittedScalers fitted(
      MadeUpHistory made, Configuration settings, WindowLayout layout) {
    return FittedScalers.of(
        new LocalRows(layout, List.of(made.blocks(layout, layout.rows(Part.TRAINING)))),
        ScalePlan.of(settings.features().scale(), layout.features()),
        layout.features(),
        settings.model().ends().outputs());
  }

  /** All changes over a lead whose both ends are known and lie in the training part. */
  private static double[] changes(MadeUpHistory made, WindowLayout layout) {
    List<Double> changes = new ArrayList<>();
    for (SeriesExtent series : layout.history().series()) {
      Interval training = layout.parts().of(Part.TRAINING, series);
      for (long step = training.from(); step < training.to(); step++) {
        for (int row = 0; row < 2; row++) {
          long target = step + SHAPE.leadOf(row);
          float change =
              TargetScaler.change(
                  made.value(series.name(), target, 0), made.value(series.name(), step, 0));
          if (target < training.to() && !Float.isNaN(change)) {
            changes.add((double) change);
          }
        }
      }
    }
    return changes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theMapIsThatOfTheChangesInsideOfTheTrainingPart(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.05);
    for (int blockSteps : new int[] {16, 50, 1024}) {
      Configuration standard = settings("standard");
      WindowLayout layout = layout(made, standard, blockSteps);
      double[] changes = changes(made, layout);
      double mean = Arrays.stream(changes).average().orElseThrow();
      double variance =
          Arrays.stream(changes).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      TargetScaler targets = fitted(made, standard, layout).scalers().targets();
      assertThat(targets.maps().columns().get(0).shift()).isCloseTo(mean, within(1e-12));
      assertThat(targets.maps().columns().get(0).divisor())
          .isCloseTo(Math.sqrt(variance), within(1e-12));
      assertThat(targets.maps().columns().get(1)).isEqualTo(new Scaler.Column(0, 0.5));

      Configuration robust = settings("robust");
      double median = changes[changes.length / 2];
      double shift =
          fitted(made, robust, layout).scalers().targets().maps().columns().get(0).shift();
      if (changes.length % 2 == 1) {
        assertThat(shift).isEqualTo(median);
      } else {
        assertThat(shift).isBetween(changes[changes.length / 2 - 1], median);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseAfterTheTrainingPartChangesNoMap(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.02);
    Configuration settings = settings("robust");
    WindowLayout layout = layout(made, settings, 16);
    long cut = layout.parts().cut(Part.TRAINING).to();
    assertThat(fitted(made.disturbedFrom(cut, seed + 100), settings, layout).scalers().targets())
        .isEqualTo(fitted(made, settings, layout).scalers().targets());
  }

  /** A window needs the value at its origin to learn, and to forecast; by it both ways are one. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aChangeIsLearnedAndAddedToTheValueAtTheOrigin(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 2, 0.05);
    Configuration settings = settings("standard");
    WindowLayout layout = layout(made, settings, 16 + (int) seed);
    TargetScaler scaler = fitted(made, settings, layout).scalers().targets();
    OwnUnits units =
        new OwnUnits(
            scaler,
            new ForecastLayout(
                new WindowTargets(SHAPE, 2), List.of(new ValueForm(), new ValueForm())));
    Minibatch minibatch = new Minibatch(1, SHAPE, 1, scaler);
    OriginRule rule = layout.part(Part.TRAINING);
    int windows = 0;
    for (Block block : made.blocks(layout, rule)) {
      WindowSet set = new WindowSet(List.of(layout.windows(block, rule, Needs.INPUTS_AND_TARGETS)));
      for (int window = 0; window < set.size(); window++) {
        long origin = set.origin(window);
        minibatch.fill(set, new int[] {window}, 0, 1);
        float[] learned = minibatch.targets(0).clone();
        double change =
            (double) made.value(block.id().series(), origin + 4, 0)
                - made.value(block.id().series(), origin, 0);
        Scaler.Column map = scaler.maps().columns().get(0);
        assertThat(learned[2])
            .isCloseTo((float) ((change - map.shift()) / map.divisor()), within(1e-5f));
        units.bring(block, origin, learned, 0);
        assertThat(learned[2])
            .isCloseTo(made.value(block.id().series(), origin + 4, 0), within(1e-5f));
        assertThat(learned[3]).isBetween(0f, 0.5f);
        windows++;
      }
    }
    assertThat(windows).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void withoutTheValueAtTheOriginThereIsNoForecast(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 2, 2, 0.2);
    Configuration settings = settings("standard");
    WindowLayout training = layout(made, settings, 40);
    WindowLayout scoring =
        WindowLayout.forScoring(training.history(), training.features(), SHAPE, training.parts());
    TreeSet<String> found = new TreeSet<>();
    long unknown = 0;
    for (Block block : made.blocks(scoring, scoring.everywhere())) {
      BlockWindows windows = scoring.windows(block, scoring.everywhere(), Needs.INPUTS);
      unknown += windows.counts().unknownInput();
      for (int origin : windows.origins()) {
        found.add(block.id().series() + " " + (block.coreFrom() + origin));
      }
    }
    TreeSet<String> expected = new TreeSet<>();
    for (SeriesExtent series : scoring.history().series()) {
      for (long origin = series.fromStep() + 4; origin < series.toStep(); origin++) {
        boolean isKnown = !Float.isNaN(made.value(series.name(), origin, 0));
        for (int back = 0; back <= 4; back += 2) {
          isKnown &= !Float.isNaN(made.value(series.name(), origin - back, 1));
        }
        if (isKnown) {
          expected.add(series.name() + " " + origin);
        }
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(unknown).isPositive();
  }
}
