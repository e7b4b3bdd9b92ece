package io.chronoshard.config;

/**
 * What is watched after an epoch.
 *
 * @param measure which value
 * @param head the output that it is of; empty for all together
 */
public record Monitor(Measure measure, String head) {

  /** Values of an epoch. */
  public enum Measure {
    /** Mean absolute error of values over the validation part. */
    MAE,
    /** Root of the mean squared error of values there. */
    RMSE,
    /** What is minimised, there. */
    LOSS,
    /** What is minimised, over the training part. */
    TRAINING_LOSS,
    /** The share of events and classes there that were forecast as they came. */
    ACCURACY,
    /** The mean squared error of probabilities there. */
    BRIER;

    /** As a configuration writes it. */
    @Override
    public String toString() {
      return Section.written(this);
    }
  }

  public static final Monitor MAE = new Monitor(Measure.MAE, "");
  public static final Monitor RMSE = new Monitor(Measure.RMSE, "");
  public static final Monitor LOSS = new Monitor(Measure.LOSS, "");
  public static final Monitor TRAINING_LOSS = new Monitor(Measure.TRAINING_LOSS, "");

  /** Whether it rises while a model learns. */
  public boolean rises() {
    return measure == Measure.ACCURACY;
  }

  /** As a configuration writes it, such as {@code near loss}. */
  @Override
  public String toString() {
    return head.isEmpty() ? measure.toString() : head + " " + measure;
  }
}
