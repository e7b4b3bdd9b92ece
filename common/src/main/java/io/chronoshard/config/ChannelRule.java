package io.chronoshard.config;

import java.util.List;
import java.util.Optional;

/**
 * A rule for some channels, an element of {@code history.rules}; see reference.conf for each key.
 * What is empty is left as rules before it say.
 *
 * @param key the rule's place in the configuration, for messages
 * @param channels names of channels, in which {@code *} stands for any text and {@code ?} for any
 *     character
 */
public record ChannelRule(
    String key,
    List<String> channels,
    Optional<List<String>> missing,
    Optional<Double> factor,
    Optional<Double> offset,
    Optional<Double> minimum,
    Optional<Double> maximum,
    Optional<Boolean> category,
    Optional<Boolean> counter,
    Optional<Double> rate,
    Optional<Span> per,
    Optional<Spike> spike,
    Optional<Span> stuck,
    Optional<Span> delay) {

  /** How far a value may stand out from the median of a window before it. */
  public record Spike(Span window, double deviations) {}

  /** Says nothing of any channel. */
  public static ChannelRule none() {
    return new ChannelRule(
        "history.rules",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What this says, and what another says, which goes before it. */
  public ChannelRule overriddenBy(ChannelRule other) {
    return new ChannelRule(
        other.key,
        other.channels,
        other.missing.or(() -> missing),
        other.factor.or(() -> factor),
        other.offset.or(() -> offset),
        other.minimum.or(() -> minimum),
        other.maximum.or(() -> maximum),
        other.category.or(() -> category),
        other.counter.or(() -> counter),
        other.rate.or(() -> rate),
        other.per.or(() -> per),
        other.spike.or(() -> spike),
        other.stuck.or(() -> stuck),
        other.delay.or(() -> delay));
  }

  static List<ChannelRule> read(Section section, String key) {
    return section.sections(key).stream().map(ChannelRule::read).toList();
  }

  private static ChannelRule read(Section section) {
    Optional<Spike> spike = section.optional("spike", name -> spike(section.section(name)));
    ChannelRule rule =
        new ChannelRule(
            section.name("channels"),
            section.texts("channels"),
            section.optional("missing", section::texts),
            section.optional("factor", name -> number(section, name)),
            section.optional("offset", name -> number(section, name)),
            section.optional("minimum", name -> number(section, name)),
            section.optional("maximum", name -> number(section, name)),
            section.optional("category", section::flag),
            section.optional("counter", section::flag),
            section.optional("rate", name -> section.number(name, 0, Double.MAX_VALUE)),
            section.optional("per", name -> section.span(name, 1)),
            spike,
            section.optional("stuck", name -> section.span(name, 1)),
            section.optional("delay", name -> section.span(name, 0)));
    rule.check(section);
    section.close();
    return rule;
  }

  private void check(Section section) {
    if (channels.isEmpty()) {
      section.problem("channels", "[]", "must name a channel or a pattern such as \"T*\"");
    }
    if (factor.isPresent() && factor.get() == 0) {
      section.problem("factor", 0, "must not be 0, which makes every value the same");
    }
    if (minimum.isPresent() && maximum.isPresent() && minimum.get() > maximum.get()) {
      section.problem("minimum", minimum.get(), "must not lie above maximum = " + maximum.get());
    }
    if (rate.isPresent() != per.isPresent()) {
      section.problem(
          rate.isPresent() ? "per" : "rate",
          "nothing",
          "must be given too: rate and per stand together");
    }
  }

  private static Spike spike(Section section) {
    Spike spike =
        new Spike(section.span("window", 1), section.number("deviations", 0, Double.MAX_VALUE));
    section.close();
    return spike;
  }

  private static double number(Section section, String key) {
    return section.number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
