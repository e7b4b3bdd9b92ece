package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.model.MeanLife;
import io.chronoshard.window.WindowShape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody asked for stands beside what has no past that may be looked at. */
class ImpliedBaselinesTest {

  private static final History HISTORY =
      new History(
          TimeAxis.rows(),
          16,
          List.of("a", "broken", "life"),
          Map.of(),
          List.of("broken", "life"),
          RecordedTimes.NONE,
          List.of(new SeriesExtent("s", 0, 9)),
          "");

  private static ImpliedBaselines of(String targets) {
    List<Target> all =
        FeatureSet.of(
                ConfigurationReader.read(Optional.empty(), List.of("features.channels = [a]"))
                    .features(),
                TargetExamples.of(targets),
                HISTORY)
            .targets();
    int columns = all.stream().mapToInt(target -> target.columns().size()).sum();
    WindowShape shape = new WindowShape(1, 1, 1, 1, 1, 1);
    return ImpliedBaselines.of(
        shape,
        all,
        Collections.nCopies(columns, 0.5),
        new MeanLife(shape, all, Map.of("lived", new MeanLife.Lives(200, 300)), Map.of("s", 0L)));
  }

  @Test
  void sensorsNeedNone() {
    assertThat(of("[a]").names()).isEmpty();
    assertThat(of("[a]").targetsBefore()).isZero();
  }

  @Test
  void eventsAndClassesHaveAShareAndAState() {
    ImpliedBaselines event = of("[{ type = passes, channel = a, above = 1, within = 5 }]");
    assertThat(event.names()).containsExactly(Forecasts.BASE_RATE, Forecasts.STATE_NOW);
    assertThat(event.targetsBefore()).isEqualTo(4);
    assertThat(of("[{ type = class, channel = a, edges = [0] }]").names())
        .containsExactly(Forecasts.BASE_RATE, Forecasts.STATE_NOW);
  }

  @Test
  void aLabelHasNoState() {
    assertThat(of("[{ type = begins, channel = broken, within = 3 }]").names())
        .containsExactly(Forecasts.BASE_RATE);
  }

  @Test
  void aLifeLessItsAgeStandsBesideItsMeanWhereSeriesShowHowLongTheyLived() {
    assertThat(of("[{ type = remaining-life, channel = life, name = lived }]").names())
        .containsExactly(Forecasts.TRAINING_MEAN, Forecasts.MEAN_LIFE);
  }

  @Test
  void aLifeAndALabelsValueHaveAMean() {
    assertThat(of("[{ type = remaining-life, channel = life, cap = 5 }]").names())
        .containsExactly(Forecasts.TRAINING_MEAN);
    assertThat(of("[broken, a]").names()).containsExactly(Forecasts.TRAINING_MEAN);
    assertThat(of("[broken, a]").forecasters().get(0).forecasts(1)).isFalse();
  }
}
