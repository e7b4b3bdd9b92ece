package io.chronoshard.config;

import io.chronoshard.config.LossSettings.Balance;
import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.LossSettings.Kind;
import io.chronoshard.config.TargetSettings.Family;
import java.util.List;
import java.util.Set;

/**
 * Reads what is minimised.
 *
 * @param section the block that says it
 * @param targets what is forecast
 */
record LossReader(Section section, List<TargetSettings> targets) {

  private static final String LOSS = "loss";
  private static final String HUBER_DELTA = "huber-delta";
  private static final String QUANTILES = "quantiles";
  private static final String CLASS_WEIGHTS = "class-weights";

  /** The kinds, and what stands for the one that suits the targets. */
  private enum Chosen {
    AUTO,
    MAE,
    MSE,
    HUBER,
    LOG_COSH,
    QUANTILES,
    GAUSSIAN,
    CROSS_ENTROPY;

    private Kind kind(List<TargetSettings> targets) {
      boolean isOfValues = targets.isEmpty() || targets.get(0).family() == Family.VALUES;
      return switch (this) {
        case AUTO -> isOfValues ? Kind.MAE : Kind.CROSS_ENTROPY;
        case MAE -> Kind.MAE;
        case MSE -> Kind.MSE;
        case HUBER -> Kind.HUBER;
        case LOG_COSH -> Kind.LOG_COSH;
        case QUANTILES -> Kind.QUANTILES;
        case GAUSSIAN -> Kind.GAUSSIAN;
        case CROSS_ENTROPY -> Kind.CROSS_ENTROPY;
      };
    }
  }

  /** Words that class-weights may be. */
  private enum Weighting {
    NONE,
    BALANCED
  }

  /** Of a block that has all keys. */
  LossSettings whole() {
    Chosen chosen = section.choice(LOSS, Chosen.class);
    LossSettings settings =
        new LossSettings(
            chosen.kind(targets), huberDelta(HUBER_DELTA), quantiles(QUANTILES), classWeights());
    section.requireReference(
        Set.of(HUBER_DELTA, QUANTILES, CLASS_WEIGHTS), read(settings.kind()), LOSS, chosen);
    return checked(settings);
  }

  /** Of a block that may leave out all but the loss. */
  LossSettings own() {
    Kind kind = section.choice(LOSS, Chosen.class).kind(targets);
    LossSettings settings =
        new LossSettings(
            kind,
            section.optional(HUBER_DELTA, this::huberDelta).orElse(1.0),
            section.optional(QUANTILES, this::quantiles).orElse(List.of(0.1, 0.5, 0.9)),
            section.optional(CLASS_WEIGHTS, key -> classWeights()).orElse(ClassWeights.NONE));
    for (String key : List.of(HUBER_DELTA, QUANTILES, CLASS_WEIGHTS)) {
      if (section.has(key) && !read(kind).contains(key)) {
        section.problem(
            key, section.value(key), "says nothing where loss = " + kind + "; leave it out");
      }
    }
    return checked(settings);
  }

  private double huberDelta(String key) {
    return section.number(key, 1e-6, 1e6);
  }

  private List<Double> quantiles(String key) {
    return section.numbers(key, 0, 1);
  }

  private ClassWeights classWeights() {
    if (section.isList(CLASS_WEIGHTS)) {
      List<Double> given = section.numbers(CLASS_WEIGHTS, 0, 1e9);
      if (!given.isEmpty() && given.stream().allMatch(weight -> weight == 0)) {
        section.problem(CLASS_WEIGHTS, given, "trains nothing; give a class a number above 0");
      }
      return new ClassWeights(Balance.GIVEN, given);
    }
    return new ClassWeights(
        switch (section.choice(CLASS_WEIGHTS, Weighting.class)) {
          case NONE -> Balance.NONE;
          case BALANCED -> Balance.BALANCED;
        },
        List.of());
  }

  /** The keys that say something of a kind. */
  private static Set<String> read(Kind kind) {
    return switch (kind) {
      case HUBER -> Set.of(HUBER_DELTA);
      case QUANTILES -> Set.of(QUANTILES);
      case CROSS_ENTROPY -> Set.of(CLASS_WEIGHTS);
      default -> Set.of();
    };
  }

  private LossSettings checked(LossSettings settings) {
    requireFit(settings.kind());
    if (settings.kind() == Kind.QUANTILES) {
      requireLevels(settings.quantiles());
    }
    return settings;
  }

  /** One output has one loss. */
  private void requireFit(Kind kind) {
    List<Family> families = targets.stream().map(TargetSettings::family).distinct().toList();
    if (families.size() > 1) {
      section.problem(
          LOSS,
          kind.toString(),
          "cannot be that of window.targets, which are "
              + families
              + ": one output forecasts targets of one of these; give model.outputs with a loss of their own, or train a model for each");
    } else if (!families.isEmpty() && kind.isOfValues() != (families.get(0) == Family.VALUES)) {
      section.problem(
          LOSS,
          kind.toString(),
          "is no loss of window.targets, which are "
              + families.get(0)
              + "; take "
              + (kind.isOfValues()
                  ? "cross-entropy"
                  : "mae, mse, huber, log-cosh, quantiles, gaussian")
              + " or auto");
    }
  }

  private void requireLevels(List<Double> quantiles) {
    boolean inside = quantiles.stream().allMatch(level -> level > 0 && level < 1);
    boolean ascend = quantiles.stream().sorted().distinct().toList().equals(quantiles);
    if (quantiles.isEmpty() || !inside || !ascend) {
      section.problem(
          QUANTILES,
          quantiles,
          "must be one or more probabilities between 0 and 1, ascending and each once, such as [0.1, 0.5, 0.9]");
    }
  }
}
