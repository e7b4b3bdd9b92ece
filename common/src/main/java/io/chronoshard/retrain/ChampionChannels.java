package io.chronoshard.retrain;

import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a champion reads of a history.
 *
 * @param all names of the channels
 * @param texts those of them that hold texts
 */
public record ChampionChannels(List<String> all, Set<String> texts) {

  /** Copies what it is given. */
  public ChampionChannels {
    all = List.copyOf(all);
    texts = Set.copyOf(texts);
  }

  /**
   * Why the champion can forecast nothing of a history: what it reads is not there, or is something
   * else.
   */
  public Optional<String> gone(History history) {
    List<String> gone = new ArrayList<>();
    for (String channel : all) {
      boolean isText = history.categories().containsKey(channel);
      if (!history.channels().contains(channel)) {
        gone.add("\"" + channel + "\", which the history no longer has");
      } else if (isText != texts.contains(channel)) {
        gone.add(
            isText
                ? "\"" + channel + "\" as numbers, which are texts now"
                : "\"" + channel + "\" as texts, which are numbers now");
      }
    }
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the champion reads "
                + String.join(", and ", gone)
                + ", and so nothing can be judged: ingest that again as it was, or `train` and `models"
                + " promote` a version that does without");
  }

  /** The channels that a history has and the champion does not read. */
  List<String> added(History history) {
    return history.channels().stream().filter(channel -> !all.contains(channel)).toList();
  }
}
