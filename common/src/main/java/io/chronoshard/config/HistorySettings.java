package io.chronoshard.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The block {@code history}; see reference.conf for each key. */
public record HistorySettings(
    List<String> input,
    Format format,
    Csv csv,
    Time time,
    Series series,
    List<String> channels,
    List<String> missing,
    String table,
    SnapshotChoice snapshot,
    int keepSnapshots) {

  /** Format of the files. */
  public enum Format {
    CSV
  }

  /** How the text of a CSV file is read. */
  public record Csv(String separator, boolean header, char quote, Charset charset) {}

  /**
   * How a row's time is read.
   *
   * @param column its column, empty where rows are steps and have no time
   * @param pattern {@code iso}, {@code epoch-seconds}, {@code epoch-milliseconds} or a formatter's
   *     pattern
   * @param zone the zone of local times
   */
  public record Time(String column, String pattern, ZoneId zone) {}

  /** How a row's series is found: by a column, or one name for all where the column is empty. */
  public record Series(String column, String name) {}

  static HistorySettings read(Section section) {
    Section csv = section.section("csv");
    Section time = section.section("time");
    Section series = section.section("series");
    HistorySettings settings =
        new HistorySettings(
            section.strings("input"),
            section.choice("format", Format.class),
            new Csv(
                csv.string("separator", s -> s.length() == 1, "must be one character"),
                csv.flag("header"),
                firstChar(csv.string("quote", s -> s.length() == 1, "must be one character")),
                charset(csv, "charset")),
            new Time(time.string("column"), pattern(time, "pattern"), time.zone("zone")),
            new Series(series.string("column"), series.nonEmpty("name")),
            section.strings("channels"),
            section.strings("missing"),
            section.nonEmpty("table"),
            SnapshotChoice.read(section, "snapshot"),
            section.integer("keep-snapshots", 1, 1_000_000));
    csv.close();
    time.close();
    series.close();
    section.close();
    return settings;
  }

  private static char firstChar(String text) {
    return text.isEmpty() ? '"' : text.charAt(0);
  }

  private static Charset charset(Section section, String key) {
    String name = section.string(key);
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      section.problem(
          key, name, "is no character set that this JVM knows; try \"UTF-8\" or \"windows-1252\"");
      return StandardCharsets.UTF_8;
    }
  }

  private static String pattern(Section section, String key) {
    String pattern = section.nonEmpty(key);
    if (!List.of("iso", "epoch-seconds", "epoch-milliseconds").contains(pattern)) {
      try {
        var unused = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      } catch (IllegalArgumentException e) {
        section.problem(
            key,
            pattern,
            "must be iso, epoch-seconds, epoch-milliseconds or a pattern such as \"dd.MM.yyyy HH:mm:ss\" ("
                + e.getMessage()
                + ")");
      }
    }
    return pattern;
  }
}
