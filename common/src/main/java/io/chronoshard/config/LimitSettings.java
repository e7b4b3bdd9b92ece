package io.chronoshard.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The block {@code history.limits}: how much of each kind an ingest goes on with.
 *
 * @param shares the largest share of each kind
 * @param gap the longest run of steps without a reading; nothing where any is allowed
 */
public record LimitSettings(Map<Kind, Double> shares, Optional<Span> gap) {

  /** What a kind is a share of. */
  public enum Counted {
    /** Of the rows of all files. */
    ROWS,
    /** Of a channel's cells: of those that hold it, those with a value, or all rows. */
    VALUES,
    /** Of the steps of all series. */
    STEPS
  }

  /** What is counted against a limit. */
  public enum Kind {
    UNPARSABLE(Counted.ROWS, "unreadable"),
    UNREAD(Counted.ROWS, "of channels that are not read"),
    JOINED(Counted.ROWS, "of a time that another row has, and of other channels"),
    REPEATED(Counted.ROWS, "repeated"),
    CONFLICTING(Counted.ROWS, "in conflict with another one of their time"),
    COMBINED(Counted.ROWS, "combined with others of their step"),
    OFF_ORDER(Counted.ROWS, "off their order"),
    MISSING(Counted.VALUES, "missing"),
    ABSENT(Counted.VALUES, "of rows that do not hold the channel"),
    OUT_OF_RANGE(Counted.VALUES, "out of range"),
    TOO_FAST(Counted.VALUES, "too fast"),
    SPIKES(Counted.VALUES, "spikes"),
    STUCK(Counted.VALUES, "stuck"),
    EXCLUDED(Counted.VALUES, "excluded"),
    COUNTER_STARTS(Counted.VALUES, "of a counter without another one shortly before"),
    COUNTER_RESETS(Counted.VALUES, "of a counter that has fallen"),
    UNDIRECTED(Counted.VALUES, "directions that cancel each other"),
    FILLED(Counted.STEPS, "filled"),
    UNKNOWN(Counted.STEPS, "unknown");

    private final Counted counted;
    private final String told;

    Kind(Counted counted, String told) {
      this.counted = counted;
      this.told = told;
    }

    /** What it is a share of. */
    public Counted counted() {
      return counted;
    }

    /** What messages say of what is counted. */
    public String told() {
      return told;
    }

    /** Its key in the configuration. */
    public String key() {
      return "history.limits." + Section.written(this);
    }
  }

  /** Copies the map. */
  public LimitSettings {
    shares = Map.copyOf(shares);
  }

  /** The largest share that is allowed, from 0 to 1. */
  public double of(Kind kind) {
    return shares.getOrDefault(kind, 1.0);
  }

  static LimitSettings read(Section section) {
    Map<Kind, Double> shares = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      shares.put(kind, section.number(Section.written(kind), 0, 1));
    }
    LimitSettings settings = new LimitSettings(shares, section.spanOr("gap", 0, "none"));
    section.close();
    return settings;
  }
}
