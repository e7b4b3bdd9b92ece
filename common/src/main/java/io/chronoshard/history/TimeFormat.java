package io.chronoshard.history;

import io.chronoshard.error.ConfigurationException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Text to milliseconds since 1970-01-01T00:00:00Z, from year 1 to year 9999.
 *
 * <p>A fraction of a millisecond is rounded up, so that nothing is taken for known before its time.
 * Fields are strict (no 30 February, no hour 24); names of months and days are English, in any
 * case; a date alone is its midnight. A time that names no zone is local in the configured one: a
 * local time that daylight saving skips is moved on by the length of the gap (02:30 is 03:30), one
 * that it repeats is the earlier of the two.
 */
final class TimeFormat {

  /** What is returned for a text that is no time. */
  static final long UNPARSABLE = Long.MIN_VALUE;

  private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  /** Digits that a count of milliseconds in that range may have. */
  private static final int EPOCH_DIGITS = 15;

  private final List<FixedPattern> quick;
  private final Optional<DateTimeFormatter> formatter;
  private final int epochScale;
  private final ZoneId zone;
  private final ZoneOffset fixedOffset;
  private final boolean fixed;

  private TimeFormat(
      List<FixedPattern> quick,
      Optional<DateTimeFormatter> formatter,
      int epochScale,
      ZoneId zone) {
    this.quick = quick;
    this.formatter = formatter;
    this.epochScale = epochScale;
    this.zone = zone;
    this.fixed = zone.getRules().isFixedOffset();
    this.fixedOffset = fixed ? zone.getRules().getOffset(Instant.EPOCH) : ZoneOffset.UTC;
  }

  /**
   * The format of a pattern as {@code history.time.pattern} writes it.
   *
   * @throws ConfigurationException where the pattern names no date
   */
  static TimeFormat of(String pattern, ZoneId zone) {
    return of("history.time.pattern", pattern, zone);
  }

  /**
   * The format of a pattern that stands elsewhere in the configuration.
   *
   * @param key where the configuration has the pattern, for messages
   * @throws ConfigurationException where the pattern names no date
   */
  static TimeFormat of(String key, String pattern, ZoneId zone) {
    return switch (pattern) {
      case "iso" -> new TimeFormat(isoPatterns(), Optional.of(isoFormatter()), 0, zone);
      case "epoch-seconds" -> new TimeFormat(List.of(), Optional.empty(), 3, zone);
      case "epoch-milliseconds" -> new TimeFormat(List.of(), Optional.empty(), 0, zone);
      default -> {
        DateTimeFormatter formatter =
            strict(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern));
        probe(key, pattern, formatter);
        yield new TimeFormat(
            FixedPattern.of(pattern).stream().toList(), Optional.of(formatter), 0, zone);
      }
    };
  }

  private static List<FixedPattern> isoPatterns() {
    return List.of(
        FixedPattern.of("uuuu-MM-dd HH:mm:ss").orElseThrow(),
        FixedPattern.of("uuuu-MM-dd'T'HH:mm:ss").orElseThrow());
  }

  /** ISO 8601 with a blank in place of the T, and without seconds or time of day, where wanted. */
  private static DateTimeFormatter isoFormatter() {
    return strict(
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ]")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalEnd());
  }

  private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
    return builder
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** What the pattern writes, it must read: hh without am or pm, for one, loses the time of day. */
  private static void probe(String key, String pattern, DateTimeFormatter formatter) {
    ZonedDateTime example = ZonedDateTime.of(2001, 2, 3, 16, 5, 6, 0, ZoneOffset.UTC);
    try {
      String written = formatter.format(example);
      TemporalAccessor read = formatter.parse(written);
      LocalDate date = read.query(TemporalQueries.localDate());
      if (date == null) {
        throw unusable(key, pattern, "it has no year, month and day");
      }
      LocalTime time = read.query(TemporalQueries.localTime());
      ZonedDateTime again =
          date.atTime(time == null ? LocalTime.MIDNIGHT : time).atZone(ZoneOffset.UTC);
      if (!formatter.format(again).equals(written)) {
        throw unusable(key, pattern, "of " + written + " it reads " + formatter.format(again));
      }
    } catch (DateTimeException e) {
      throw unusable(key, pattern, String.valueOf(e.getMessage()));
    }
  }

  private static ConfigurationException unusable(String key, String pattern, String why) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "%s = \"%s\" gives no date and time of day (%s); write a pattern such as \"dd.MM.yyyy HH:mm:ss\"",
            key,
            pattern,
            why));
  }

  /** Milliseconds, or {@link #UNPARSABLE}. */
  long millis(String text, int from, int to) {
    for (FixedPattern pattern : quick) {
      long second = pattern.localSecond(text, from, to);
      if (second != FixedPattern.NO_MATCH) {
        return fixed
            ? (second - fixedOffset.getTotalSeconds()) * 1000
            : inRange(
                LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).atZone(zone).toInstant());
      }
    }
    return formatter
        .map(parser -> formatted(text.substring(from, to), parser))
        .orElseGet(() -> epoch(text, from, to));
  }

  private long formatted(String text, DateTimeFormatter parser) {
    try {
      TemporalAccessor parsed = parser.parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return inRange(Instant.from(parsed));
      }
      if (date == null) {
        return UNPARSABLE;
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
      ZoneId named = parsed.query(TemporalQueries.zone());
      return inRange(local.atZone(named == null ? zone : named).toInstant());
    } catch (DateTimeException e) {
      return UNPARSABLE;
    }
  }

  private static long inRange(Instant instant) {
    // Before it is multiplied: a year of nine digits would come out in our time.
    if (Math.abs(instant.getEpochSecond()) > LATEST / 1000 + 1) {
      return UNPARSABLE;
    }
    long millis = instant.getEpochSecond() * 1000 - Math.floorDiv(-instant.getNano(), 1_000_000);
    return millis < EARLIEST || millis > LATEST ? UNPARSABLE : millis;
  }

  private long epoch(String text, int from, int to) {
    long whole = 0;
    boolean digits = to > from && to - from <= EPOCH_DIGITS;
    for (int i = from; digits && i < to; i++) {
      int digit = text.charAt(i) - '0';
      digits = digit >= 0 && digit <= 9;
      whole = whole * 10 + digit;
    }
    if (digits) {
      long millis = epochScale == 0 ? whole : whole * 1000;
      return millis > LATEST ? UNPARSABLE : millis;
    }
    if (Float.isNaN(Decimal.parse(text, from, to, '.'))) {
      return UNPARSABLE;
    }
    BigDecimal exact = new BigDecimal(text.substring(from, to)).scaleByPowerOfTen(epochScale);
    if (exact.signum() == 0) {
      return 0;
    }
    // Before it is written out: 1e999999999 has a billion digits.
    if (exact.precision() - (long) exact.scale() > EPOCH_DIGITS) {
      return UNPARSABLE;
    }
    long millis = exact.setScale(0, RoundingMode.CEILING).longValueExact();
    return millis < EARLIEST || millis > LATEST ? UNPARSABLE : millis;
  }
}
