package io.chronoshard.model;

import io.chronoshard.config.LossSettings;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.feature.Target;
import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.GaussianLikelihood;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a network is to learn of its targets, and what it gives for them.
 *
 * @param loss what is minimised
 * @param weights what each output of a step counts in it; empty where each counts one
 * @param classWeights what classes are to count, once it is known how often each holds
 * @param forms what the network gives for each target
 * @param plain what all others give
 */
public record Objective(
    Loss loss,
    List<Double> weights,
    ClassWeights classWeights,
    List<ForecastForm> forms,
    List<ForecastForm> plain) {

  /** Copies the lists. */
  public Objective {
    weights = List.copyOf(weights);
    forms = List.copyOf(forms);
    plain = List.copyOf(plain);
  }

  /** Of the targets of a model, which are values, events or classes. */
  public static Objective of(LossSettings settings, List<Target> targets) {
    if (settings.kind() != LossSettings.Kind.CROSS_ENTROPY) {
      return ofValues(settings, targets.size());
    }
    List<ForecastForm> forms = targets.stream().map(Objective::probable).toList();
    boolean areEvents = targets.stream().allMatch(target -> target.kind() == Target.Kind.EVENT);
    Loss loss =
        areEvents
            ? new BinaryCrossEntropy()
            : new CategoricalCrossEntropy(forms.stream().map(ForecastForm::width).toList());
    return new Objective(loss, List.of(), settings.classWeights(), forms, forms);
  }

  /** Of so many targets that are numbers. */
  public static Objective ofValues(LossSettings settings, int targets) {
    ForecastForm form =
        switch (settings.kind()) {
          case QUANTILES -> new QuantilesForm(settings.quantiles());
          case GAUSSIAN -> new GaussianForm();
          default -> new ValueForm();
        };
    Loss loss =
        switch (settings.kind()) {
          case MAE -> new Loss.MeanAbsolute();
          case MSE -> new Loss.MeanSquared();
          case HUBER -> new Loss.Huber(settings.huberDelta());
          case LOG_COSH -> new Loss.LogCosh();
          case QUANTILES -> new Loss.Pinball(settings.quantiles());
          case GAUSSIAN -> new GaussianLikelihood();
          case CROSS_ENTROPY -> throw new IllegalArgumentException("a cross-entropy of values");
        };
    return new Objective(
        loss,
        List.of(),
        ClassWeights.NONE,
        Collections.nCopies(targets, form),
        Collections.nCopies(targets, new ValueForm()));
  }

  /** The same, with forecasts of lives, which are counted in cycles or rows, judged as such. */
  Objective withLives(List<Target> targets) {
    return new Objective(
        loss, weights, classWeights, ofLives(forms, targets), ofLives(plain, targets));
  }

  private static List<ForecastForm> ofLives(List<ForecastForm> all, List<Target> targets) {
    List<ForecastForm> forms = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ForecastForm form = all.get(i);
      forms.add(targets.get(i).kind() == Target.Kind.LIFE ? new LifeForm(form) : form);
    }
    return forms;
  }

  private static ForecastForm probable(Target target) {
    return target.kind() == Target.Kind.EVENT
        ? new ProbabilityForm()
        : new ClassesForm(target.classes());
  }

  /**
   * The same, with classes that count what they are to in training.
   *
   * @param shares of each column of its targets, the share of the training part's steps at which it
   *     holds
   */
  public Objective weighted(List<Double> shares) {
    if (classWeights.balance() == LossSettings.Balance.NONE) {
      return this;
    }
    if (loss instanceof BinaryCrossEntropy) {
      List<Double> negative = new ArrayList<>();
      List<Double> positive = new ArrayList<>();
      for (double share : shares) {
        List<Double> both = weights(List.of(1 - share, share));
        negative.add(both.get(0));
        positive.add(both.get(1));
      }
      return new Objective(
          new BinaryCrossEntropy(negative, positive), weights, ClassWeights.NONE, forms, plain);
    }
    List<Double> all = new ArrayList<>();
    for (ForecastForm form : forms) {
      all.addAll(weights(shares.subList(all.size(), all.size() + form.width())));
    }
    return new Objective(loss, all, ClassWeights.NONE, forms, plain);
  }

  /** Balanced ones are {@code 1 / (classes · share)}; a class that never holds counts one. */
  private List<Double> weights(List<Double> shares) {
    return classWeights.balance() == LossSettings.Balance.GIVEN
        ? classWeights.given()
        : shares.stream().map(share -> share > 0 ? 1 / (shares.size() * share) : 1.0).toList();
  }

  /** Outputs of a network for one step. */
  public int outputs() {
    return TargetForms.width(forms);
  }

  /** What it and forecasts that are no network's give. */
  public TargetForms targetForms() {
    return new TargetForms(forms, plain);
  }
}
