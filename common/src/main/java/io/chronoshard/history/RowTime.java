package io.chronoshard.history;

import io.chronoshard.config.TimeAxis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the time of a row, or its cycle, from one cell or several. */
final class RowTime {

  /** A cycle lies between this and its negative. */
  private static final long LAST_CYCLE = 1_000_000_000_000L;

  private final TimeRule rule;
  private final int[] columns;
  private final List<TimeFormat> formats = new ArrayList<>();

  RowTime(TimeRule rule, int[] columns) {
    this.rule = rule;
    this.columns = columns;
    for (String pattern : rule.patterns()) {
      formats.add(TimeFormat.of(pattern, ZoneId.of(rule.zone())));
    }
  }

  /** The row's time; {@link TimeFormat#UNPARSABLE} where its cells hold none. */
  long read(Cells cells) {
    int first = columns[0];
    if (columns.length > 1) {
      String text = text(cells);
      return read(text, 0, text.length());
    }
    if (cells.kind(first) == Cells.Kind.INSTANT && rule.counts() == TimeAxis.Kind.CLOCK) {
      return cells.millis(first);
    }
    return read(cells.source(first), cells.from(first), cells.to(first));
  }

  private long read(String text, int from, int to) {
    if (rule.counts() == TimeAxis.Kind.CYCLES) {
      return cycle(text.substring(from, to));
    }
    for (TimeFormat format : formats) {
      long millis = format.millis(text, from, to);
      if (millis != TimeFormat.UNPARSABLE) {
        return millis;
      }
    }
    return TimeFormat.UNPARSABLE;
  }

  private static long cycle(String text) {
    double value = Decimal.parseDouble(text, 0, text.length(), '.');
    boolean isCycle = value >= -LAST_CYCLE && value <= LAST_CYCLE && value == Math.rint(value);
    return isCycle
        ? new BigDecimal(text).setScale(0, RoundingMode.HALF_EVEN).longValueExact()
        : TimeFormat.UNPARSABLE;
  }

  /** The cells' texts, joined by blanks. */
  String text(Cells cells) {
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      text.append(text.isEmpty() ? "" : " ")
          .append(cells.source(column), cells.from(column), cells.to(column));
    }
    return text.toString();
  }

  /** Why a text is refused. */
  String refusal() {
    if (rule.counts() == TimeAxis.Kind.CYCLES) {
      return "is no whole number, and counts no cycle; mend the file, or set grid.index = time";
    }
    return String.format(
        Locale.ROOT,
        "is no time from year 1 to 9999 as history.time.pattern = %s describes it; mend the file or the pattern",
        formats.size() == 1
            ? '"' + rule.patterns().get(0) + '"'
            : "[\"" + String.join("\", \"", rule.patterns()) + "\"]");
  }
}
