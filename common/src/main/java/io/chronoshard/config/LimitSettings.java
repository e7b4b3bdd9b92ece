package io.chronoshard.config;

import java.util.EnumMap;
import java.util.Map;

/** The block {@code history.limits}: the share of each kind that an ingest goes on with. */
public record LimitSettings(Map<Kind, Double> shares) {

  /** What is counted against a limit. */
  public enum Kind {
    UNPARSABLE("unreadable"),
    REPEATED("repeated"),
    CONFLICTING("in conflict with another one of their time"),
    OFF_ORDER("off their order"),
    MISSING("missing"),
    OUT_OF_RANGE("out of range"),
    TOO_FAST("too fast"),
    SPIKES("spikes"),
    STUCK("stuck"),
    EXCLUDED("excluded"),
    UNKNOWN("unknown");

    private final String told;

    Kind(String told) {
      this.told = told;
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
    section.close();
    return new LimitSettings(shares);
  }
}
