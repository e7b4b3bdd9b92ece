package io.chronoshard.gate;

import io.chronoshard.config.GateSettings.SegmentKind;
import java.util.Comparator;
import java.util.Locale;

/**
 * Some of the values that are judged.
 *
 * @param kind what tells them from others
 * @param name which of that kind; empty of all
 */
public record Segment(Kind kind, String name) implements Comparable<Segment> {

  /** All values. */
  public static final Segment ALL = new Segment(Kind.ALL, "");

  private static final Comparator<Segment> ORDER =
      Comparator.comparing(Segment::kind).thenComparing(Segment::name);

  /** What tells values apart. */
  public enum Kind {
    ALL,
    SERIES,
    SEASON,
    LEAD
  }

  /** Of a kind that a configuration names. */
  static Segment of(SegmentKind kind, String name) {
    return new Segment(
        switch (kind) {
          case SERIES -> Kind.SERIES;
          case SEASON -> Kind.SEASON;
          case LEAD -> Kind.LEAD;
        },
        name);
  }

  /** As sentences call it: {@code series pump-7}, or {@code all}. */
  public String text() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? word : word + " " + name;
  }

  @Override
  public int compareTo(Segment other) {
    return ORDER.compare(this, other);
  }
}
