package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.model.Summary;
import io.chronoshard.model.Summary.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerSectionTest {

  private static final Summary JOINED =
      new Summary(
          List.of(
              new Node("day", "input", "(None, 24, 3)", 0, List.of()),
              new Node("night", "input", "(None, 24, 3)", 0, List.of()),
              new Node("both", "add", "(None, 24, 3)", 0, List.of("day", "night")),
              new Node("output", "dense", "(None, 2)", 1_146, List.of("both"))),
          1_146);

  @Test
  void tellsEachNodeAndDrawsHowTheyReadOneAnother() {
    assertThat(html(JOINED))
        .contains("(None, 24, 3)", "day, night", "1,146", "Total")
        .contains("night (input) (None, 24, 3)\n└─▶ both (add) (None, 24, 3) ◀─ day\n")
        .doesNotContain("Model 1");
  }

  @Test
  void modelsOfAnEnsembleAreNumbered() {
    assertThat(html(JOINED, JOINED)).contains("Model 1", "Model 2");
  }

  private static String html(Summary... models) {
    return new LayerSection(List.of(models)).html().toString();
  }
}
