package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CategoriesTest {

  private static final float UNKNOWN = Float.NaN;

  @Test
  void theMostFrequentCategoriesOfTheTrainingPartHaveColumns() {
    History history = history("N", "NE", "SE", "SW", "cv");
    VocabularyFit some = VocabularyFit.none(history);
    for (float code : new float[] {2, 2, 4, UNKNOWN, 0}) {
      some.add(new float[] {code});
    }
    VocabularyFit others = VocabularyFit.none(history);
    for (float code : new float[] {4, 4, 1}) {
      others.add(new float[] {code});
    }

    VocabularyFit fit = some.plus(others);

    assertThat(fit.vocabularies(history, 2).of("wind")).containsExactly("SE", "cv");
    assertThat(fit.vocabularies(history, 3).of("wind")).containsExactly("N", "SE", "cv");
    assertThat(fit.vocabularies(history, 9).of("wind")).containsExactly("N", "NE", "SE", "cv");
  }

  @Test
  void aCategoryIsOneHotAndWhatTheVocabularyLacksIsOther() {
    History history = history("N", "NE", "SE", "cv");
    Vocabularies known = new Vocabularies(Map.of("wind", List.of("N", "cv")));

    FeatureSet features =
        FeatureSet.of(settings(), TargetExamples.channels("load"), history, facts(known));

    assertThat(features.inputNames())
        .containsExactly("load", "wind = N", "wind = cv", "wind = other");
    assertThat(row(features, 0)).containsExactly(5, 1, 0, 0);
    assertThat(row(features, 3)).containsExactly(5, 0, 1, 0);
    assertThat(row(features, 1)).containsExactly(5, 0, 0, 1);
    assertThat(row(features, UNKNOWN)).containsExactly(5, UNKNOWN, UNKNOWN, UNKNOWN);
    assertThat(features.isScaled(0)).isTrue();
    assertThat(features.isScaled(1)).isFalse();
  }

  /** What counts is the text: another history may have other texts, at other places. */
  @RepeatedTest(200)
  void theSameTextGivesTheSameInputsWhateverElseTheHistoryHolds(RepetitionInfo repetition) {
    MersenneTwister random = new MersenneTwister(repetition.getCurrentRepetition());
    List<String> all = List.of("a", "b", "c", "d", "e", "f", "g");
    Vocabularies known = new Vocabularies(Map.of("wind", some(all, random)));
    String text = all.get(random.nextInt(all.size()));
    float[] first = inputs(known, with(some(all, random), text), text);
    float[] second = inputs(known, with(some(all, random), text), text);

    assertThat(first).isEqualTo(second);
    assertThat(Arrays.copyOfRange(first, 1, first.length)).containsOnlyOnce(1f);
  }

  @Test
  void textsAreNeitherForecastNorCalculatedWith() {
    History history = history("N");
    assertThatThrownBy(() -> FeatureSet.of(settings(), TargetExamples.channels("wind"), history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "window.targets names \"wind\", which holds texts; name a channel that holds numbers");
    assertThatThrownBy(
            () ->
                FeatureSet.of(
                    settings("features.derived=[{type=lag, channel=wind, steps=1}]"),
                    TargetExamples.channels("load"),
                    history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("features.derived[0] names \"wind\", which holds texts");
  }

  private static List<String> some(List<String> all, MersenneTwister random) {
    return all.stream().filter(text -> random.nextBoolean()).toList();
  }

  private static List<String> with(List<String> texts, String text) {
    return java.util.stream.Stream.concat(texts.stream(), java.util.stream.Stream.of(text))
        .distinct()
        .sorted()
        .toList();
  }

  private static float[] inputs(Vocabularies known, List<String> texts, String text) {
    FeatureSet features =
        FeatureSet.of(
            settings(),
            TargetExamples.channels("load"),
            history(texts.toArray(String[]::new)),
            facts(known));
    return row(features, texts.indexOf(text));
  }

  private static float[] row(FeatureSet features, float code) {
    Slice grid = new Slice(7, 2, new float[] {5, code});
    return features.inputs(grid, StepTimes.of(TimeAxis.clock(1000)), 7, 8).values();
  }

  private static History history(String... texts) {
    return new History(
        TimeAxis.clock(1000),
        16,
        List.of("load", "wind"),
        Map.of("wind", List.of(texts)),
        List.of(),
        RecordedTimes.FROM_STEPS,
        List.of(),
        "");
  }

  private static FeatureFacts facts(Vocabularies known) {
    return new FeatureFacts(known, Holidays.NONE);
  }

  private static FeatureSettings settings(String... sets) {
    return ConfigurationReader.read(Optional.empty(), List.of(sets)).features();
  }
}
