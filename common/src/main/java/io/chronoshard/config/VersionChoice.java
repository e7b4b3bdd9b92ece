package io.chronoshard.config;

import java.util.Optional;

/** Which version of a model a job takes. */
public sealed interface VersionChoice {

  /** The newest. */
  record Latest() implements VersionChoice {}

  /** The promoted one. */
  record Champion() implements VersionChoice {}

  /** The one with this number, from 1. */
  record Numbered(int number) implements VersionChoice {}

  /** What a text must be to choose a version. */
  String RULE = "must be latest, champion or a version's number";

  /** What a text such as {@code champion}, {@code 42} or {@code v000042} chooses, if anything. */
  static Optional<VersionChoice> of(String text) {
    if (text.equals("latest")) {
      return Optional.of(new Latest());
    }
    if (text.equals("champion")) {
      return Optional.of(new Champion());
    }
    return text.matches("v?0*[1-9]\\d{0,8}")
        ? Optional.of(new Numbered(Integer.parseInt(text.replace("v", ""))))
        : Optional.empty();
  }

  /** The word that chooses none, where that may be. */
  String NONE = "nothing";

  /** As {@link #read}, of a key that may also be {@link #NONE}. */
  static Optional<VersionChoice> readAny(Section section, String key) {
    String text = section.string(key);
    Optional<VersionChoice> choice = of(text);
    if (choice.isEmpty() && !text.equals(NONE)) {
      section.problem(key, text, RULE.replace("must be ", "must be " + NONE + ", "));
    }
    return choice;
  }

  static VersionChoice read(Section section, String key) {
    String text = section.string(key);
    Optional<VersionChoice> choice = of(text);
    if (choice.isEmpty()) {
      section.problem(key, text, RULE);
    }
    return choice.orElseGet(Latest::new);
  }
}
