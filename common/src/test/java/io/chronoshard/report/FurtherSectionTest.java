package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page tells of forecasts that are more than a value. */
class FurtherSectionTest {

  @Test
  void whoGivesNoSuchMeasureHasAnEmptyCell() {
    Entry gaussian =
        entry(
            Forecasts.MODEL,
            new Measure("PHM08 score", 300),
            new Measure("negative log likelihood", 1.25));
    Entry life = entry(Forecasts.MEAN_LIFE, new Measure("PHM08 score", 4_000));
    Entry value = entry(Forecasts.LAST_VALUE);

    String html = section(gaussian, life, value);

    assertThat(html)
        .contains("PHM08 score", "300.0000", "4,000.0000", "negative log likelihood", "1.2500")
        .contains(Forecasts.MEAN_LIFE.label())
        .doesNotContain(Forecasts.LAST_VALUE.label(), "NaN");
    assertThat(html.substring(html.indexOf("negative log likelihood")))
        .matches("(?s).*1\\.2500</td>\\s*<td[^>]*></td>.*");
  }

  @Test
  void valuesAloneHaveNoSection() {
    assertThat(section(entry(Forecasts.MODEL), entry(Forecasts.LAST_VALUE))).isEmpty();
  }

  private static String section(Entry... entries) {
    return FurtherSection.of(ErrorRow.of(List.of(entries)).get(0)).html().toString();
  }

  private static Entry entry(Forecasts forecaster, Measure... measures) {
    Further further = new Further(List.of(measures), List.of(), Further.Confusion.NONE);
    return new Entry(forecaster, "life", -1, "", 100, 10, 13, 1, further);
  }
}
