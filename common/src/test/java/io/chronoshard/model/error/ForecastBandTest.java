package io.chronoshard.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastBandTest {

  @Test
  void ofQuantilesItLiesBetweenTheOuterOnes() {
    ForecastForm form = new QuantilesForm(List.of(0.1, 0.5, 0.9));
    float[] forecasts = {7, 1, 2, 3};
    assertThat(form.band()).isEqualTo("quantiles 0.1 to 0.9");
    assertThat(form.lower(forecasts, 1)).isEqualTo(1);
    assertThat(form.upper(forecasts, 1)).isEqualTo(3);
    assertThat(new QuantilesForm(List.of(0.5)).band()).isEmpty();
  }

  @Test
  void ofAMeanItLiesOneDeviationAround() {
    float[] forecasts = {7, 5, 1.5f};
    ForecastForm form = new GaussianForm();
    assertThat(form.band()).isEqualTo("within one deviation");
    assertThat(form.lower(forecasts, 1)).isEqualTo(3.5f);
    assertThat(form.upper(forecasts, 1)).isEqualTo(6.5f);
  }

  @Test
  void othersHaveNone() {
    for (ForecastForm form :
        List.of(new ValueForm(), new ProbabilityForm(), new ClassesForm(List.of("a", "b")))) {
      assertThat(form.band()).isEmpty();
      assertThat(form.lower(new float[2], 0)).isNaN();
      assertThat(form.upper(new float[2], 0)).isNaN();
    }
  }
}
