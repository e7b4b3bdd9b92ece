package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.DerivedSettings.Known;
import io.chronoshard.config.DerivedSettings.Past;
import io.chronoshard.config.DerivedSettings.Reach;
import io.chronoshard.config.FeatureSettings;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.config.WindowSettings.Unknown;
import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an operator should know of inputs that may not be what they seem.
 *
 * @param settings of the inputs
 * @param window what is forecast, and what becomes of windows with unknown inputs
 * @param history with the channels that are read
 */
public record InputNotes(FeatureSettings settings, WindowSettings window, History history) {

  /** One note for each kind of input, where there is one. */
  public List<String> all() {
    List<String> notes = new ArrayList<>();
    Set<String> labels = new LabelCheck(settings, window.targets(), history).inputs();
    if (!labels.isEmpty()) {
      notes.add(
          "labels are inputs, so that each forecast needs to know them up to its origin: "
              + labels);
    }
    List<String> always = window.unknown() == Unknown.DROP ? alwaysKnown() : List.of();
    if (!always.isEmpty()) {
      notes.add(
          "always 1 in windows, as those are dropped where the same channel is unknown as an input: "
              + always
              + "; set window.unknown to mean or mask, leave out the channel or these, or ingest with grid.fill"
              + " and grid.indicators to tell filled values from read ones");
    }
    return notes;
  }

  /** Columns of whether a channel is known, where another input needs it to be. */
  private List<String> alwaysKnown() {
    Set<String> needed = new HashSet<>(FeatureSet.inputChannels(settings, history));
    List<String> known = new ArrayList<>();
    for (DerivedSettings derived : settings.derived()) {
      if (derived instanceof Known one) {
        known.add(one.channel());
      } else if (!(derived instanceof Past past && past.reach() == Reach.LAG)) {
        needed.addAll(DerivedColumns.channels(derived));
      }
    }
    return known.stream().filter(needed::contains).map(channel -> channel + " known").toList();
  }
}
