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
import java.util.Locale;
import java.util.Set;

/**
 * What an operator should know of inputs that may not be what they seem.
 *
 * @param settings of the inputs
 * @param window what is forecast, and what becomes of windows with unknown inputs
 * @param history with the channels that are read
 * @param centred inputs whose scaled zero is a mean or median, which stands in where the window
 *     takes means
 */
public record InputNotes(
    FeatureSettings settings, WindowSettings window, History history, List<String> centred) {

  /** Copies the list. */
  public InputNotes {
    centred = List.copyOf(centred);
  }

  /** One note for each kind of input, where there is one. */
  public List<String> all() {
    List<String> notes = new ArrayList<>();
    Set<String> labels = new LabelCheck(settings, window.targets(), history).inputs();
    if (!labels.isEmpty()) {
      notes.add(
          "labels are inputs, so that each forecast needs to know them up to its origin: "
              + labels);
    }
    List<String> always = alwaysKnown();
    if (!always.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "always 1 where rows count, as %s where the same channel is unknown as an input: %s;"
                  + " %s, leave out the channel or these, or ingest with grid.fill and"
                  + " grid.indicators to tell filled values from read ones",
              window.unknown() == Unknown.MASK ? "those are masked" : "windows are dropped",
              always,
              advice()));
    }
    return notes;
  }

  private String advice() {
    String scale = "scale what reads the channel by standard or robust (features.scale-channels)";
    return window.unknown() == Unknown.MEAN ? scale : "set window.unknown to mean and " + scale;
  }

  /** Whether means stand in where these inputs are unknown. */
  private boolean isFilled(List<String> inputs) {
    return window.unknown() == Unknown.MEAN && centred.containsAll(inputs);
  }

  /** Columns of whether a channel is known, where another input needs it to be. */
  private List<String> alwaysKnown() {
    Set<String> needed = new HashSet<>(FeatureSet.inputChannels(settings, history));
    needed.removeIf(channel -> isFilled(List.of(channel)));
    List<String> known = new ArrayList<>();
    ChannelPlaces places = new ChannelPlaces(history);
    for (DerivedSettings derived : settings.derived()) {
      if (derived instanceof Known one) {
        known.add(one.channel());
      } else if (!(derived instanceof Past past && past.reach() == Reach.LAG)
          && !isFilled(
              DerivedColumns.of(derived, places).stream().map(FeatureColumn::name).toList())) {
        needed.addAll(DerivedColumns.channels(derived));
      }
    }
    return known.stream().filter(needed::contains).map(channel -> channel + " known").toList();
  }
}
