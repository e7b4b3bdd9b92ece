package io.chronoshard.model;

import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.ValueForm;
import java.util.Collections;
import java.util.List;

/**
 * What forecasters give for each head's target.
 *
 * @param network what the trained network gives
 * @param plain what all others give
 */
public record TargetForms(List<ForecastForm> network, List<ForecastForm> plain) {

  /** Copies the lists. */
  public TargetForms {
    network = List.copyOf(network);
    plain = List.copyOf(plain);
  }

  /** One value for each target. */
  public static TargetForms values(int targets) {
    List<ForecastForm> values = Collections.nCopies(targets, new ValueForm());
    return new TargetForms(values, values);
  }

  /** Numbers of one step's forecasts. */
  public static int width(List<ForecastForm> forms) {
    return forms.stream().mapToInt(ForecastForm::width).sum();
  }
}
