package io.chronoshard.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The block {@code history}; see reference.conf for each key.
 *
 * @param format {@code csv}, {@code json}, or a format that Spark reads as a table
 * @param options for Spark's reader of such a table
 * @param rename new names of columns, by their names in files or their places
 */
public record HistorySettings(
    List<String> input,
    String format,
    Map<String, String> options,
    Csv csv,
    Map<String, String> rename,
    Time time,
    Series series,
    LongRows longRows,
    List<String> channels,
    List<String> missing,
    List<ChannelRule> rules,
    IntervalSettings exclusions,
    Labels labels,
    RemainingLifeSettings remainingLife,
    LimitSettings limits,
    String table,
    SnapshotChoice snapshot,
    int keepSnapshots) {

  /** Options of Spark's readers of files with which some are not read. */
  private static final List<String> LEAVING_OUT =
      List.of(
          "ignoreCorruptFiles",
          "ignoreMissingFiles",
          "pathGlobFilter",
          "modifiedBefore",
          "modifiedAfter");

  /** Separates columns by any number of blanks. */
  public static final String SPACES = "spaces";

  /**
   * How the text of a CSV file is read.
   *
   * @param separator a text, or {@link #SPACES}
   * @param decimal the character before a number's fraction
   * @param skipLines lines of each file that come before its header, or its first row
   * @param comment what lines begin with that are left out; empty for none
   * @param quote what stands around cells; empty for nothing
   */
  public record Csv(
      String separator,
      char decimal,
      boolean header,
      int skipLines,
      String comment,
      String quote,
      Charset charset) {}

  /**
   * How a row's time is read.
   *
   * @param columns its columns, joined by blanks; none where rows are steps and have no time
   * @param patterns tried in turn: {@code iso}, {@code epoch-seconds}, {@code epoch-milliseconds}
   *     or a formatter's pattern
   * @param zone the zone of local times
   */
  public record Time(List<String> columns, List<String> patterns, ZoneId zone) {}

  /**
   * How a row's series is found: by columns, by the name of its file, or one name for all.
   *
   * @param columns joined by slashes; may be none
   * @param file a regular expression on a file's path, empty where it says nothing
   */
  public record Series(List<String> columns, String file, String name, Attributes attributes) {}

  /**
   * What is known of series beside their readings.
   *
   * @param input the table's file; empty for none
   * @param key its column with the name of the series
   * @param columns those that become channels; none for all but the key
   */
  public record Attributes(String input, String key, List<String> columns) {}

  /**
   * Rows that hold one reading each.
   *
   * @param channel the column that names the channel; empty where a row has a column per channel
   * @param values the columns with its values
   */
  public record LongRows(String channel, List<String> values) {}

  /** Whether rows are lines of text that plain Java reads. */
  public boolean isText() {
    return isCsv() || format.equals("json");
  }

  /** Whether rows name their channels, and all of them must be looked at to know these. */
  public boolean areChannelsSought() {
    return !longRows.channel.isEmpty() && channels.isEmpty();
  }

  /** Whether rows are lines of separated cells. */
  public boolean isCsv() {
    return format.equals("csv");
  }

  /**
   * The block {@code labels}.
   *
   * @param channel name of the channel, where no column names any
   */
  public record Labels(IntervalSettings intervals, String channel) {}

  static HistorySettings read(Section section) {
    Section exclusions = section.section("exclusions");
    Section labels = section.section("labels");
    HistorySettings settings =
        new HistorySettings(
            section.strings("input"),
            section.string(
                "format",
                text -> text.matches("[a-z][A-Za-z0-9._-]*"),
                "must be csv, json, or a format of Spark's such as parquet or orc"),
            section.textByName("options"),
            csv(section.section("csv")),
            section.textByName("rename"),
            time(section.section("time")),
            series(section.section("series")),
            longRows(section.section("long")),
            section.strings("channels"),
            section.strings("missing"),
            ChannelRule.read(section, "rules"),
            IntervalSettings.read(exclusions, "history.exclusions", "channel"),
            new Labels(
                IntervalSettings.read(labels, "history.labels", "name"),
                labels.nonEmpty("channel")),
            RemainingLifeSettings.read(section.section("remaining-life")),
            LimitSettings.read(section.section("limits")),
            section.nonEmpty("table"),
            SnapshotChoice.read(section, "snapshot"),
            section.integer("keep-snapshots", 1, 1_000_000));
    exclusions.close();
    labels.close();
    List<String> series = settings.series.columns;
    if (!settings.time.columns.isEmpty() && series.containsAll(settings.time.columns)) {
      section.problem(
          "series.column",
          series,
          "is the time's column too (history.time.column), so that each time would be a series of its own; name the column of the series, or none");
    }
    if (settings.isText() && !settings.options.isEmpty()) {
      section.problem(
          "options", settings.options, "are for Spark's formats; history.csv describes text");
    }
    settings.options.keySet().stream()
        .filter(HistorySettings::leavesFilesOut)
        .forEach(
            option ->
                section.problem(
                    "options",
                    option,
                    "would leave files out that no ledger counts; name the files to read in history.input"));
    section.close();
    return settings;
  }

  private static boolean leavesFilesOut(String option) {
    return LEAVING_OUT.stream().anyMatch(option::equalsIgnoreCase);
  }

  private static Csv csv(Section section) {
    Csv csv =
        new Csv(
            section.string(
                "separator",
                s -> !s.isEmpty() && s.indexOf('\n') < 0 && s.indexOf('\r') < 0,
                "must be a text within a line, or spaces"),
            firstChar(
                section.string(
                    "decimal", s -> s.equals(".") || s.equals(","), "must be \".\" or \",\""),
                '.'),
            section.flag("header"),
            section.integer("skip-lines", 0, 1_000_000),
            section.string("comment"),
            section.string("quote", s -> s.length() <= 1, "must be one character, or nothing"),
            charset(section, "charset"));
    if (csv.separator.equals(String.valueOf(csv.decimal))) {
      section.problem(
          "decimal", csv.separator, "is the separator too; cells could not be told apart");
    }
    if (!csv.quote.isEmpty() && csv.separator.contains(csv.quote)) {
      section.problem("quote", csv.quote, "is in the separator too");
    }
    section.close();
    return csv;
  }

  private static Time time(Section section) {
    List<String> patterns = section.texts("pattern");
    if (patterns.isEmpty()) {
      section.problem("pattern", "[]", "must not be empty");
    }
    patterns.forEach(pattern -> checkPattern(section, pattern));
    Time time = new Time(section.texts("column"), patterns, section.zone("zone"));
    section.close();
    return time;
  }

  private static Series series(Section section) {
    Section attributes = section.section("attributes");
    Series series =
        new Series(
            section.texts("column"),
            section.string("file"),
            section.nonEmpty("name"),
            new Attributes(
                attributes.string("input"),
                attributes.nonEmpty("key"),
                attributes.strings("columns")));
    try {
      var unused = Pattern.compile(series.file);
    } catch (PatternSyntaxException e) {
      section.problem("file", series.file, "is no regular expression (" + e.getDescription() + ")");
    }
    if (!series.file.isEmpty() && !series.columns.isEmpty()) {
      section.problem(
          "file", series.file, "and series.column both name the series; leave one of them empty");
    }
    attributes.close();
    section.close();
    return series;
  }

  private static LongRows longRows(Section section) {
    LongRows rows = new LongRows(section.string("channel"), section.texts("values"));
    if (rows.channel.isEmpty() != rows.values.isEmpty()) {
      section.problem(
          rows.channel.isEmpty() ? "channel" : "values",
          "",
          "must be given too: channel and values stand together");
    }
    section.close();
    return rows;
  }

  private static char firstChar(String text, char otherwise) {
    return text.isEmpty() ? otherwise : text.charAt(0);
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

  private static void checkPattern(Section section, String pattern) {
    if (!List.of("iso", "epoch-seconds", "epoch-milliseconds").contains(pattern)) {
      try {
        var unused = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      } catch (IllegalArgumentException e) {
        section.problem(
            "pattern",
            pattern,
            "must be iso, epoch-seconds, epoch-milliseconds or a pattern such as \"dd.MM.yyyy HH:mm:ss\" ("
                + e.getMessage()
                + ")");
      }
    }
  }
}
