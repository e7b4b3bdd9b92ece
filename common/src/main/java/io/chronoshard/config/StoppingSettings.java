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

  static StoppingSettings read(Section section) {
    StoppingSettings settings =
        new StoppingSettings(
            section.choice("monitor", Monitor.class),
            section.choice("mode", Mode.class),
            section.integer("patience", 0, Integer.MAX_VALUE),
            section.number("min-delta", 0, Double.MAX_VALUE),
            section.flag("restore-best"));
    section.close();
    return settings;
  }
}
