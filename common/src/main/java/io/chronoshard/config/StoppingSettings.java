package io.chronoshard.config;

/**
 * The block {@code training.early-stopping}: when training stops before its last epoch.
 *
 * @param monitor what is watched after an epoch
 * @param mode which direction is better
 * @param patience epochs without improvement before training stops; 0 for never
 * @param minDelta the smallest change that counts as an improvement
 */
public record StoppingSettings(Monitor monitor, Mode mode, int patience, double minDelta) {

  /** What is watched after an epoch. */
  public enum Monitor {
    MAE,
    RMSE,
    LOSS
  }

  /** Which direction is better. */
  public enum Mode {
    MIN,
    MAX
  }

  static StoppingSettings read(Section section) {
    StoppingSettings settings =
        new StoppingSettings(
            section.choice("monitor", Monitor.class),
            section.choice("mode", Mode.class),
            section.integer("patience", 0, Integer.MAX_VALUE),
            section.number("min-delta", 0, Double.MAX_VALUE));
    section.close();
    return settings;
  }
}
