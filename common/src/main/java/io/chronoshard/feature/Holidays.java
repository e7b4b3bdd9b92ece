package io.chronoshard.feature;

import io.chronoshard.grid.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The holidays that a model was given; they stay with it, so that scoring needs no file.
 *
 * @param epochDays days since 1970-01-01, ascending, each once
 */
public record Holidays(List<Long> epochDays) {

  /** No holiday. */
  public static final Holidays NONE = new Holidays(List.of());

  /** Sorts the days. */
  public Holidays {
    epochDays = epochDays.stream().distinct().sorted().toList();
  }

  /**
   * The years that a history touches and no holiday lies in: what is said of their days is not
   * known to be so. None where steps have no time of their own.
   */
  public List<Integer> yearsWithout(History history, ZoneId zone) {
    List<Integer> years = new ArrayList<>();
    if (!history.axis().hasClock() || history.toStep() <= history.fromStep()) {
      return years;
    }
    int last = year(history, history.toStep() - 1, zone);
    for (int year = year(history, history.fromStep(), zone); year <= last; year++) {
      if (!hasAny(year)) {
        years.add(year);
      }
    }
    return years;
  }

  private static int year(History history, long step, ZoneId zone) {
    Instant time = Instant.ofEpochMilli(Math.multiplyExact(step, history.axis().stepMillis()));
    return LocalDate.ofInstant(time, zone).getYear();
  }

  private boolean hasAny(int year) {
    long first = LocalDate.ofYearDay(year, 1).toEpochDay();
    long next = LocalDate.ofYearDay(year + 1, 1).toEpochDay();
    return epochDays.stream().anyMatch(day -> day >= first && day < next);
  }
}
