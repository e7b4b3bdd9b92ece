package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewTextsTest {

  private static final List<String> TEXTS =
      IntStream.range(0, 14).mapToObj(i -> "t" + (char) ('a' + i)).toList();

  private static final History HISTORY =
      new History(
          TimeAxis.clock(1),
          16,
          List.of("load", "kind", "wind"),
          Map.of("kind", TEXTS, "wind", List.of("calm", "east")),
          List.of(),
          RecordedTimes.FROM_STEPS,
          List.of(),
          "f");

  private static NewTexts texts(Map<String, List<String>> known, String targets) {
    List<TargetSettings> settings =
        ConfigurationReader.read(Optional.empty(), List.of("window.targets = [" + targets + "]"))
            .window()
            .targets();
    return new NewTexts(settings, HISTORY, new Vocabularies(known));
  }

  @Test
  void textsThatTheTrainingPartHoldsAreNamedWithTheirShares() {
    NewTexts texts = texts(Map.of("kind", TEXTS, "wind", List.of("west", "east")), "load");
    assertThat(texts.isAny()).isTrue();
    VocabularyFit fit = new VocabularyFit(List.of(new long[14], new long[] {1, 3}));
    assertThat(texts.notes(fit, "v000003"))
        .containsExactly(
            "texts of \"wind\" that v000003 has no column of, with their shares of the training part:"
                + " calm 25.00 %; they are read as any other text. Training that begins from nothing"
                + " gives them columns (training.start = nothing)");
    VocabularyFit none = new VocabularyFit(List.of(new long[14], new long[] {0, 3}));
    assertThat(texts.notes(none, "v000003")).isEmpty();
  }

  @Test
  void ofManyTheMostFrequentAreNamedAndTargetsAreUnknownWhereTheyHold() {
    NewTexts texts =
        texts(Map.of("wind", List.of("calm", "east")), "{ type = class, channel = kind }");
    long[] counts = new long[14];
    for (int i = 0; i < 12; i++) {
      counts[i] = i + 1L;
    }
    assertThat(texts.notes(new VocabularyFit(List.of(counts, new long[2])), "v000003"))
        .singleElement()
        .asString()
        .contains("training part: tl 15.38 %, tk 14.10 %, ")
        .contains(
            "tc 3.85 % and 2 others; they are read as any other text, and targets are unknown")
        .doesNotContain("tb ", "tm ");
  }

  @Test
  void whereAllAreKnownThereIsNothingToCount() {
    assertThat(texts(Map.of("kind", TEXTS, "wind", List.of("calm", "east")), "load").isAny())
        .isFalse();
  }
}
