package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Parts;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is fitted to values stands beside no probabilities. */
class BaselinesOfEventsTest {

  private static final String EVENT = "[{ type = passes, channel = c0, above = 0 }]";
  private static final String CLASSES = "[{ type = class, channel = c0, edges = [0] }]";

  private static void plan(String targets, String baselines) {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(), List.of("evaluation.baselines = [" + baselines + "]"));
    History history = MadeUpHistory.random(1, 1, 1, 0).description(64);
    FeatureSet features = FeatureSet.of(settings.features(), TargetExamples.of(targets), history);
    Scaler maps =
        new Scaler(Collections.nCopies(features.targetColumns().size(), Scaler.Column.IDENTITY));
    BaselinePlan.of(
        settings.evaluation().baselines(),
        WindowLayout.forEvaluation(
            history,
            features,
            new WindowShape(2, 1, 1, 1, 1, 1),
            Parts.of(settings.split(), history),
            0),
        new Scalers(new Scaler(List.of(Scaler.Column.IDENTITY)), TargetScaler.of(maps, features)),
        3,
        ZoneOffset.UTC);
  }

  @Test
  void whatIsFittedToValuesIsRefused() {
    assertThatThrownBy(() -> plan(EVENT, "last-value, autoregression"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "evaluation.baselines: autoregression forecasts values, and the probabilities of"
                + " \"c0 above 0\" are asked for; leave it out: how often it held in the training"
                + " part and what holds at the origin are told by themselves");
    assertThatThrownBy(() -> plan(EVENT, "ridge")).hasMessageContaining("ridge forecasts values");
    assertThatThrownBy(() -> plan(CLASSES, "climatology"))
        .hasMessageContaining("climatology forecasts values");
  }

  @Test
  void theMeanOfAnEventIsAProbability() {
    assertThatCode(() -> plan(EVENT, "climatology, last-value")).doesNotThrowAnyException();
  }
}
