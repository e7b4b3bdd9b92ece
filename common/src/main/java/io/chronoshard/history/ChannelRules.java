package io.chronoshard.history;

import io.chronoshard.config.ChannelRule;
import io.chronoshard.config.NamePattern;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of {@code history.rules}, found for each channel. */
public final class ChannelRules {

  private ChannelRules() {}

  /**
   * What all rules say of each channel, later ones over earlier ones.
   *
   * @throws ConfigurationException where a name or pattern matches no channel, or a channel should
   *     be a category and a number
   */
  public static List<ChannelRule> of(List<ChannelRule> rules, List<String> channels) {
    for (ChannelRule rule : rules) {
      rule.channels().forEach(pattern -> check(rule, pattern, channels));
    }
    List<ChannelRule> ofChannels = new ArrayList<>();
    for (String channel : channels) {
      ChannelRule all = ChannelRule.none();
      for (ChannelRule rule : rules) {
        if (rule.channels().stream().anyMatch(pattern -> NamePattern.matches(pattern, channel))) {
          all = all.overriddenBy(rule);
        }
      }
      checkKind(all, channel);
      ofChannels.add(all);
    }
    return ofChannels;
  }

  private static void check(ChannelRule rule, String pattern, List<String> channels) {
    if (channels.stream().noneMatch(channel -> NamePattern.matches(pattern, channel))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" matches no channel; there are %s",
              rule.key(),
              pattern,
              Nearest.first(pattern, channels)));
    }
  }

  private static void checkKind(ChannelRule rule, String channel) {
    boolean isNumber =
        rule.factor().isPresent()
            || rule.offset().isPresent()
            || rule.minimum().isPresent()
            || rule.maximum().isPresent()
            || rule.rate().isPresent()
            || rule.spike().isPresent()
            || rule.counter().orElse(false);
    if (rule.category().orElse(false) && isNumber) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.rules: the channel \"%s\" is a category, which has no factor, offset, minimum, maximum, rate or spike and is no counter; leave one of them out",
              channel));
    }
  }
}
