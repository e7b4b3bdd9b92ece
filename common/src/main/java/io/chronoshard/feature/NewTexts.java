package io.chronoshard.feature;

import io.chronoshard.config.TargetSettings;
import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Texts of a history that a model does not know which is trained on. As inputs they are read as any
 * other text; targets are unknown where they hold.
 *
 * @param targets what is forecast
 * @param history with the channels that are read
 * @param known the texts that the model knows
 */
public record NewTexts(List<TargetSettings> targets, History history, Vocabularies known) {

  /** Texts of a channel that a note names at most. */
  private static final int SHOWN = 10;

  /** Copies the list. */
  public NewTexts {
    targets = List.copyOf(targets);
  }

  /** Whether there is any. */
  public boolean isAny() {
    return VocabularyFit.channels(history).stream().anyMatch(channel -> !places(channel).isEmpty());
  }

  /** The places of a channel's new texts in the history's list. */
  private List<Integer> places(String channel) {
    List<String> texts = history.categories().getOrDefault(channel, List.of());
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < texts.size(); place++) {
      if (!known.of(channel).contains(texts.get(place))) {
        places.add(place);
      }
    }
    return places;
  }

  /**
   * One note for each channel of which the training part holds such texts.
   *
   * @param counts how often it holds each text
   * @param model what the model is called
   */
  public List<String> notes(VocabularyFit counts, String model) {
    List<String> channels = VocabularyFit.channels(history);
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      long[] found = counts.counts().get(i);
      List<Integer> met =
          places(channels.get(i)).stream()
              .filter(place -> found[place] > 0)
              .sorted(Comparator.comparingLong((Integer place) -> found[place]).reversed())
              .toList();
      if (!met.isEmpty()) {
        notes.add(note(channels.get(i), met, found, model));
      }
    }
    return notes;
  }

  private String note(String channel, List<Integer> met, long[] found, String model) {
    List<String> texts = history.categories().getOrDefault(channel, List.of());
    long steps = 0;
    for (long count : found) {
      steps += count;
    }
    List<String> shares = new ArrayList<>();
    for (int place : met.subList(0, Math.min(SHOWN, met.size()))) {
      double share = 100.0 * found[place] / steps;
      shares.add(String.format(Locale.ROOT, "%s %.2f %%", texts.get(place), share));
    }
    boolean isTarget =
        targets.stream()
            .anyMatch(
                target ->
                    target instanceof TargetSettings.Classes classes
                        && classes.channel().equals(channel));
    return String.format(
        Locale.ROOT,
        "texts of \"%s\" that %s has no column of, with their shares of the training part: %s%s; they are read as any other"
            + " text%s. Training that begins from nothing gives them columns (training.start = nothing)",
        channel,
        model,
        String.join(", ", shares),
        met.size() > SHOWN ? " and " + (met.size() - SHOWN) + " others" : "",
        isTarget ? ", and targets are unknown where they hold" : "");
  }
}
