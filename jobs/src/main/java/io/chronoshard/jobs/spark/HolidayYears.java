package io.chronoshard.jobs.spark;

import io.chronoshard.config.FeatureSettings;
import io.chronoshard.feature.Holidays;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.JobContext;
import java.util.List;

/** Tells where a file of holidays ends before the history does. */
public final class HolidayYears {

  private HolidayYears() {}

  /** Notes the years of a history in which no holiday is known, where the model reads holidays. */
  public static void noteIfMissing(
      FeatureSettings settings, Holidays holidays, History history, JobContext job) {
    if (!settings.holidays().isGiven()) {
      return;
    }
    List<Integer> years = holidays.yearsWithout(history, settings.calendarZone());
    if (!years.isEmpty()) {
      job.note(
          "features.holidays: no holiday is known in "
              + years
              + ", so all their days count as others; the dates were read from "
              + settings.holidays().input());
    }
  }
}
