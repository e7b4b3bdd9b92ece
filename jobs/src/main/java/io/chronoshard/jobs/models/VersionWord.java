package io.chronoshard.jobs.models;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;

/** A version as the command line names it: {@code champion}, {@code latest}, 42 or v000042. */
final class VersionWord {

  private VersionWord() {}

  /**
   * The version that a word chooses.
   *
   * @throws ConfigurationException where it chooses none
   */
  static VersionChoice choice(String word) {
    return VersionChoice.of(word)
        .orElseThrow(
            () -> new ConfigurationException("version '" + word + "' " + VersionChoice.RULE));
  }
}
