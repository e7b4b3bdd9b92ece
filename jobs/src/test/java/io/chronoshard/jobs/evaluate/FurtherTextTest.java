package io.chronoshard.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the terminal tells of forecasts that are more than a value. */
class FurtherTextTest {

  @Test
  void whoGivesNoSuchMeasureHasAnEmptyCell() {
    Entry gaussian =
        entry(
            Forecasts.MODEL,
            new Measure("PHM08 score", 300),
            new Measure("negative log likelihood", 1.25));
    Entry life = entry(Forecasts.MEAN_LIFE, new Measure("PHM08 score", 4_000));
    Entry value = entry(Forecasts.LAST_VALUE);

    List<FurtherText> texts = FurtherText.of(List.of(gaussian, life, value));

    assertThat(texts).hasSize(1);
    assertThat(texts.get(0).toString())
        .isEqualTo(
            """
            life
            measure                      model  mean life less age
            -----------------------  ---------  ------------------
            PHM08 score              300.00000          4000.00000
            negative log likelihood    1.25000
            """);
  }

  @Test
  void valuesAloneHaveNoText() {
    assertThat(FurtherText.of(List.of(entry(Forecasts.MODEL), entry(Forecasts.LAST_VALUE))))
        .isEmpty();
  }

  private static Entry entry(Forecasts forecaster, Measure... measures) {
    Further further = new Further(List.of(measures), List.of(), Further.Confusion.NONE);
    return new Entry(forecaster, "life", -1, "", 100, 10, 13, 1, further);
  }
}
