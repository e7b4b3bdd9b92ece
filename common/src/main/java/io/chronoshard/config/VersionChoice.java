package io.chronoshard.config;

/** Which version of a model a job takes. */
public sealed interface VersionChoice {

  /** The newest. */
  record Latest() implements VersionChoice {}

  /** The promoted one. */
  record Champion() implements VersionChoice {}

  /** The one with this number, from 1. */
  record Numbered(int number) implements VersionChoice {}

  static VersionChoice read(Section section, String key) {
    String text = section.string(key);
    if (text.equals("latest")) {
      return new Latest();
    }
    if (text.equals("champion")) {
      return new Champion();
    }
    if (text.matches("v?0*[1-9]\\d{0,8}")) {
      return new Numbered(Integer.parseInt(text.replace("v", "")));
    }
    section.problem(key, text, "must be latest, champion or a version's number");
    return new Latest();
  }
}
