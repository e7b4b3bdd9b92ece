package io.chronoshard.config;

/**
 * The block {@code training.anomaly}; see reference.conf for each key.
 *
 * @param budget share of the training windows that may be alarms; 0 where nothing is told anomalous
 */
public record AnomalySettings(double budget) {

  static AnomalySettings read(Section section) {
    AnomalySettings settings = new AnomalySettings(section.number("budget", 0, 1));
    if (settings.budget == 1) {
      section.problem(
          "budget", settings.budget, "must be less than 1: not every window is anomalous");
    }
    section.close();
    return settings;
  }

  /** Whether anything is told anomalous. */
  public boolean isWanted() {
    return budget > 0;
  }
}
