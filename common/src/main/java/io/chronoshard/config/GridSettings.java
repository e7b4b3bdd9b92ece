package io.chronoshard.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The block {@code grid}; see reference.conf for each key. */
public record GridSettings(
    Index index,
    Optional<Duration> step,
    Combine combine,
    Map<String, Combine> combineChannels,
    Repeats repeats,
    List<Vector> vectors,
    List<String> indicators,
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

  /**
   * A channel of directions.
   *
   * @param direction its name
   * @param speed the channel that weights it; empty where all readings weigh the same
   */
  public record Vector(String direction, String speed) {}

  /** Whether the step must be found in the readings. */
  public boolean isStepSought() {
    return index == Index.TIME && step.isEmpty();
  }

  /** The same settings with a step. */
  public GridSettings withStep(Duration found) {
    return new GridSettings(
        index,
        Optional.of(found),
        combine,
        combineChannels,
        repeats,
        vectors,
        indicators,
        fill,
        blockSteps);
  }

  /** The axis that steps are counted on; the step must have been found where it was sought. */
  public TimeAxis axis() {
    return switch (index) {
      case TIME -> TimeAxis.clock(step.orElseThrow().toMillis());
      case ROWS -> TimeAxis.rows();
      case CYCLES -> TimeAxis.cycles();
    };
  }

  /** The rule of a channel. */
  public Combine combine(String channel) {
    return combineChannels.getOrDefault(channel, combine);
  }

  private static Vector vector(Section section) {
    Vector vector =
        new Vector(
            section.nonEmpty("direction"), section.has("speed") ? section.string("speed") : "");
    section.close();
    return vector;
  }

  static GridSettings read(Section section) {
    Section combine = section.section("combine");
    GridSettings settings =
        new GridSettings(
            section.choice("index", Index.class),
            section.durationOr("step", "auto"),
            combine.choice("default", Combine.class),
            combine.choiceByName("channels", Combine.class),
            section.choice("repeats", Repeats.class),
            section.sections("vectors").stream().map(GridSettings::vector).toList(),
            section.strings("indicators"),
            section.span("fill", 0),
            section.integer("block-steps", 16, 1 << 24));
    combine.close();
    section.close();
    return settings;
  }
}
