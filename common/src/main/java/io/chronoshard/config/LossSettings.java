package io.chronoshard.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is minimised; the keys {@code training.loss}, {@code huber-delta} and {@code quantiles}.
 *
 * @param kind which loss
 * @param huberDelta where Huber's loss becomes a line, in scaled units
 * @param quantiles probabilities below which what happens is to lie, ascending
 */
public record LossSettings(Kind kind, double huberDelta, List<Double> quantiles) {

  /** Kinds of loss. */
  public enum Kind {
    /** What suits the targets. */
    AUTO,
    MAE,
    MSE,
    HUBER,
    LOG_COSH,
    QUANTILES,
    GAUSSIAN;

    /** As a configuration writes it. */
    @Override
    public String toString() {
      return Section.written(this);
    }
  }

  /** Copies the list. */
  public LossSettings {
    quantiles = List.copyOf(quantiles);
  }

  /** Reads the keys of a block that say what is minimised. */
  static LossSettings read(Section section) {
    LossSettings settings =
        new LossSettings(
            section.choice("loss", Kind.class),
            section.number("huber-delta", 1e-6, 1e6),
            section.numbers("quantiles", 0, 1));
    section.requireReference(
        Set.of("huber-delta", "quantiles"), read(settings.kind), "loss", settings.kind);
    if (settings.kind == Kind.QUANTILES) {
      settings.requireLevels(section);
    }
    return settings;
  }

  /** Reads what is minimised of one output; nothing where it says nothing. */
  static Optional<LossSettings> readOwn(Section section) {
    if (!section.has("loss")) {
      return Optional.empty();
    }
    Kind kind = section.choice("loss", Kind.class);
    LossSettings usual = new LossSettings(kind, 1, List.of(0.1, 0.5, 0.9));
    if (kind == Kind.HUBER) {
      return Optional.of(
          new LossSettings(
              kind,
              section
                  .optional("huber-delta", key -> section.number(key, 1e-6, 1e6))
                  .orElse(usual.huberDelta),
              usual.quantiles));
    }
    if (kind == Kind.QUANTILES) {
      LossSettings settings =
          new LossSettings(
              kind,
              usual.huberDelta,
              section
                  .optional("quantiles", key -> section.numbers(key, 0, 1))
                  .orElse(usual.quantiles));
      settings.requireLevels(section);
      return Optional.of(settings);
    }
    return Optional.of(usual);
  }

  private static Set<String> read(Kind kind) {
    return switch (kind) {
      case HUBER -> Set.of("huber-delta");
      case QUANTILES -> Set.of("quantiles");
      default -> Set.of();
    };
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
