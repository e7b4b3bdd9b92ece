package io.chronoshard.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as a simulated history writes them.
 *
 * <p>{@code iso} is ISO 8601 with seconds or milliseconds and the zone's offset, {@code Z} in UTC;
 * a formatter's pattern has English names.
 */
public final class TimeText {

  private final ZoneId zone;
  private final long unitMillis;
  private final @Nullable DateTimeFormatter formatter;
  private final boolean iso;

  private TimeText(
      ZoneId zone, long unitMillis, @Nullable DateTimeFormatter formatter, boolean iso) {
    this.zone = zone;
    this.unitMillis = unitMillis;
    this.formatter = formatter;
    this.iso = iso;
  }

  /** How finely {@code iso} writes. */
  public enum Digits {
    SECONDS,
    MILLISECONDS
  }

  /**
   * Times of a pattern: {@code iso}, {@code epoch-seconds}, {@code epoch-milliseconds} or a
   * formatter's.
   *
   * @throws IllegalArgumentException where it is none of those
   */
  public static TimeText of(String pattern, ZoneId zone, Digits digits) {
    return switch (pattern) {
      case "epoch-seconds" -> new TimeText(zone, 1000, null, false);
      case "epoch-milliseconds" -> new TimeText(zone, 1, null, false);
      case "iso" ->
          formatted(
              digits == Digits.SECONDS
                  ? "uuuu-MM-dd'T'HH:mm:ssXXX"
                  : "uuuu-MM-dd'T'HH:mm:ss.SSSXXX",
              zone,
              true);
      default -> formatted(pattern, zone, false);
    };
  }

  private static TimeText formatted(String pattern, ZoneId zone, boolean iso) {
    return new TimeText(
        zone,
        1,
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT),
        iso);
  }

  /** Whether times are instants in ISO 8601. */
  public boolean isIso() {
    return iso;
  }

  /** Whether times are instants in ISO 8601 that end with Z. */
  public boolean isIsoInUtc() {
    return iso
        && zone.getRules().isFixedOffset()
        && zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() == 0;
  }

  /** Whether times are whole numbers, not text. */
  public boolean isNumber() {
    return formatter == null;
  }

  /**
   * A time as the files hold it.
   *
   * @throws DateTimeException where the pattern asks for what a time does not have
   */
  public String text(long millis) {
    return formatter == null
        ? Long.toString(number(millis))
        : formatter.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** A time as a number, where times are numbers. */
  public long number(long millis) {
    return Math.floorDiv(millis, unitMillis);
  }

  /**
   * Whether the time is had back from its text: of a local time that comes twice a reader takes the
   * first.
   */
  boolean holds(long millis) {
    if (formatter == null || isIsoInUtc()) {
      return millis % unitMillis == 0;
    }
    try {
      TemporalAccessor read = formatter.parse(text(millis));
      if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Instant.from(read).toEpochMilli() == millis;
      }
      LocalDate date = read.query(TemporalQueries.localDate());
      LocalTime time = read.query(TemporalQueries.localTime());
      return date != null
          && date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                  .atZone(zone)
                  .toInstant()
                  .toEpochMilli()
              == millis;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
