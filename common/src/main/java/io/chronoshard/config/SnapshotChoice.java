package io.chronoshard.config;

/** Which snapshot of a history table a job reads. */
public sealed interface SnapshotChoice {

  /** The newest. */
  record Latest() implements SnapshotChoice {}

  /** The one with this number, from 1. */
  record Numbered(int number) implements SnapshotChoice {}

  static SnapshotChoice read(Section section, String key) {
    String text = section.string(key);
    if (text.equals("latest")) {
      return new Latest();
    }
    if (text.matches("0*[1-9]\\d{0,8}")) {
      return new Numbered(Integer.parseInt(text));
    }
    section.problem(key, text, "must be latest or a snapshot's number");
    return new Latest();
  }
}
