package io.chronoshard.config;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The block {@code simulate}; see reference.conf for each key.
 *
 * <p>All readings lie in the years 1 to 9999, there are at most {@value #FILE_LIMIT} files, their
 * texts hold all names and times, and stretches can make up the shares that are asked for.
 */
public record SimulateSettings(
    String output,
    long seed,
    Instant from,
    Duration step,
    long steps,
    int series,
    int channels,
    int rowsPerFile,
    Format format,
    Shape shape,
    Compression compression,
    Csv csv,
    Time time,
    SimulateFaults faults,
    Events events,
    Wear wear) {

  /** The most files that are written. */
  public static final long FILE_LIMIT = 1_000_000;

  /** What a weather station measures, the temperature first. */
  private static final List<String> STATION =
      List.of(
          "T (degC)", "p (mbar)", "rh (%)", "Tdew (degC)", "wv (m/s)", "wd (deg)", "rad (W/m2)");

  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Format of the files. */
  public enum Format {
    CSV,
    /** One object a line. */
    JSON,
    PARQUET
  }

  /** What a line holds. */
  public enum Shape {
    /** All channels of a step. */
    WIDE,
    /** One of them. */
    LONG
  }

  /** Compression of text files. */
  public enum Compression {
    NONE,
    GZIP
  }

  /**
   * Dialect of CSV.
   *
   * @param separator text between cells, or {@value #SPACES} for runs of blanks
   * @param decimal stands before decimals
   * @param header whether the first line names the columns
   * @param quote stands around text; empty for nowhere
   * @param comment begins a line before all others; empty for no such line
   * @param charset name of the character set
   */
  public record Csv(
      String separator,
      String decimal,
      boolean header,
      String quote,
      LineEnd lineEnd,
      boolean trailingSeparator,
      String comment,
      String charset) {

    /** The separator that stands for runs of blanks. */
    public static final String SPACES = "spaces";

    /** End of a line. */
    public enum LineEnd {
      LF,
      CRLF
    }

    /** What surely stands between two cells. */
    public String separatorText() {
      return separator.equals(SPACES) ? " " : separator;
    }
  }

  /** How times are written; see {@link TimeText}. */
  public record Time(String pattern, String zone) {}

  /** Stretches in which all channels leave their usual course, of at most so many steps. */
  public record Events(double share, int longest) {}

  /**
   * How series wear out.
   *
   * @param life mean steps until a series fails; 0 where none does
   * @param spread by what share series wear faster or slower than on average
   * @param channels that wear moves; empty for all
   */
  public record Wear(long life, double spread, List<String> channels) {

    /** The highest level at which a series fails, where the mean is 1. */
    public static final double MOST_LEVEL = 1.2;

    /** Copies the list. */
    public Wear {
      channels = List.copyOf(channels);
    }

    /** Steps that no series outlives. */
    long longest() {
      return (long) Math.ceil(life * Math.sqrt(MOST_LEVEL) / (1 - spread));
    }

    static Wear read(Section section) {
      Wear wear =
          new Wear(
              section.whole("life", 0, 1L << 40),
              section.number("spread", 0, 0.9),
              section.strings("channels"));
      section.close();
      return wear;
    }

    private void check(Section section, SimulateSettings settings) {
      for (String channel : channels) {
        if (!settings.channelNames().contains(channel)) {
          section.problem(
              "channels", channel, "is no channel; there are " + settings.channelNames());
        }
      }
      if (life > 0 && longest() > settings.steps) {
        section.problem(
            "life",
            life,
            "lets a series live "
                + longest()
                + " steps; give simulate.steps as many, so that each is seen until it fails");
      }
    }
  }

  static SimulateSettings read(Section section) {
    Section time = section.section("time");
    Section faults = section.section("faults");
    Section events = section.section("events");
    Section wear = section.section("wear");
    SimulateDialect dialect = SimulateDialect.read(section.section("csv"));
    SimulateSettings settings =
        new SimulateSettings(
            section.nonEmpty("output"),
            section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            section.instant("from"),
            section.duration("step"),
            section.whole("steps", 1, 1L << 40),
            section.integer("series", 1, Integer.MAX_VALUE),
            section.integer("channels", 1, 10_000),
            section.integer("rows-per-file", 1, Integer.MAX_VALUE),
            section.choice("format", Format.class),
            section.choice("shape", Shape.class),
            section.choice("compression", Compression.class),
            dialect.csv(),
            new Time(time.nonEmpty("pattern"), time.zone("zone").getId()),
            SimulateFaults.read(faults),
            new Events(events.number("share", 0, 0.9), events.integer("longest", 1, 1_000_000)),
            Wear.read(wear));
    SimulateFaults.checkShare(
        events, "share", settings.events.share, "longest", settings.events.longest);
    settings.checkFiles(section);
    settings.wear.check(wear, settings);
    settings.faults.checkChannels(faults, settings.channelNames());
    List<String> texts = new ArrayList<>(settings.channelNames());
    if (settings.checkRange(section, faults)) {
      settings.faults.checkUnitChange(faults, settings);
      settings.exampleTime(time).ifPresent(texts::add);
    }
    dialect.check(texts, settings.faults.marker(), faults);
    time.close();
    events.close();
    section.close();
    return settings;
  }

  /** Names of the channels of every series, in the order of columns. */
  public List<String> channelNames() {
    return Stream.concat(
            STATION.stream(),
            IntStream.rangeClosed(STATION.size() + 1, Math.max(channels, STATION.size()))
                .mapToObj(number -> "channel_" + number))
        .limit(channels)
        .toList();
  }

  /** The time of the last step. */
  Instant last() {
    return from.plus(step.multipliedBy(steps - 1));
  }

  /** How the files write times: to the second where all of them are whole seconds. */
  public TimeText timeText() {
    boolean seconds =
        from.toEpochMilli() % 1000 == 0
            && step.toMillis() % 1000 == 0
            && (faults.clock() == 0 || faults.clockError().toMillis() % 1000 == 0);
    return TimeText.of(
        time.pattern,
        ZoneId.of(time.zone),
        seconds ? TimeText.Digits.SECONDS : TimeText.Digits.MILLISECONDS);
  }

  /** Whether all times can be had; notes where they cannot. */
  private boolean checkRange(Section section, Section faultSection) {
    if (!from.truncatedTo(ChronoUnit.MILLIS).equals(from)) {
      section.problem("from", from, "must be a whole number of milliseconds");
      return false;
    }
    if (from.isBefore(FIRST_TIME) || from.isAfter(LAST_TIME)) {
      section.problem("from", from, "must lie in the years 1 to 9999");
      return false;
    }
    if (steps - 1 > Duration.between(from, LAST_TIME).toMillis() / step.toMillis()) {
      section.problem(
          "steps", steps, "lead beyond the year 9999 from " + from + " in steps of " + step);
      return false;
    }
    if (faults.clock() > 0
        && faults.clockError().compareTo(Duration.between(FIRST_TIME, from)) > 0) {
      faultSection.problem(
          "clock-error", faults.clockError(), "leads before the year 1 from " + from);
      return false;
    }
    return true;
  }

  /** The first time as text; notes where there is none, or where one is not read back. */
  private Optional<String> exampleTime(Section section) {
    TimeText text;
    try {
      text = timeText();
    } catch (IllegalArgumentException e) {
      section.problem(
          "pattern",
          time.pattern,
          "must be iso, epoch-seconds, epoch-milliseconds or a pattern such as \"dd.MM.yyyy"
              + " HH:mm:ss\" ("
              + e.getMessage()
              + ")");
      return Optional.empty();
    }
    long error = faults.clock() > 0 ? faults.clockError().toMillis() : 0;
    for (long early : error == 0 ? new long[] {0} : new long[] {0, error}) {
      OptionalLong unwritable =
          new SimulateTimes(text, from.toEpochMilli() - early, step.toMillis(), steps)
              .unwritable(ZoneId.of(time.zone).getRules());
      if (unwritable.isPresent()) {
        section.problem(
            "pattern",
            time.pattern,
            "cannot hold "
                + Instant.ofEpochMilli(unwritable.getAsLong())
                + " in the zone "
                + time.zone
                + ": it is not read back from its text; write finer times, with their offset or in UTC");
        return Optional.empty();
      }
    }
    return Optional.of(text.text(from.toEpochMilli()));
  }

  private void checkFiles(Section section) {
    long filesOfSeries = (steps - 1) / rowsPerFile + 1;
    if (filesOfSeries > FILE_LIMIT / series) {
      section.problem(
          "rows-per-file",
          rowsPerFile,
          "makes "
              + filesOfSeries
              + " files of each series; all series together may have "
              + FILE_LIMIT);
    }
    if (format == Format.PARQUET && compression != Compression.NONE) {
      section.problem(
          "compression", Section.written(compression), "is for csv and json; parquet has its own");
    }
  }
}
