package io.chronoshard.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An element of {@code window.targets}: something to forecast. */
public sealed interface TargetSettings {

  /** Where it stands in the configuration, for messages: {@code window.targets[1]}. */
  String path();

  /** What tables and pages call it. */
  String name();

  /** A channel's value. */
  record Channel(String path, String name, String channel) implements TargetSettings {}

  /**
   * A channel's change since the origin; it is learned as a change and forecast as a value, so that
   * forecasts go beyond the range of the training part where the channel does.
   */
  record Difference(String path, String name, String channel) implements TargetSettings {}

  /** A formula of channels. */
  record Expression(String path, String name, String of) implements TargetSettings {}

  /**
   * What is left of a life.
   *
   * @param channel that counts down to its end
   * @param cap what more is taken for, if anything is
   */
  record RemainingLife(String path, String name, String channel, Optional<Double> cap)
      implements TargetSettings {}

  /** The kinds, as {@code type} names them. */
  enum Type {
    CHANNEL,
    DIFFERENCE,
    EXPRESSION,
    REMAINING_LIFE
  }

  /** Reads a list of texts and blocks. */
  static List<TargetSettings> readAll(Section section, String key) {
    List<TargetSettings> all =
        section.mixed(
            key, (path, channel) -> new Channel(path, channel, channel), TargetSettings::read);
    Set<String> names = new HashSet<>();
    for (TargetSettings target : all) {
      if (!names.add(target.name())) {
        section.problem(key, target.name(), "is the name of two targets; give one another name");
      }
    }
    return all;
  }

  private static TargetSettings read(String path, Section section) {
    TargetSettings target =
        switch (section.choice("type", Type.class)) {
          case CHANNEL -> {
            String channel = channel(section);
            yield new Channel(path, name(section, channel), channel);
          }
          case DIFFERENCE -> {
            String channel = channel(section);
            yield new Difference(path, name(section, channel), channel);
          }
          case EXPRESSION -> new Expression(path, section.nonEmpty("name"), section.nonEmpty("of"));
          case REMAINING_LIFE -> {
            String channel = channel(section);
            yield new RemainingLife(
                path,
                name(section, channel),
                channel,
                section.optional("cap", key -> section.number(key, 1e-6, 1e12)));
          }
        };
    section.close();
    return target;
  }

  private static String channel(Section section) {
    return section.nonEmpty("channel");
  }

  private static String name(Section section, String otherwise) {
    return section.optional("name", section::nonEmpty).orElse(otherwise);
  }
}
