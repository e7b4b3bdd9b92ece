package io.chronoshard.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The block {@code retrain.alerts}; see reference.conf for each key.
 *
 * @param on what is told
 * @param command words of a command; none where there is none
 * @param webhook address; nothing where there is none
 * @param limit after which an alert is given up
 */
public record AlertSettings(
    List<Occasion> on, List<String> command, Optional<URI> webhook, Duration limit) {

  /** What somebody may want to be told. */
  public enum Occasion {
    /** A run has failed. */
    FAILURE,
    /** A challenger has become the champion. */
    PROMOTION,
    /** New data is not as it was. */
    DRIFT
  }

  /** Copies the lists. */
  public AlertSettings {
    on = List.copyOf(on);
    command = List.copyOf(command);
  }

  static AlertSettings read(Section section) {
    String address =
        section.string(
            "webhook",
            text -> text.isEmpty() || isAddress(text),
            "must be an address that begins with https:// or http://");
    AlertSettings settings =
        new AlertSettings(
            section.choices("on", Occasion.class),
            section.strings("command"),
            isAddress(address) ? Optional.of(URI.create(address)) : Optional.empty(),
            section.durationOf("limit", 1));
    section.close();
    return settings;
  }

  private static boolean isAddress(String text) {
    return text.matches("https?://[^\\s/?#]+[^\\s\"<>\\\\^`{|}]*") && text.indexOf('%') < 0;
  }
}
