package io.chronoshard.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The block {@code simulate.faults}: shares in [0, 1] of rows, steps and values that are spoilt,
 * and the most steps that a stretch of such steps has.
 */
public record SimulateFaults(
    double repeated,
    double unsorted,
    double gaps,
    int longestGap,
    double missing,
    String marker,
    double spikes,
    double stuck,
    int longestStuck,
    Drift drift,
    double clock,
    int longestClock,
    Duration clockError,
    UnitChange unitChange) {

  /** Sensors that lose their calibration, by so many of their channel's deviations a day. */
  public record Drift(List<String> channels, double perDay) {

    /** Copies the list. */
    public Drift {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A channel, or none where that is empty, whose values become {@code value · factor + offset}.
   */
  public record UnitChange(String channel, Instant at, double factor, double offset) {}

  static SimulateFaults read(Section section) {
    Section drift = section.section("drift");
    Section unit = section.section("unit-change");
    SimulateFaults faults =
        new SimulateFaults(
            section.number("repeated", 0, 1),
            section.number("unsorted", 0, 1),
            section.number("gaps", 0, 0.9),
            section.integer("longest-gap", 1, 1_000_000),
            section.number("missing", 0, 1),
            section.string("marker"),
            section.number("spikes", 0, 1),
            section.number("stuck", 0, 0.9),
            section.integer("longest-stuck", 1, 1_000_000),
            new Drift(drift.strings("channels"), drift.number("per-day", -1000, 1000)),
            section.number("clock", 0, 0.9),
            section.integer("longest-clock", 1, 1_000_000),
            section.duration("clock-error"),
            new UnitChange(
                unit.string("channel"),
                unit.optionalInstant("at").orElse(Instant.EPOCH),
                unit.number("factor", -1e6, 1e6),
                unit.number("offset", -1e9, 1e9)));
    checkShare(section, "gaps", faults.gaps, "longest-gap", faults.longestGap);
    checkShare(section, "stuck", faults.stuck, "longest-stuck", faults.longestStuck);
    checkShare(section, "clock", faults.clock, "longest-clock", faults.longestClock);
    drift.close();
    unit.close();
    section.close();
    return faults;
  }

  /** Stretches do not touch, so a step outside goes with each. */
  static void checkShare(
      Section section, String key, double share, String longestKey, int longest) {
    double most = longest / (longest + 1.0);
    if (share > most) {
      section.problem(
          key,
          share,
          "is more than "
              + (key.equals("gaps") ? "gaps" : "stretches")
              + " of at most "
              + longest
              + " steps can make up, which is "
              + most
              + "; raise "
              + section.name(longestKey));
    }
  }

  /** Notes channels that are not there. */
  void checkChannels(Section section, List<String> names) {
    for (String channel : drift.channels) {
      if (!names.contains(channel)) {
        section.section("drift").problem("channels", channel, unknown(channel, names));
      }
    }
    if (!unitChange.channel.isEmpty() && !names.contains(unitChange.channel)) {
      section
          .section("unit-change")
          .problem("channel", unitChange.channel, unknown(unitChange.channel, names));
    }
  }

  /** Notes a change of unit that changes nothing or lies outside the history. */
  void checkUnitChange(Section section, SimulateSettings settings) {
    Section unit = section.section("unit-change");
    String at = unit.string("at");
    if (unitChange.channel.isEmpty()) {
      if (!at.isEmpty()) {
        unit.problem("channel", "", "must name a channel, for there is a time");
      }
      return;
    }
    if (at.isEmpty()
        || !unitChange.at.isAfter(settings.from())
        || unitChange.at.isAfter(settings.last())) {
      unit.problem(
          "at",
          at,
          "must lie after the first reading, "
              + settings.from()
              + ", and not after the last, "
              + settings.last());
    }
    if (unitChange.factor == 0) {
      unit.problem("factor", unitChange.factor, "must not be 0");
    }
  }

  private static String unknown(String channel, List<String> names) {
    return "is no channel; did you mean " + Nearest.first(channel, names).get(0) + "?";
  }
}
