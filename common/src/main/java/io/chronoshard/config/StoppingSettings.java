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

  /** Which direction is better. */
  public enum Mode {
    /** That of the monitor: accuracy rises while a model learns, all others fall. */
    AUTO,
    MIN,
    MAX
  }

  /** Whether the watched value is to rise. */
  public boolean rises() {
    return switch (mode) {
      case AUTO -> monitor.rises();
      case MIN -> false;
      case MAX -> true;
    };
  }

  /**
   * Reads the block.
   *
   * @param loss that is minimised
   * @param monitors what may be watched
   */
  static StoppingSettings read(Section section, LossSettings.Kind loss, Monitors monitors) {
    StoppingSettings settings =
        new StoppingSettings(
            monitors.read(section, "monitor", loss),
            section.choice("mode", Mode.class),
            section.integer("patience", 0, Integer.MAX_VALUE),
            section.number("min-delta", 0, Double.MAX_VALUE),
            section.flag("restore-best"));
    section.close();
    return settings;
  }
}
