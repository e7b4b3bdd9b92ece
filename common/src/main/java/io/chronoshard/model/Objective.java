package io.chronoshard.model;

import io.chronoshard.config.LossSettings;
import io.chronoshard.feature.Target;
import io.chronoshard.kernel.GaussianLikelihood;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.error.ForecastForm;
import java.util.Collections;
import java.util.List;

/**
 * What a network is to learn of its targets, and what it gives for them.
 *
 * @param loss what is minimised
 * @param forms what it gives for each target
 */
public record Objective(Loss loss, List<ForecastForm> forms) {

  /** Copies the list. */
  public Objective {
    forms = List.copyOf(forms);
  }

  /** Of the targets of a model. */
  public static Objective of(LossSettings settings, List<Target> targets) {
    return ofValues(settings, targets.size());
  }

  /** Of so many targets that are numbers. */
  public static Objective ofValues(LossSettings settings, int targets) {
    ForecastForm form =
        switch (settings.kind()) {
          case AUTO, MAE, MSE, HUBER, LOG_COSH -> new ForecastForm.Value();
          case QUANTILES -> new ForecastForm.Quantiles(settings.quantiles());
          case GAUSSIAN -> new ForecastForm.Gaussian();
        };
    Loss loss =
        switch (settings.kind()) {
          case AUTO, MAE -> new Loss.MeanAbsolute();
          case MSE -> new Loss.MeanSquared();
          case HUBER -> new Loss.Huber(settings.huberDelta());
          case LOG_COSH -> new Loss.LogCosh();
          case QUANTILES -> new Loss.Pinball(settings.quantiles());
          case GAUSSIAN -> new GaussianLikelihood();
        };
    return new Objective(loss, Collections.nCopies(targets, form));
  }

  /** Outputs of a network for one step. */
  public int outputs() {
    return TargetForms.width(forms);
  }

  /** What it and forecasts that are no network's give. */
  public TargetForms targetForms() {
    return new TargetForms(forms, Collections.nCopies(forms.size(), new ForecastForm.Value()));
  }
}
