package io.chronoshard.feature;

import io.chronoshard.config.TargetSettings;
import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts that are none of a target's classes: those that the training part does not hold, and the
 * rarer ones where {@code features.categories} allows fewer. Targets are unknown where they hold.
 *
 * @param targets what is forecast
 * @param history with the channels that are read
 * @param vocabularies the texts that are classes
 */
public record LeftOutClasses(
    List<TargetSettings> targets, History history, Vocabularies vocabularies) {

  /** Copies the list. */
  public LeftOutClasses {
    targets = List.copyOf(targets);
  }

  /** Channels of targets that hold such texts. */
  public Set<String> channels() {
    Set<String> channels = new TreeSet<>();
    for (TargetSettings target : targets) {
      if (target instanceof TargetSettings.Classes classes
          && !leftOut(classes.channel()).isEmpty()) {
        channels.add(classes.channel());
      }
    }
    return channels;
  }

  private List<String> leftOut(String channel) {
    List<String> classes = vocabularies.of(channel);
    return history.categories().getOrDefault(channel, List.of()).stream()
        .filter(text -> !classes.contains(text))
        .toList();
  }

  /**
   * One note for each such channel.
   *
   * @param counts how often a part holds each text
   * @param part what messages call it, such as "the test part"
   */
  public List<String> notes(VocabularyFit counts, String part) {
    List<String> all = VocabularyFit.channels(history);
    List<String> notes = new ArrayList<>();
    for (String channel : channels()) {
      long[] found = counts.counts().get(all.indexOf(channel));
      notes.add(
          String.format(
              Locale.ROOT,
              "texts of \"%s\" that are none of the classes %s, so that targets are unknown where they hold, with their"
                  + " shares of %s: %s; features.categories may allow more classes, and a split that trains on"
                  + " them",
              channel,
              vocabularies.of(channel),
              part,
              shares(channel, found)));
    }
    return notes;
  }

  private String shares(String channel, long[] found) {
    long steps = 0;
    for (long count : found) {
      steps += count;
    }
    List<String> texts = history.categories().getOrDefault(channel, List.of());
    List<String> shares = new ArrayList<>();
    for (String text : leftOut(channel)) {
      double share = (double) found[texts.indexOf(text)] / Math.max(1, steps);
      shares.add(String.format(Locale.ROOT, "%s %.2f %%", text, 100 * share));
    }
    return String.join(", ", shares);
  }
}
