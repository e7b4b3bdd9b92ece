package io.chronoshard.history;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.HistorySettings.LongRows;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The channels of rows that hold one reading each.
 *
 * @param channels their names
 * @param places those of each name in a row, one for each column of values, -1 where it is not read
 */
record LongChannels(List<String> channels, Map<String, int[]> places) {

  /** Where a row has a column for each channel. */
  static final LongChannels NONE = new LongChannels(List.of(), Map.of());

  /**
   * The channels of names that rows have.
   *
   * @param names sorted; of all rows where {@code history.channels} is empty, unused elsewhere
   */
  static LongChannels of(HistorySettings settings, List<String> names) {
    LongRows rows = settings.longRows();
    List<String> channels = settings.channels();
    if (channels.isEmpty()) {
      List<String> all = new ArrayList<>();
      for (String name : names) {
        rows.values().forEach(value -> all.add(channel(name, value, rows)));
      }
      channels = all;
    }
    Map<String, int[]> places = new HashMap<>();
    for (int i = 0; i < channels.size(); i++) {
      String channel = channels.get(i);
      int value = value(channel, rows);
      String name =
          rows.values().size() == 1
              ? channel
              : channel.substring(0, channel.length() - rows.values().get(value).length() - 1);
      places.computeIfAbsent(name, first -> none(rows.values().size()))[value] = i;
    }
    return new LongChannels(channels, places);
  }

  private static int[] none(int length) {
    int[] places = new int[length];
    Arrays.fill(places, -1);
    return places;
  }

  private static String channel(String name, String value, LongRows rows) {
    return rows.values().size() == 1 ? name : name + " " + value;
  }

  /** The column of values that a channel's name ends with. */
  private static int value(String channel, LongRows rows) {
    if (rows.values().size() == 1) {
      return 0;
    }
    int best = -1;
    for (int i = 0; i < rows.values().size(); i++) {
      String value = rows.values().get(i);
      if (channel.endsWith(" " + value)
          && (best < 0 || value.length() > rows.values().get(best).length())) {
        best = i;
      }
    }
    if (best < 0) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.channels names \"%s\", which ends with none of history.long.values = %s; channels of several values are named \"name value\"",
              channel,
              Nearest.first(channel, rows.values())));
    }
    return best;
  }
}
