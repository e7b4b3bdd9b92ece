package io.chronoshard.config;

import java.time.Duration;
import java.util.Map;

/** The block {@code grid}; see reference.conf for each key. */
public record GridSettings(
    Index index,
    Duration step,
    Combine combine,
    Map<String, Combine> combineChannels,
    Repeats repeats,
    Span fill,
    int blockSteps) {

  /** What steps are. */
  public enum Index {
    TIME,
    ROWS,
    CYCLES
  }

  /** How the readings of one channel within one step become its value. */
  public enum Combine {
    LAST,
    MEAN,
    SUM,
    MINIMUM,
    MAXIMUM
  }

  /** How readings of one channel at the same time that differ become one. */
  public enum Repeats {
    MEAN,
    MINIMUM,
    MAXIMUM,
    REFUSE,
    FIRST,
    LAST
  }

  /** The axis that steps are counted on. */
  public TimeAxis axis() {
    return switch (index) {
      case TIME -> TimeAxis.clock(step.toMillis());
      case ROWS -> TimeAxis.rows();
      case CYCLES -> TimeAxis.cycles();
    };
  }

  /** The rule of a channel. */
  public Combine combine(String channel) {
    return combineChannels.getOrDefault(channel, combine);
  }

  static GridSettings read(Section section) {
    Section combine = section.section("combine");
    GridSettings settings =
        new GridSettings(
            section.choice("index", Index.class),
            section.duration("step"),
            combine.choice("default", Combine.class),
            combine.choiceByName("channels", Combine.class),
            section.choice("repeats", Repeats.class),
            section.span("fill", 0),
            section.integer("block-steps", 16, 1 << 24));
    combine.close();
    section.close();
    return settings;
  }
}
