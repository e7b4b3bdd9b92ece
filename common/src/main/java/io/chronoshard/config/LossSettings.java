package io.chronoshard.config;

import io.chronoshard.config.TargetSettings.Family;
import java.util.List;
import java.util.Set;

/**
 * What is minimised; the keys {@code training.loss}, {@code huber-delta}, {@code quantiles} and
 * {@code class-weights}.
 *
 * @param kind which loss
 * @param huberDelta where Huber's loss becomes a line, in scaled units
 * @param quantiles probabilities below which what happens is to lie, ascending
 * @param classWeights what each class counts in training
 */
public record LossSettings(
    Kind kind, double huberDelta, List<Double> quantiles, ClassWeights classWeights) {

  /** Kinds of loss. */
  public enum Kind {
    MAE,
    MSE,
    HUBER,
    LOG_COSH,
    QUANTILES,
    GAUSSIAN,
    CROSS_ENTROPY;

    /** As a configuration writes it. */
    @Override
    public String toString() {
      return Section.written(this);
    }

    /** Whether it is the loss of values. */
    private boolean isOfValues() {
      return this != CROSS_ENTROPY;
    }
  }

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

    private Kind kind(Family family) {
      return switch (this) {
        case AUTO -> family == Family.VALUES ? Kind.MAE : Kind.CROSS_ENTROPY;
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

  /**
   * What classes count.
   *
   * @param balance how that is found
   * @param given one entry for each class: of an event whether it does not happen, then whether it
   *     does; else empty
   */
  public record ClassWeights(Balance balance, List<Double> given) {

    /** Each counts one. */
    public static final ClassWeights NONE = new ClassWeights(Balance.NONE, List.of());

    /** Copies the list. */
    public ClassWeights {
      given = List.copyOf(given);
    }
  }

  /** How it is found what classes count. */
  public enum Balance {
    /** Each counts one. */
    NONE,
    /** So much that all classes together weigh the same in the training part. */
    BALANCED,
    /** As it is given. */
    GIVEN
  }

  /** Copies the list. */
  public LossSettings {
    quantiles = List.copyOf(quantiles);
  }

  /**
   * Reads the keys of a block that say what is minimised.
   *
   * @param targets what is forecast
   */
  static LossSettings read(Section section, List<TargetSettings> targets) {
    Family family = targets.isEmpty() ? Family.VALUES : targets.get(0).family();
    Chosen chosen = section.choice("loss", Chosen.class);
    LossSettings settings =
        new LossSettings(
            chosen.kind(family),
            section.number("huber-delta", 1e-6, 1e6),
            section.numbers("quantiles", 0, 1),
            classWeights(section));
    section.requireReference(
        Set.of("huber-delta", "quantiles", "class-weights"), read(settings.kind), "loss", chosen);
    settings.requireFit(section, targets);
    if (settings.kind == Kind.QUANTILES) {
      settings.requireLevels(section);
    }
    return settings;
  }

  /**
   * Reads the keys of a block that may leave out all but the loss.
   *
   * @param targets what is forecast
   */
  static LossSettings readOwn(Section section, List<TargetSettings> targets) {
    Family family = targets.isEmpty() ? Family.VALUES : targets.get(0).family();
    Kind kind = section.choice("loss", Chosen.class).kind(family);
    LossSettings settings =
        new LossSettings(
            kind,
            section.optional("huber-delta", key -> section.number(key, 1e-6, 1e6)).orElse(1.0),
            section
                .optional("quantiles", key -> section.numbers(key, 0, 1))
                .orElse(List.of(0.1, 0.5, 0.9)),
            section
                .optional("class-weights", key -> classWeights(section))
                .orElse(ClassWeights.NONE));
    for (String key : List.of("huber-delta", "quantiles", "class-weights")) {
      if (section.has(key) && !read(kind).contains(key)) {
        section.problem(
            key, section.value(key), "says nothing where loss = " + kind + "; leave it out");
      }
    }
    settings.requireFit(section, targets);
    if (kind == Kind.QUANTILES) {
      settings.requireLevels(section);
    }
    return settings;
  }

  private static ClassWeights classWeights(Section section) {
    if (section.isList("class-weights")) {
      return new ClassWeights(Balance.GIVEN, section.numbers("class-weights", 0, 1e9));
    }
    return new ClassWeights(
        switch (section.choice("class-weights", Weighting.class)) {
          case NONE -> Balance.NONE;
          case BALANCED -> Balance.BALANCED;
        },
        List.of());
  }

  /** Words that class-weights may be. */
  private enum Weighting {
    NONE,
    BALANCED
  }

  private static Set<String> read(Kind kind) {
    return switch (kind) {
      case HUBER -> Set.of("huber-delta");
      case QUANTILES -> Set.of("quantiles");
      case CROSS_ENTROPY -> Set.of("class-weights");
      default -> Set.of();
    };
  }

  /** One output has one loss. */
  private void requireFit(Section section, List<TargetSettings> targets) {
    List<Family> families = targets.stream().map(TargetSettings::family).distinct().toList();
    if (families.size() > 1) {
      section.problem(
          "loss",
          kind.toString(),
          "cannot be that of window.targets, which are "
              + families
              + ": one output forecasts targets of one of these; give model.outputs with a loss of their own, or train a model for each");
    } else if (!families.isEmpty() && kind.isOfValues() != (families.get(0) == Family.VALUES)) {
      section.problem(
          "loss",
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

  private void requireLevels(Section section) {
    boolean inside = quantiles.stream().allMatch(level -> level > 0 && level < 1);
    boolean ascend = quantiles.stream().sorted().distinct().toList().equals(quantiles);
    if (quantiles.isEmpty() || !inside || !ascend) {
      section.problem(
          "quantiles",
          quantiles,
          "must be one or more probabilities between 0 and 1, ascending and each once, such as [0.1, 0.5, 0.9]");
    }
  }
}
