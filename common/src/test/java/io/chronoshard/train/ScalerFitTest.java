package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalerFitTest {

  private static final Configuration CONFIGURATION =
      ConfigurationReader.read(
          Optional.empty(),
          List.of(
              "features.channels=[c1]",
              "features.calendar=[hour-of-day]",
              "features.derived=[{type=rolling-mean, channel=c0, steps=2}]",
              "window { length = 5, lead = 2, targets = [c0] }"));

  private static final float GONE = Float.NaN;

  @Test
  void meanAndDeviationAreThoseOfTheTrainingRowsAlone() {
    // Training is the first half: c0 is 1, 3, -, 5 and c1 is 2, 2, 4, 4 there.
    float[] values = {1, 2, 3, 2, GONE, 4, 5, 4, 100, 100, 200, 200, 300, 300, 400, 400};
    WindowLayout layout = layout(MadeUpHistory.single(0, 2, values), 16);
    ScalerFit fit = fit(MadeUpHistory.single(0, 2, values), layout);
    Scalers scalers = fitted(MadeUpHistory.single(0, 2, values), layout, Scale.STANDARD).scalers();
    assertThat(fit.targets().get(0).count()).isEqualTo(3);
    assertThat(scalers.targets().maps().columns().get(0).shift()).isEqualTo(3);
    assertThat(scalers.targets().maps().columns().get(0).divisor())
        .isCloseTo(Math.sqrt(8.0 / 3), within(1e-12));
    assertThat(scalers.inputs().columns().get(0)).isEqualTo(new Scaler.Column(3, 1));
  }

  @Test
  void aCalendarIsNotScaledAndWithoutScalingNothingIs() {
    MadeUpHistory made = MadeUpHistory.random(1, 2, 2, 0.01);
    WindowLayout layout = layout(made, 16);
    List<Scaler.Column> inputs = fitted(made, layout, Scale.STANDARD).scalers().inputs().columns();
    assertThat(inputs).hasSize(4);
    assertThat(inputs.subList(0, 2)).doesNotContain(Scaler.Column.IDENTITY);
    assertThat(inputs.subList(2, 4)).containsOnly(Scaler.Column.IDENTITY);
    Scalers none = fitted(made, layout, Scale.NONE).scalers();
    assertThat(none.inputs().columns()).containsOnly(Scaler.Column.IDENTITY);
    assertThat(none.targets().maps().columns()).containsOnly(Scaler.Column.IDENTITY);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyTrainingRowCountsOnceWhateverTheBlocks(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.05);
    WindowLayout whole = layout(made, 1024);
    ScalerFit single = fit(made, whole);
    assertThat(single.targets().get(0).count()).isEqualTo(knownTrainingRows(made, whole));
    for (int blockSteps : new int[] {16, 33, 50}) {
      ScalerFit fit = fit(made, layout(made, blockSteps));
      assertAlike(fit.inputs(), single.inputs());
      assertAlike(fit.targets(), single.targets());
    }
  }

  private static long knownTrainingRows(MadeUpHistory made, WindowLayout layout) {
    long known = 0;
    for (SeriesExtent series : layout.history().series()) {
      Interval training = layout.parts().of(Part.TRAINING, series);
      for (long step = training.from(); step < training.to(); step++) {
        known += Float.isNaN(made.value(series.name(), step, 0)) ? 0 : 1;
      }
    }
    return known;
  }

  private static void assertAlike(List<ColumnStatistics> some, List<ColumnStatistics> others) {
    assertThat(some).hasSameSizeAs(others);
    for (int column = 0; column < some.size(); column++) {
      ColumnStatistics one = some.get(column);
      ColumnStatistics other = others.get(column);
      assertThat(one.count()).isEqualTo(other.count());
      assertThat(one.minimum()).isEqualTo(other.minimum());
      assertThat(one.maximum()).isEqualTo(other.maximum());
      assertThat(one.mean()).isCloseTo(other.mean(), within(1e-12));
      assertThat(one.deviation()).isCloseTo(other.deviation(), within(1e-12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noiseAfterTheTrainingPartChangesNoBit(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.02);
    WindowLayout layout = layout(made, 16);
    long cut = layout.parts().cut(Part.TRAINING).to();
    MadeUpHistory disturbed = made.disturbedFrom(cut, seed + 100);
    assertThat(fit(disturbed, layout)).isEqualTo(fit(made, layout));
    MadeUpHistory oneEarlier = made.disturbedFrom(cut - 1, seed + 100);
    assertThat(fit(oneEarlier, layout)).isNotEqualTo(fit(made, layout));
  }

  @Test
  void constantInputsAreNamed() {
    float[] values = {1, 7, 3, 7, 5, 7, 2, 7, 9, 8, 9, 9, 9, 9, 9, 9};
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    WindowLayout layout = layout(made, 16);
    assertThat(fitted(made, layout, Scale.STANDARD).notes())
        .containsExactly("constant in the training part, so they tell the model nothing: [c1]");
  }

  @Test
  void aConstantTargetIsRefused() {
    float[] values = {7, 1, 7, 2, 7, 3, GONE, 4, 9, 8, 9, 9, 9, 9, 9, 9};
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    WindowLayout layout = layout(made, 16);
    assertThatThrownBy(() -> fitted(made, layout, Scale.STANDARD))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the target \"c0\" is 7.0 at all 3 known steps of the training part")
        .hasMessageContaining("choose another window.targets or another split");
  }

  @Test
  void whatIsNeverKnownInTrainingIsRefused() {
    float[] values = {1, GONE, 2, GONE, 3, GONE, 4, GONE, 9, 8, 9, 9, 9, 9, 9, 9};
    MadeUpHistory made = MadeUpHistory.single(0, 2, values);
    WindowLayout layout = layout(made, 16);
    assertThatThrownBy(() -> fitted(made, layout, Scale.STANDARD))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the input \"c1\" is unknown at every step of the training part;"
                + " leave it out or split elsewhere");
  }

  private static WindowLayout layout(MadeUpHistory made, int blockSteps) {
    History history = made.description(blockSteps);
    return WindowLayout.forTraining(
        history,
        FeatureSet.of(CONFIGURATION.features(), TargetExamples.channels("c0"), history),
        WindowShape.of(CONFIGURATION.window(), history.axis()),
        Parts.of(CONFIGURATION.split(), history));
  }

  private static ScalerFit fit(MadeUpHistory made, WindowLayout layout) {
    return rows(made, layout).statistics(By.ALL).all();
  }

  private static FittedScalers fitted(MadeUpHistory made, WindowLayout layout, Scale scale) {
    return FittedScalers.of(
        rows(made, layout),
        ScalePlan.of(ScaleSettings.of(scale), layout.features()),
        layout.features(),
        ModelSettingsExamples.ends().outputs());
  }

  private static LocalRows rows(MadeUpHistory made, WindowLayout layout) {
    return new LocalRows(layout, List.of(made.blocks(layout, layout.rows(Part.TRAINING))));
  }
}
