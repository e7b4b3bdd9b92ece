package io.chronoshard.config;

import java.math.BigDecimal;
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

  /** What is learned of it. */
  default Family family() {
    return Family.VALUES;
  }

  /** What targets are to a network. */
  enum Family {
    VALUES,
    EVENTS,
    CLASSES;

    @Override
    public String toString() {
      return Section.written(this);
    }
  }

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

  /**
   * Whether a channel passes a threshold at one of some steps, the target's step the first.
   *
   * @param side on which side of the threshold it is to be
   */
  record Passes(String path, String name, String channel, Side side, double threshold, Span within)
      implements TargetSettings {

    @Override
    public Family family() {
      return Family.EVENTS;
    }
  }

  /** A side of a threshold. */
  enum Side {
    ABOVE,
    BELOW
  }

  /** Whether a labelled event begins at one of some steps, the target's step the first. */
  record Begins(String path, String name, String channel, Span within) implements TargetSettings {

    @Override
    public Family family() {
      return Family.EVENTS;
    }
  }

  /** Whether there is a labelled event. */
  record Holds(String path, String name, String channel) implements TargetSettings {

    @Override
    public Family family() {
      return Family.EVENTS;
    }
  }

  /**
   * Which of several there is.
   *
   * @param edges between the classes of a channel of numbers, ascending; empty for one of texts
   */
  record Classes(String path, String name, String channel, List<Double> edges)
      implements TargetSettings {

    /** Copies the list. */
    public Classes {
      edges = List.copyOf(edges);
    }

    @Override
    public Family family() {
      return Family.CLASSES;
    }
  }

  /** The kinds, as {@code type} names them. */
  enum Type {
    CHANNEL,
    DIFFERENCE,
    EXPRESSION,
    REMAINING_LIFE,
    PASSES,
    BEGINS,
    HOLDS,
    CLASS
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
          case PASSES -> passes(path, section);
          case BEGINS -> {
            String channel = channel(section);
            yield new Begins(path, name(section, channel + " begins"), channel, within(section));
          }
          case HOLDS -> {
            String channel = channel(section);
            yield new Holds(path, name(section, channel), channel);
          }
          case CLASS -> classes(path, section);
        };
    section.close();
    return target;
  }

  private static Passes passes(String path, Section section) {
    String channel = channel(section);
    Optional<Double> above = section.optional("above", key -> number(section, key));
    Optional<Double> below = section.optional("below", key -> number(section, key));
    if (above.isPresent() == below.isPresent()) {
      section.problem(
          "above",
          above.map(Object::toString).orElse("nothing"),
          "must be given, or below, not both");
    }
    Side side = above.isPresent() ? Side.ABOVE : Side.BELOW;
    double threshold = above.or(() -> below).orElse(0.0);
    String plain = BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
    String name = channel + " " + Section.written(side) + " " + plain;
    return new Passes(path, name(section, name), channel, side, threshold, within(section));
  }

  private static Classes classes(String path, Section section) {
    String channel = channel(section);
    List<Double> edges =
        section
            .optional("edges", key -> section.numbers(key, -Double.MAX_VALUE, Double.MAX_VALUE))
            .orElse(List.of());
    if (section.has("edges")
        && (edges.isEmpty() || !edges.stream().sorted().distinct().toList().equals(edges))) {
      section.problem(
          "edges",
          edges,
          "must be one number or more, ascending and each once: the least values of the second class and those behind it");
    }
    return new Classes(path, name(section, channel), channel, edges);
  }

  private static Span within(Section section) {
    return section
        .optional("within", key -> section.span(key, 1))
        .orElseGet(() -> Span.ofSteps(1, section.name("within")));
  }

  private static double number(Section section, String key) {
    return section.number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static String channel(Section section) {
    return section.nonEmpty("channel");
  }

  private static String name(Section section, String otherwise) {
    return section.optional("name", section::nonEmpty).orElse(otherwise);
  }
}
