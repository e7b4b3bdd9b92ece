package io.chronoshard.feature;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.History;
import java.util.List;
import java.util.Locale;

/** Where a history's channels stand, by the names that a configuration gives them. */
record ChannelPlaces(History history) {

  /**
   * The place of a channel that holds numbers.
   *
   * @param key where the configuration names it, for messages
   * @throws ConfigurationException where it is not there, or holds texts
   */
  int number(String key, String channel) {
    int place = any(key, channel);
    if (isText(channel)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which holds texts; name a channel that holds numbers",
              key,
              channel));
    }
    return place;
  }

  /** The place of a channel, whatever it holds. */
  int any(String key, String channel) {
    int place = history.channels().indexOf(channel);
    if (place < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which is no channel of the history; there are %s",
              key,
              channel,
              history.channels()));
    }
    return place;
  }

  /**
   * Refuses columns of the calendar where steps have no time.
   *
   * @param key what asks for them
   * @param value what it asks for
   */
  void requireTimes(String key, Object value) {
    if (history.recordedTimes() == History.RecordedTimes.NONE) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s = %s: this history counts %s and has no times; ingest it with history.time.column, by time or rows",
              key,
              value,
              history.axis().counted()));
    }
  }

  /** Whether a channel holds texts, not numbers. */
  boolean isText(String channel) {
    return history.categories().containsKey(channel);
  }

  /** The texts that a channel of texts holds, sorted. */
  List<String> texts(String channel) {
    return history.categories().getOrDefault(channel, List.of());
  }
}
