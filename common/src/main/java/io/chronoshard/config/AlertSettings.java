package io.chronoshard.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  private static final Set<String> SCHEMES = Set.of("http", "https");

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
    String webhook =
        section.string(
            "webhook",
            text -> text.isEmpty() || address(text).isPresent(),
            "must be an address that begins with https:// or http://, then a host of letters, digits, '.' and '-'; signs"
                + " that no address has are written as %20 is");
    AlertSettings settings =
        new AlertSettings(
            section.choices("on", Occasion.class),
            section.strings("command"),
            address(webhook),
            section.durationOf("limit", 1));
    section.close();
    return settings;
  }

  /** What can be posted to: a client asks for the host, which a name with '_' is none of. */
  private static Optional<URI> address(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> SCHEMES.contains(String.valueOf(uri.getScheme())))
          .filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
