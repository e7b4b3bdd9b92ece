package io.chronoshard.config;

import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The problems found while a configuration is read. */
final class Problems {

  private final List<String> lines = new ArrayList<>();

  void add(String key, Object value, String limit) {
    Object shown = Secrets.shown(key, value);
    lines.add(
        String.format(
            Locale.ROOT,
            "%s = %s %s",
            key,
            shown instanceof String s ? "\"" + s + "\"" : shown,
            limit));
  }

  /** Where what follows from a problem that is already noted goes. */
  Problems muted() {
    return new Problems();
  }

  /** Throws one exception with every problem, if there is any. */
  void throwIfAny(String source) {
    if (!lines.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s has %s:%n  %s",
              source,
              lines.size() == 1 ? "a problem" : lines.size() + " problems",
              String.join(System.lineSeparator() + "  ", lines)));
    }
  }
}
