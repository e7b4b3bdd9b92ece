package io.chronoshard.config;

import io.chronoshard.error.ConfigurationException;
import java.util.stream.Stream;

/**
 * The block {@code retrain.quality}; see reference.conf for each key.
 *
 * @param newSteps steps that must be new since the champion's data
 * @param stretch steps that are summed up together
 * @param reference how far back new stretches are compared
 * @param hold how far back from the history's end it is looked at
 * @param tolerated share of the series that a finding may concern before its rule counts
 * @param unknown share by which a channel may be known at fewer steps than before
 * @param late how long before the date a history may end
 * @param dropped share of the new rows that may be dropped
 * @param dead how long a channel may stay as it is
 * @param step how far a stretch may be from the one before it, in robust deviations of such changes
 * @param drift how far a stretch may be from those before, in their robust deviations
 * @param added what follows where a channel is new
 * @param ended what follows where series end
 * @param revised what follows where rows have changed that were there before
 */
public record QualitySettings(
    Span newSteps,
    Span stretch,
    Span reference,
    Span hold,
    double tolerated,
    Limit unknown,
    Still late,
    Limit dropped,
    Still dead,
    Limit step,
    Limit drift,
    Rule added,
    Rule ended,
    Rule revised) {

  private static final String SHORT_HOLD =
      "must be longer than retrain.quality.stretch, or no series is ever found to have ended";

  /** What follows from a finding. */
  public enum Rule {
    /** It is told, and the run goes on. */
    CONTINUE,
    /** The champion stays; nothing is trained. */
    STOP
  }

  /** What is found above a limit, and what follows. */
  public record Limit(double most, Rule rule) {

    private static Limit read(Section section, double largest) {
      Limit limit =
          new Limit(section.number("most", 0.0, largest), section.choice("rule", Rule.class));
      section.close();
      return limit;
    }
  }

  /** How long something may stay as it is, and what follows. */
  public record Still(Span most, Rule rule) {

    private static Still read(Section section) {
      Still still = new Still(section.span("most", 1), section.choice("rule", Rule.class));
      section.close();
      return still;
    }
  }

  /**
   * Refuses spans that a grid has no steps for.
   *
   * @throws io.chronoshard.error.ConfigurationException with the key and the grid's step
   */
  public void requireSteps(TimeAxis axis) {
    Stream.of(newSteps, stretch, reference, hold, late.most(), dead.most())
        .forEach(span -> span.steps(axis));
    if (hold.steps(axis) <= stretch.steps(axis)) {
      throw new ConfigurationException(hold.key() + " = " + hold.text() + " " + SHORT_HOLD);
    }
  }

  static QualitySettings read(Section section) {
    QualitySettings settings =
        new QualitySettings(
            section.span("new-steps", 1),
            section.span("stretch", 2),
            section.span("reference", 2),
            section.span("hold", 1),
            section.number("tolerated", 0.0, 1),
            Limit.read(section.section("unknown"), 1),
            Still.read(section.section("late")),
            Limit.read(section.section("dropped"), 1),
            Still.read(section.section("dead")),
            Limit.read(section.section("step"), Double.MAX_VALUE),
            Limit.read(section.section("drift"), Double.MAX_VALUE),
            section.choice("added", Rule.class),
            section.choice("ended", Rule.class),
            section.choice("revised", Rule.class));
    if (settings.hold.unit() == settings.stretch.unit()
        && settings.hold.amount() <= settings.stretch.amount()) {
      section.problem("hold", settings.hold.text(), SHORT_HOLD);
    }
    section.close();
    return settings;
  }
}
