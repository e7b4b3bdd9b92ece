package io.chronoshard.feature;

import io.chronoshard.grid.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the training part holds each category; counts of parts add up.
 *
 * @param counts of each channel that holds texts, in the history's order, the steps of each text,
 *     by its place in the history's list
 */
public record VocabularyFit(List<long[]> counts) {

  /** Copies the list. */
  public VocabularyFit {
    counts = List.copyOf(counts);
  }

  /** Of no steps. */
  public static VocabularyFit none(History history) {
    return new VocabularyFit(
        channels(history).stream()
            .map(channel -> new long[categories(history, channel).size()])
            .toList());
  }

  private static List<String> categories(History history, String channel) {
    return history.categories().getOrDefault(channel, List.of());
  }

  /** The channels that hold texts, in the history's order. */
  public static List<String> channels(History history) {
    return history.channels().stream().filter(history.categories()::containsKey).toList();
  }

  /**
   * Counts a step.
   *
   * @param values the channels that hold texts, NaN where unknown
   */
  public void add(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        counts.get(i)[(int) values[i]]++;
      }
    }
  }

  /** The counts of both. */
  public VocabularyFit plus(VocabularyFit other) {
    List<long[]> sums = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      long[] sum = counts.get(i).clone();
      for (int code = 0; code < sum.length; code++) {
        sum[code] += other.counts.get(i)[code];
      }
      sums.add(sum);
    }
    return new VocabularyFit(sums);
  }

  /**
   * The most frequent categories of each channel; of those that are equally frequent the first in
   * the alphabet.
   *
   * @param most that a channel has at most
   */
  public Vocabularies vocabularies(History history, int most) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    List<String> channels = channels(history);
    for (int i = 0; i < channels.size(); i++) {
      texts.put(channels.get(i), frequent(history, channels.get(i), counts.get(i), most));
    }
    return new Vocabularies(texts);
  }

  private static List<String> frequent(History history, String channel, long[] counts, int most) {
    record Counted(String text, long count) {}
    List<Counted> found = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        found.add(new Counted(categories(history, channel).get(code), counts[code]));
      }
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::text))
        .limit(most)
        .map(Counted::text)
        .sorted()
        .toList();
  }
}
