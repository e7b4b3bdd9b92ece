package io.chronoshard.gate;

import io.chronoshard.config.GateSettings.Loss;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import java.util.List;
import java.util.Locale;

/**
 * How far a forecast is from what happened: never below zero, and the smaller the better. By {@code
 * auto} each kind is judged by what it should minimise, and whoever forecasts one value where
 * others forecast quantiles is judged as if all of its quantiles were that value; what cannot be
 * fairly compared is refused ({@link #requireComparable}):
 *
 * <ul>
 *   <li>a value: its absolute error;
 *   <li>quantiles: twice their mean pinball loss, which for a median alone is the absolute error;
 *   <li>a mean and a deviation: the same over the deciles of the normal distribution;
 *   <li>probabilities: the Brier score, summed over classes (Gneiting and Raftery, <i>Strictly
 *       proper scoring rules, prediction, and estimation</i>, 2007); bounded, so that one certain
 *       forecast that was wrong does not decide all.
 * </ul>
 *
 * @param loss as configured
 */
public record LossRule(Loss loss) {

  /** Deciles of the normal distribution with mean 0 and deviation 1. */
  private static final List<Double> NORMAL_DECILES =
      List.of(
          -1.2815515655446004,
          -0.8416212335729142,
          -0.5244005127080407,
          -0.2533471031357997,
          0.0,
          0.2533471031357997,
          0.5244005127080407,
          0.8416212335729142,
          1.2815515655446004);

  /**
   * Refuses contenders that cannot be fairly compared. Whoever gives probabilities must give those
   * of the champion's classes; others must give the champion's kind of forecast, or one of both one
   * value, unless only the one number of each is compared ({@code absolute}, {@code squared}).
   *
   * @param plan names them
   * @param forms of each contender, each head's targets
   */
  public void requireComparable(LossPlan plan, List<List<ForecastForm>> forms) {
    if (forms.size() != plan.contenders().size()) {
      throw new IllegalArgumentException(forms.size() + " contenders of " + plan.contenders());
    }
    List<ForecastForm> judged = forms.get(0);
    for (int i = 1; i < forms.size(); i++) {
      if (forms.get(i).size() != judged.size()) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "\"%s\" forecasts other targets than the champion \"%s\", so nothing can be compared;"
                    + " give it the champion's model.outputs",
                plan.contenders().get(i),
                plan.contenders().get(0)));
      }
      for (int target = 0; target < judged.size(); target++) {
        requireComparable(
            plan, i, target, unwrapped(forms.get(i).get(target)), unwrapped(judged.get(target)));
      }
    }
  }

  private void requireComparable(
      LossPlan plan, int contender, int target, ForecastForm own, ForecastForm kind) {
    boolean isProbable = own.isProbable() || kind.isProbable();
    boolean isOneNumber =
        loss != Loss.AUTO || own instanceof ValueForm || kind instanceof ValueForm;
    if (!own.equals(kind) && (isProbable || !isOneNumber)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "gate.loss = %s cannot compare \"%s\" with the champion \"%s\": target %d is forecast"
                  + " by the one as %s, by the other as %s; %s",
              loss.name().toLowerCase(Locale.ROOT),
              plan.contenders().get(contender),
              plan.contenders().get(0),
              target + 1,
              text(own),
              text(kind),
              isProbable
                  ? "give the challenger the champion's events and classes"
                  : "set gate.loss = absolute, which compares the one number of each, or give the"
                      + " challenger the champion's kind of forecast"));
    }
  }

  private static String text(ForecastForm form) {
    if (form instanceof QuantilesForm quantiles) {
      return "quantiles " + quantiles.levels();
    }
    if (form instanceof ClassesForm classes) {
      return "classes " + classes.names();
    }
    if (form instanceof ProbabilityForm) {
      return "a probability";
    }
    return form instanceof GaussianForm ? "a mean and a deviation" : "a value";
  }

  /**
   * The loss of one forecast.
   *
   * @param form of this forecast
   * @param judged the form by which all contenders are judged
   * @param at where the forecast's numbers begin
   * @param from where what happened begins
   * @param scale in the target's own unit
   */
  double of(
      ForecastForm form,
      ForecastForm judged,
      float[] forecasts,
      int at,
      float[] actuals,
      int from,
      double scale) {
    ForecastForm own = unwrapped(form);
    ForecastForm kind = unwrapped(judged);
    if (kind instanceof ClassesForm) {
      return brier(forecasts, at, actuals, from, kind.width());
    }
    if (kind instanceof ProbabilityForm) {
      double off = (double) forecasts[at] - actuals[from];
      return off * off;
    }
    double actual = actuals[from];
    double error = Math.abs(form.point(forecasts, at) - actual) / scale;
    if (loss == Loss.SQUARED) {
      return error * error;
    }
    if (loss == Loss.ABSOLUTE || kind instanceof ValueForm) {
      return error;
    }
    if (own instanceof QuantilesForm quantiles && own.equals(kind)) {
      double sum = 0;
      for (int i = 0; i < quantiles.width(); i++) {
        sum += pinball(quantiles.levels().get(i), actual - forecasts[at + i]);
      }
      return 2 * sum / quantiles.width() / scale;
    }
    if (own instanceof GaussianForm) {
      return gaussian(kind, forecasts[at], forecasts[at + 1], actual) / scale;
    }
    return degenerate(kind, actual - form.point(forecasts, at)) / scale;
  }

  private static ForecastForm unwrapped(ForecastForm form) {
    return form instanceof LifeForm life ? life.value() : form;
  }

  private static double brier(float[] forecasts, int at, float[] actuals, int from, int classes) {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      double off = (double) forecasts[at + i] - actuals[from + i];
      sum += off * off;
    }
    return sum;
  }

  private static double gaussian(ForecastForm kind, double mean, double deviation, double actual) {
    if (!(kind instanceof GaussianForm)) {
      return degenerate(kind, actual - mean);
    }
    double sum = 0;
    for (int i = 0; i < NORMAL_DECILES.size(); i++) {
      sum += pinball((i + 1) / 10.0, actual - mean - NORMAL_DECILES.get(i) * deviation);
    }
    return 2 * sum / NORMAL_DECILES.size();
  }

  /** Of one value that stands for all quantiles. */
  private static double degenerate(ForecastForm kind, double error) {
    if (!(kind instanceof QuantilesForm quantiles)) {
      return Math.abs(error);
    }
    double sum = 0;
    for (double level : quantiles.levels()) {
      sum += pinball(level, error);
    }
    return 2 * sum / quantiles.width();
  }

  private static double pinball(double level, double error) {
    return Math.max(level * error, (level - 1) * error);
  }
}
