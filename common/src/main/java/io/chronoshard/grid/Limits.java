package io.chronoshard.grid;

import io.chronoshard.config.LimitSettings;
import io.chronoshard.config.LimitSettings.Kind;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.FileAccount;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sees whether an ingest may go on, and remembers where it is worst. */
final class Limits {

  private static final List<Kind> OF_ROWS =
      List.of(Kind.REPEATED, Kind.CONFLICTING, Kind.OFF_ORDER);

  private static final List<Kind> OF_CHANNELS =
      List.of(
          Kind.MISSING,
          Kind.OUT_OF_RANGE,
          Kind.TOO_FAST,
          Kind.SPIKES,
          Kind.STUCK,
          Kind.EXCLUDED,
          Kind.UNKNOWN);

  private final LimitSettings settings;
  private final Map<Kind, Share> worstFiles = new EnumMap<>(Kind.class);
  private final Map<Kind, Share> worstSeries = new EnumMap<>(Kind.class);

  /** So many of so many, at a place. */
  private record Share(String place, long count, long of) {

    double share() {
      return of == 0 ? 0 : (double) count / of;
    }

    static Share worse(Share one, Share other) {
      return other.share() > one.share() ? other : one;
    }

    String told() {
      return String.format(Locale.ROOT, "%d of %d, %.4g%%", count, of, 100 * share());
    }
  }

  Limits(LimitSettings settings) {
    this.settings = settings;
  }

  /** Looks at a file. */
  void offer(FileAccount account) {
    offer(worstFiles, account.file(), account.rows());
  }

  /** Looks at a series. */
  void offer(SeriesAccount account) {
    offer(worstSeries, account.series(), account.rows());
  }

  private static void offer(Map<Kind, Share> worst, String place, Rows rows) {
    for (Kind kind : OF_ROWS) {
      worst.merge(kind, new Share(place, count(kind, rows), rows.read()), Share::worse);
    }
  }

  private static long count(Kind kind, Rows rows) {
    return switch (kind) {
      case REPEATED -> rows.repeated();
      case CONFLICTING -> rows.conflicting();
      case OFF_ORDER -> rows.offOrder();
      default -> throw new IllegalArgumentException(kind + " is not counted in rows");
    };
  }

  /** Compares a ledger with the limits; files and series must all have been looked at. */
  void check(Ledger ledger) {
    for (Kind kind : OF_ROWS) {
      Share all = new Share("", count(kind, ledger.rows()), ledger.rows().read());
      if (all.share() > settings.of(kind)) {
        throw exceeded(kind, all, "rows", where(kind));
      }
    }
    for (Kind kind : OF_CHANNELS) {
      Share worst = new Share("", 0, 0);
      for (ChannelAccount channel : ledger.channels()) {
        worst = Share.worse(worst, share(kind, channel));
      }
      if (worst.share() > settings.of(kind)) {
        throw exceeded(
            kind,
            worst,
            kind == Kind.UNKNOWN ? "steps" : "values",
            String.format(Locale.ROOT, "channel \"%s\" is the worst", worst.place));
      }
    }
  }

  private String where(Kind kind) {
    StringBuilder where = new StringBuilder();
    Share series = worstSeries.get(kind);
    if (series != null) {
      where.append(
          String.format(
              Locale.ROOT, "series \"%s\" is the worst (%s)", series.place, series.told()));
    }
    Share file = worstFiles.get(kind);
    if (file != null) {
      where.append(String.format(Locale.ROOT, ", and file %s (%s)", file.place, file.told()));
    }
    return where.toString();
  }

  private static Share share(Kind kind, ChannelAccount channel) {
    Ledger.Values values = channel.values();
    long cells = values.read() - values.absent();
    long read = cells - values.missing();
    String name = channel.channel();
    return switch (kind) {
      case MISSING -> new Share(name, values.missing(), cells);
      case OUT_OF_RANGE -> new Share(name, values.outOfRange(), read);
      case TOO_FAST -> new Share(name, values.tooFast(), read);
      case SPIKES -> new Share(name, values.spikes(), read);
      case STUCK -> new Share(name, values.stuck(), read);
      case EXCLUDED -> new Share(name, values.excluded(), read);
      case UNKNOWN ->
          new Share(
              name, channel.unknown(), channel.known() + channel.filled() + channel.unknown());
      default -> throw new IllegalArgumentException(kind + " is not counted in channels");
    };
  }

  private DataException exceeded(Kind kind, Share share, String counted, String where) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s = %s, and %s %s are %s: %s; nothing was written; mend the files or the rules, or raise the limit",
            kind.key(),
            settings.of(kind),
            share.told(),
            counted,
            kind.told(),
            where));
  }
}
