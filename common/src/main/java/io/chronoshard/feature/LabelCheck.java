package io.chronoshard.feature;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether labels may be inputs. They tell what a forecaster cannot know: what is left of a life
 * never, and events once they have happened, if somebody records them as fast.
 *
 * @param settings of the inputs
 * @param targets what is forecast
 * @param history with the channels that are read
 */
public record LabelCheck(FeatureSettings settings, List<TargetSettings> targets, History history) {

  /** Copies the list. */
  public LabelCheck {
    targets = List.copyOf(targets);
  }

  /** The labels that inputs read. */
  public Set<String> inputs() {
    Set<String> labels = new TreeSet<>(FeatureSet.inputChannels(settings, history));
    settings.derived().forEach(derived -> labels.addAll(DerivedColumns.channels(derived)));
    labels.retainAll(history.labels());
    return labels;
  }

  /**
   * Refuses labels that give away what is forecast.
   *
   * @param life the channel of remaining life; empty where there is none
   * @param lead steps from an origin to the first target
   * @throws ConfigurationException with the label
   */
  public void require(String life, int lead) {
    Set<String> values = new HashSet<>();
    Set<String> events = new HashSet<>();
    for (TargetSettings target : targets) {
      boolean isEvent =
          target instanceof TargetSettings.Begins || target instanceof TargetSettings.Holds;
      (isEvent ? events : values).addAll(TargetColumns.channels(target));
    }
    for (String label : inputs()) {
      if (label.equals(life)) {
        throw refused(label, "is what is left of a life, which nobody knows before its end");
      }
      if (values.contains(label)) {
        throw refused(label, "is a label, and what window.targets forecasts");
      }
      if (events.contains(label) && lead == 0) {
        throw refused(
            label, "is what window.targets forecasts at the origin itself (window.lead = 0)");
      }
    }
  }

  private ConfigurationException refused(String label, String what) {
    List<String> keys = new ArrayList<>();
    if (settings.channels().contains(label)) {
      keys.add("features.channels");
    }
    settings.derived().stream()
        .filter(derived -> DerivedColumns.channels(derived).contains(label))
        .forEach(derived -> keys.add(derived.path()));
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "%s: the input \"%s\" %s; leave it out",
            String.join(", ", keys),
            label,
            what));
  }
}
