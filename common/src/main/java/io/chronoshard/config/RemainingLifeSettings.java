package io.chronoshard.config;

/**
 * The block {@code history.remaining-life}; see reference.conf for each key.
 *
 * @param channel name of the channel; empty for none
 * @param cap the largest value; 0 for no limit
 * @param input file of what remains behind each series' last step; empty where nothing does
 */
public record RemainingLifeSettings(String channel, long cap, String input) {

  static RemainingLifeSettings read(Section section) {
    RemainingLifeSettings settings =
        new RemainingLifeSettings(
            section.string("channel"), section.whole("cap", 0, 1L << 40), section.string("input"));
    if (settings.channel.isEmpty() && !settings.input.isEmpty()) {
      section.problem("channel", "", "must name the channel that is made of the input");
    }
    section.close();
    return settings;
  }
}
