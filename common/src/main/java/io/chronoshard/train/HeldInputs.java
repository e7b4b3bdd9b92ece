package io.chronoshard.train;

import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.model.Feedback;
import io.chronoshard.scale.BySeries;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Inputs whose value at the origin stands for all steps to come, where forecasts are fed back: they
 * may not change within a series.
 *
 * @param feedback says which
 * @param features their names
 */
public record HeldInputs(Feedback feedback, FeatureSet features) {

  /**
   * Looks at the training part, once more, where there are such inputs.
   *
   * @throws ConfigurationException that names one that changes, and a series
   */
  public void require(TrainingRows rows) {
    if (feedback.held().isEmpty()) {
      return;
    }
    BySeries<ScalerFit> fits = rows.statistics(By.SERIES);
    for (String series : new TreeSet<>(fits.series().keySet())) {
      ScalerFit fit = fits.of(series);
      for (int input : feedback.held()) {
        if (!fit.inputs().get(input).isConstant()) {
          throw changing(features.inputNames().get(input), series);
        }
      }
    }
  }

  private ConfigurationException changing(String input, String series) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "model.recursive = %d: the input \"%s\" is read at the origin alone (kind = static) and"
                + " changes within the series \"%s\", so nobody knows it at the steps that are"
                + " forecast; forecast it too (window.targets), name it in features.known-ahead if"
                + " it is known then, or read columns by kind = static that never change, as"
                + " attributes of series",
            feedback.times(),
            input,
            series));
  }
}
