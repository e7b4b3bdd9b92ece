package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of {@code features.derived}: inputs that are made from channels. */
public sealed interface DerivedSettings {

  /** Where it stands in the configuration, for messages: {@code features.derived[1]}. */
  String path();

  /** A channel so many steps ago, or less what it was then. */
  record Past(String path, Reach reach, String channel, Span steps) implements DerivedSettings {}

  /** What is made of a value of the past. */
  enum Reach {
    /** The value so many steps ago. */
    LAG,
    /** The value less the one so many steps ago. */
    DIFFERENCE
  }

  /** A statistic of a channel's last steps, the step itself included. */
  record Rolling(String path, Statistic statistic, String channel, Span steps)
      implements DerivedSettings {}

  /** Of some steps, all of which must be known. */
  enum Statistic {
    MEAN,
    /** The population's standard deviation. */
    DEVIATION,
    MINIMUM,
    MAXIMUM
  }

  /**
   * A direction as sine and cosine.
   *
   * @param channel the direction in degrees
   * @param speed the channel that both are multiplied with, if any
   */
  record Components(String path, String channel, Optional<String> speed)
      implements DerivedSettings {}

  /** The natural logarithm of a channel and an offset. */
  record Logarithm(String path, String channel, double offset) implements DerivedSettings {}

  /** A channel, no lower and no higher than some limits; one of them may be missing. */
  record Clip(String path, String channel, Optional<Double> minimum, Optional<Double> maximum)
      implements DerivedSettings {}

  /** Whether a channel is known. */
  record Known(String path, String channel) implements DerivedSettings {}

  /** A formula of channels, under a name of its own. */
  record Expression(String path, String name, String of) implements DerivedSettings {}

  /** The kinds, as {@code type} names them. */
  enum Type {
    LAG,
    DIFFERENCE,
    ROLLING_MEAN,
    ROLLING_DEVIATION,
    ROLLING_MINIMUM,
    ROLLING_MAXIMUM,
    COMPONENTS,
    LOGARITHM,
    CLIP,
    KNOWN,
    EXPRESSION
  }

  /** Reads a list of them. */
  static List<DerivedSettings> readAll(Section section, String key) {
    List<Section> blocks = section.sections(key);
    List<DerivedSettings> all = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      all.add(read(blocks.get(i), section.name(key) + "[" + i + "]"));
    }
    return List.copyOf(all);
  }

  private static DerivedSettings read(Section section, String path) {
    DerivedSettings derived =
        switch (section.choice("type", Type.class)) {
          case LAG -> past(section, path, Reach.LAG);
          case DIFFERENCE -> past(section, path, Reach.DIFFERENCE);
          case ROLLING_MEAN -> rolling(section, path, Statistic.MEAN, 1);
          case ROLLING_DEVIATION -> rolling(section, path, Statistic.DEVIATION, 2);
          case ROLLING_MINIMUM -> rolling(section, path, Statistic.MINIMUM, 1);
          case ROLLING_MAXIMUM -> rolling(section, path, Statistic.MAXIMUM, 1);
          case COMPONENTS ->
              new Components(path, channel(section), section.optional("speed", section::nonEmpty));
          case LOGARITHM ->
              new Logarithm(
                  path,
                  channel(section),
                  section.optional("offset", key -> number(section, key)).orElse(0.0));
          case CLIP -> clip(section, path);
          case KNOWN -> new Known(path, channel(section));
          case EXPRESSION -> new Expression(path, section.nonEmpty("name"), section.nonEmpty("of"));
        };
    section.close();
    return derived;
  }

  private static Past past(Section section, String path, Reach reach) {
    return new Past(path, reach, channel(section), section.span("steps", 1));
  }

  private static Rolling rolling(Section section, String path, Statistic statistic, int least) {
    return new Rolling(path, statistic, channel(section), section.span("steps", least));
  }

  private static Clip clip(Section section, String path) {
    Clip clip =
        new Clip(
            path,
            channel(section),
            section.optional("minimum", key -> number(section, key)),
            section.optional("maximum", key -> number(section, key)));
    if (clip.minimum.isEmpty() && clip.maximum.isEmpty()) {
      section.problem("minimum", "nothing", "must be given, or maximum, or both");
    }
    if (clip.minimum.isPresent()
        && clip.maximum.isPresent()
        && clip.minimum.get() >= clip.maximum.get()) {
      section.problem(
          "minimum", clip.minimum.get(), "must lie below maximum = " + clip.maximum.get());
    }
    return clip;
  }

  private static String channel(Section section) {
    return section.nonEmpty("channel");
  }

  private static double number(Section section, String key) {
    return section.number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
