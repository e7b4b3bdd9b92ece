package io.chronoshard.grid;

import io.chronoshard.config.LimitSettings;
import io.chronoshard.config.LimitSettings.Counted;
import io.chronoshard.config.LimitSettings.Kind;
import io.chronoshard.config.Span;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.Ledger.ChannelAccount;
import io.chronoshard.grid.Ledger.FileAccount;
import io.chronoshard.grid.Ledger.Gap;
import io.chronoshard.grid.Ledger.Rows;
import io.chronoshard.grid.Ledger.SeriesAccount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Sees whether an ingest may go on, and remembers where it is worst. */
final class Limits {

  private static final List<Kind> OF_ROWS = of(Counted.ROWS);
  private static final List<Kind> OF_VALUES = of(Counted.VALUES);
  private static final List<Kind> OF_STEPS = of(Counted.STEPS);

  private final LimitSettings settings;
  private final TimeAxis axis;
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

  Limits(LimitSettings settings, TimeAxis axis) {
    this.settings = settings;
    this.axis = axis;
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

  private static List<Kind> of(Counted counted) {
    return Stream.of(Kind.values()).filter(kind -> kind.counted() == counted).toList();
  }

  private static long count(Kind kind, Rows rows) {
    return switch (kind) {
      case UNPARSABLE -> rows.unparsable();
      case UNREAD -> rows.unread();
      case JOINED -> rows.joined();
      case REPEATED -> rows.repeated();
      case CONFLICTING -> rows.conflicting();
      case COMBINED -> rows.combined();
      case OFF_ORDER -> rows.offOrder();
      default -> throw new IllegalArgumentException(kind + " is not counted in rows");
    };
  }

  /** Compares a ledger with the limits; files and series must all have been looked at. */
  void check(Ledger ledger) {
    checkRows(ledger.rows());
    checkChannels(OF_VALUES, ledger.channels());
    checkChannels(OF_STEPS, ledger.channels());
    checkGaps(ledger.gaps());
  }

  private void checkRows(Rows rows) {
    for (Kind kind : OF_ROWS) {
      Share all = new Share("", count(kind, rows), rows.read());
      if (all.share() > settings.of(kind)) {
        throw exceeded(kind, all, where(kind));
      }
    }
  }

  private void checkChannels(List<Kind> kinds, List<ChannelAccount> channels) {
    for (Kind kind : kinds) {
      Share worst = new Share("", 0, 0);
      for (ChannelAccount channel : channels) {
        worst = Share.worse(worst, share(kind, channel));
      }
      if (worst.share() > settings.of(kind)) {
        throw exceeded(
            kind, worst, String.format(Locale.ROOT, "channel \"%s\" is the worst", worst.place));
      }
    }
  }

  /** The longest gap comes first. */
  private void checkGaps(List<Gap> gaps) {
    if (settings.gap().isEmpty() || gaps.isEmpty()) {
      return;
    }
    Span limit = settings.gap().get();
    Gap longest = gaps.get(0);
    if (Math.multiplyExact(longest.steps(), axis.stepMillis()) > limit.ticks(axis)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s = %s, and series \"%s\" has no reading for %s: %s; nothing was written; bring the readings, or raise the limit",
              limit.key(),
              limit.text(),
              longest.series(),
              longest.length(axis),
              longest.place(axis)));
    }
  }

  /** Rows of which nobody knows their series have a file alone. */
  private String where(Kind kind) {
    List<String> worst = new ArrayList<>();
    Share series = worstSeries.get(kind);
    if (series != null && series.count > 0) {
      worst.add(
          String.format(
              Locale.ROOT, "series \"%s\" is the worst (%s)", series.place, series.told()));
    }
    Share file = worstFiles.get(kind);
    if (file != null) {
      worst.add(
          String.format(
              Locale.ROOT,
              worst.isEmpty() ? "file %s is the worst (%s)" : "file %s (%s)",
              file.place,
              file.told()));
    }
    return String.join(", and ", worst);
  }

  private static Share share(Kind kind, ChannelAccount channel) {
    Ledger.Values values = channel.values();
    long cells = values.read() - values.absent();
    long read = cells - values.missing();
    long steps = channel.known() + channel.filled() + channel.unknown();
    String name = channel.channel();
    return switch (kind) {
      case MISSING -> new Share(name, values.missing(), cells);
      case ABSENT -> new Share(name, values.absent(), values.read());
      case OUT_OF_RANGE -> new Share(name, values.outOfRange(), read);
      case TOO_FAST -> new Share(name, values.tooFast(), read);
      case SPIKES -> new Share(name, values.spikes(), read);
      case STUCK -> new Share(name, values.stuck(), read);
      case EXCLUDED -> new Share(name, values.excluded(), read);
      case COUNTER_STARTS -> new Share(name, values.counterStarts(), read);
      case COUNTER_RESETS -> new Share(name, values.counterResets(), read);
      case UNDIRECTED -> new Share(name, values.undirected(), read);
      case FILLED -> new Share(name, channel.filled(), steps);
      case UNKNOWN -> new Share(name, channel.unknown(), steps);
      default -> throw new IllegalArgumentException(kind + " is not counted in channels");
    };
  }

  private DataException exceeded(Kind kind, Share share, String where) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s = %s, and %s %s are %s: %s; nothing was written; mend the files or the rules, or raise the limit",
            kind.key(),
            settings.of(kind),
            share.told(),
            kind.counted().name().toLowerCase(Locale.ROOT),
            kind.told(),
            where));
  }
}
