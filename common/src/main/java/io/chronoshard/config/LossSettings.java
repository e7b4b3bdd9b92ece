package io.chronoshard.config;

import java.util.List;

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
    boolean isOfValues() {
      return this != CROSS_ENTROPY;
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
}
