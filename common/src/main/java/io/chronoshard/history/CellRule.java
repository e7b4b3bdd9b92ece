package io.chronoshard.history;

import io.chronoshard.config.ChannelRule;
import java.util.List;

/**
 * How the cells of a channel become values; made of plain values, for it travels.
 *
 * @param kind what its values are
 * @param missing what stands for a missing value
 * @param factor what numbers are multiplied with
 * @param offset what is added to them then
 * @param minimum the smallest plausible value, after that
 * @param maximum the largest
 */
public record CellRule(
    Kind kind, List<String> missing, double factor, double offset, double minimum, double maximum) {

  /** What values are. */
  public enum Kind {
    NUMBER,
    /** A number that is kept in double. */
    COUNTER,
    /** A text. */
    CATEGORY
  }

  /** Copies the list. */
  public CellRule {
    missing = List.copyOf(missing);
  }

  /**
   * The rule of a channel.
   *
   * @param always markers of all channels
   */
  static CellRule of(ChannelRule rule, List<String> always) {
    List<String> markers = new java.util.ArrayList<>(always);
    markers.addAll(rule.missing().orElse(List.of()));
    Kind kind = Kind.NUMBER;
    if (rule.category().orElse(false)) {
      kind = Kind.CATEGORY;
    } else if (rule.counter().orElse(false)) {
      kind = Kind.COUNTER;
    }
    return new CellRule(
        kind,
        markers,
        rule.factor().orElse(1.0),
        rule.offset().orElse(0.0),
        rule.minimum().orElse(Double.NEGATIVE_INFINITY),
        rule.maximum().orElse(Double.POSITIVE_INFINITY));
  }

  /** Whether a cell's nearest float is its value. */
  boolean isPlain() {
    return kind == Kind.NUMBER
        && factor == 1
        && offset == 0
        && minimum == Double.NEGATIVE_INFINITY
        && maximum == Double.POSITIVE_INFINITY;
  }
}
