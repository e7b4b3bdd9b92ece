package io.chronoshard.config;

/**
 * The block {@code training.early-stopping}: when training stops before its last epoch, and which
 * epoch is kept.
 *
 * @param monitor what is watched after an epoch
 * @param mode which direction is better
 * @param patience epochs without improvement before training stops; 0 for never
 * @param minDelta the smallest change that counts as an improvement
 * @param restoreBest whether the best epoch's parameters are kept, not the last one's
 */
public record StoppingSettings(
    Monitor monitor, Mode mode, int patience, double minDelta, boolean restoreBest) {

  /** What is watched after an epoch. */
  public enum Monitor {
    MAE,
    RMSE,
    LOSS,
    TRAINING_LOSS
  }

  /** Which direction is better. */
  public enum Mode {
    /** That of the monitor: all there are fall while a model learns. */
    AUTO,
    MIN,
    MAX
  }

  /** The monitors, and what stands for the one that suits the loss. */
  private enum Chosen {
    AUTO,
    MAE,
    RMSE,
    LOSS,
    TRAINING_LOSS;

    private Monitor monitor(LossSettings.Kind loss) {
      return switch (this) {
        case AUTO ->
            switch (loss) {
              case MAE, MSE, HUBER, LOG_COSH -> Monitor.MAE;
              // Of more than a value a mean absolute error does not tell what is better.
              case QUANTILES, GAUSSIAN, CROSS_ENTROPY -> Monitor.LOSS;
            };
        case MAE -> Monitor.MAE;
        case RMSE -> Monitor.RMSE;
        case LOSS -> Monitor.LOSS;
        case TRAINING_LOSS -> Monitor.TRAINING_LOSS;
      };
    }
  }

  /**
   * Reads the block.
   *
   * @param loss that is minimised
   */
  static StoppingSettings read(Section section, LossSettings.Kind loss) {
    StoppingSettings settings =
        new StoppingSettings(
            section.choice("monitor", Chosen.class).monitor(loss),
            section.choice("mode", Mode.class),
            section.integer("patience", 0, Integer.MAX_VALUE),
            section.number("min-delta", 0, Double.MAX_VALUE),
            section.flag("restore-best"));
    section.close();
    return settings;
  }
}
