package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowShape;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClimatologyTest {

  private static final long STEP = 600_000;
  private static final int STEPS_OF_A_DAY = 144;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void forecastsAreMeansOverAllTrainingStepsOfTheSamePlace(long seed) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.1);
    WindowShape shape = new WindowShape(2, 1, 3, 2, 2, 5);
    List<String> by = List.of("", "hour-of-day", "day-of-week", "day-of-week, hour-of-day");
    String chosen = by.get((int) seed % by.size());
    BaselineCase one =
        new BaselineCase(
            made,
            shape,
            seed % 2 == 0 ? 32 : 1024,
            2,
            "evaluation { baselines = [climatology], fit-by = all, climatology.by = ["
                + chosen
                + "] }");

    BiPredicate<ZonedDateTime, ZonedDateTime> same =
        (a, b) ->
            (!chosen.contains("hour") || a.getHour() == b.getHour())
                && (!chosen.contains("week") || a.getDayOfWeek() == b.getDayOfWeek());
    assertEachIsTheMean(one, List.of("s0", "s1", "s2"), same);
  }

  @Test
  void seriesHaveTheirOwnAndWhatTheyDoNotKnowIsThatOfAll() {
    MadeUpHistory made = MadeUpHistory.random(7, 3, 1, 0.05);
    BaselineCase one =
        new BaselineCase(
            made,
            new WindowShape(1, 1, 1, 1, 1, 1),
            64,
            1,
            "evaluation { baselines = [climatology], fit-by = series, climatology.by = [hour-of-day] }");
    Map<String, float[]> forecasts = one.forecasts();
    assertThat(forecasts).isNotEmpty();
    forecasts.forEach(
        (window, forecast) -> {
          String series = window.split(" ")[0];
          ZonedDateTime target = time(Long.parseLong(window.split(" ")[1]) + 1);
          BiPredicate<ZonedDateTime, ZonedDateTime> same = (a, b) -> a.getHour() == b.getHour();
          double own = mean(one, List.of(series), 0, target, same);
          double expected =
              Double.isNaN(own) ? mean(one, List.of("s0", "s1", "s2"), 0, target, same) : own;
          assertThat(forecast[0]).as(window).isCloseTo((float) expected, within(1e-6f));
        });
  }

  /** Three years with 29 February 2020 in them, of which the training part holds 60 %. */
  @ParameterizedTest(name = "{0} days around")
  @ValueSource(ints = {0, 3, 15, 183})
  void neighbouringDaysCountAndTheYearIsARing(int around) {
    BaselineCase one = years(1096, around);
    List<ZonedDateTime> times = new ArrayList<>();
    Map<String, float[]> forecasts = one.forecasts();
    forecasts.forEach(
        (window, forecast) -> {
          long step = Long.parseLong(window.split(" ")[1]) + 1;
          ZonedDateTime target = time(step);
          times.add(target);
          double expected =
              mean(
                  one,
                  List.of("s0"),
                  0,
                  target,
                  (a, b) -> a.getHour() == b.getHour() && distance(a, b) <= around);
          assertThat(forecast[0]).as("%s", target).isCloseTo((float) expected, within(1e-5f));
        });
    assertThat(times).anyMatch(time -> time.getDayOfYear() > 355);
  }

  @Test
  void whereNoDayIsNearTheNearestStandsIn() {
    // The training part ends within July, so that autumn has no neighbours.
    BaselineCase one = years(365, 5);
    int[] farthest = {0};
    one.forecasts()
        .forEach(
            (window, forecast) -> {
              ZonedDateTime target = time(Long.parseLong(window.split(" ")[1]) + 1);
              int nearest = nearestKnown(one, target);
              farthest[0] = Math.max(farthest[0], nearest);
              int reach = Math.max(5, nearest);
              double expected =
                  mean(
                      one,
                      List.of("s0"),
                      0,
                      target,
                      (a, b) -> a.getHour() == b.getHour() && distance(a, b) <= reach);
              assertThat(forecast[0]).as("%s", target).isCloseTo((float) expected, within(1e-5f));
            });
    assertThat(farthest[0]).isGreaterThan(50);
    assertThat(one.fitted().notes())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("climatology: the training part knows \"c0\" on 2")
        .endsWith("the nearest of them stand in where none is within 5 days");
  }

  /** From 1 January 2019 on, a value for each whole hour and none between; few windows. */
  private static BaselineCase years(int days, int around) {
    MersenneTwister random = new MersenneTwister(5);
    float[] values = new float[days * STEPS_OF_A_DAY];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    long from = LocalDate.of(2019, 1, 1).toEpochDay() * STEPS_OF_A_DAY;
    return new BaselineCase(
        MadeUpHistory.single(from, 1, values),
        new WindowShape(1, 1, 701, 1, 1, 1),
        4096,
        1,
        "evaluation { baselines = [climatology], climatology.days = " + around + " }");
  }

  private static void assertEachIsTheMean(
      BaselineCase one, List<String> series, BiPredicate<ZonedDateTime, ZonedDateTime> same) {
    Map<String, float[]> forecasts = one.forecasts();
    assertThat(forecasts).isNotEmpty();
    forecasts.forEach(
        (window, forecast) -> {
          long origin = Long.parseLong(window.split(" ")[1]);
          for (int row = 0; row < 2; row++) {
            for (int target = 0; target < 2; target++) {
              double expected =
                  mean(one, series, target, time(origin + one.windows.shape().leadOf(row)), same);
              float actual = forecast[2 * row + target];
              if (Double.isNaN(expected)) {
                assertThat(actual).isNaN();
              } else {
                assertThat(actual).as(window).isCloseTo((float) expected, within(1e-6f));
              }
            }
          }
        });
  }

  private static double mean(
      BaselineCase one,
      List<String> series,
      int channel,
      ZonedDateTime target,
      BiPredicate<ZonedDateTime, ZonedDateTime> same) {
    double sum = 0;
    long count = 0;
    for (String name : series) {
      Interval training = training(one, name);
      for (long step = training.from(); step < training.to(); step++) {
        float value = one.made.value(name, step, channel);
        if (!Float.isNaN(value) && same.test(time(step), target)) {
          sum += value;
          count++;
        }
      }
    }
    return sum / count;
  }

  private static int nearestKnown(BaselineCase one, ZonedDateTime target) {
    Interval training = training(one, "s0");
    int nearest = Integer.MAX_VALUE;
    for (long step = training.from(); step < training.to(); step += 6) {
      if (time(step).getHour() == target.getHour()) {
        nearest = Math.min(nearest, distance(time(step), target));
      }
    }
    return nearest;
  }

  private static Interval training(BaselineCase one, String name) {
    SeriesExtent extent = one.windows.extent(name);
    return one.windows.parts().of(Part.TRAINING, extent);
  }

  /** Days between two days of a leap year, the shorter way round. */
  private static int distance(ZonedDateTime one, ZonedDateTime other) {
    int apart = Math.abs(inLeapYear(one) - inLeapYear(other));
    return Math.min(apart, 366 - apart);
  }

  private static int inLeapYear(ZonedDateTime time) {
    return MonthDay.from(time).atYear(2000).getDayOfYear();
  }

  private static ZonedDateTime time(long step) {
    return Instant.ofEpochMilli(step * STEP).atZone(BaselineCase.ZONE);
  }
}
