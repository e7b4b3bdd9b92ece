package io.chronoshard.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;

/**
 * Retraining night after night, simulated by what a night's challenger is better than the champion
 * in each bin of a day. A part of that is of all nights' challengers, as they are trained alike,
 * and a part is the night's own; both go on from day to day, and their size follows the season.
 * Judged are the newest days, so that nights share all but one of them.
 *
 * @param judgedDays newest days that are judged
 * @param everyDays days between two tests
 * @param persistence correlation of one day with the next
 * @param own share of the variance that is a night's own
 * @param gain expected difference, in deviations of a day's difference
 * @param rule how is tested
 */
record SimulatedNights(
    int judgedDays, int everyDays, double persistence, double own, double gain, Rule rule) {

  static final double LEVEL = 0.05;

  /** Days that share targets, with leads of up to a day. */
  private static final int SHARING = 2;

  private static final int YEAR = 364;
  private static final int RESAMPLES = 9_999;

  /** How is tested. */
  enum Rule {
    /** As the gate does. */
    GATE,
    /** As if days were independent. */
    INDEPENDENT_DAYS,
    /** As the gate does, but each test may spend the level of a year. */
    WHOLE_LEVEL_EACH_TIME
  }

  /**
   * Nights until the first promotion of each of so many years; a year and one where there is none.
   */
  int[] untilPromoted(int years, long seed) {
    int[] nights = new int[years];
    for (int year = 0; year < years; year++) {
      nights[year] = untilPromoted(new Random(seed * 1_000_003 + year));
    }
    return nights;
  }

  /** The share of years with a promotion within so many nights. */
  static double promotedWithin(int nights, int[] untilPromoted) {
    return (double) Arrays.stream(untilPromoted).filter(night -> night <= nights).count()
        / untilPromoted.length;
  }

  private int untilPromoted(Random random) {
    Instant since = Instant.EPOCH;
    Budget budget = new Budget(LEVEL, Duration.ofDays(everyDays));
    List<PastTests.Spent> spent = new ArrayList<>();
    double[] common = autoregression(YEAR + judgedDays, random);
    for (int night = 1; night <= YEAR; night++) {
      PastTests past = new PastTests(since, spent);
      Instant at = since.plus(Duration.ofDays(night));
      if (!budget.isDue(past, at)) {
        continue;
      }
      Contrast gains = gains(common, night, random);
      int length = Math.max(SHARING, JudgedBins.blockLength(gains));
      if (judgedDays >= Sample.LEAST_BLOCKS * length) {
        double level = budget.at(past, at);
        spent.add(new PastTests.Spent(at, level));
        if (isPromoted(gains, length, level, random.nextLong())) {
          return night;
        }
      }
    }
    return YEAR + 1;
  }

  private boolean isPromoted(Contrast gains, int length, double level, long seed) {
    return switch (rule) {
      case GATE -> isBetter(gains, length, level, seed);
      case INDEPENDENT_DAYS -> isBetterWereDaysIndependent(gains, level, seed);
      case WHOLE_LEVEL_EACH_TIME -> isBetter(gains, length, LEVEL, seed);
    };
  }

  private Contrast gains(double[] common, int night, Random random) {
    double[] ofNight = autoregression(judgedDays, random);
    double[] gains = new double[judgedDays];
    double[] values = new double[judgedDays];
    for (int day = 0; day < judgedDays; day++) {
      double size = 1 + 0.5 * StrictMath.sin(2 * StrictMath.PI * (night + day) / YEAR);
      gains[day] =
          gain
              + size
                  * (Math.sqrt(1 - own) * common[night + day - 1] + Math.sqrt(own) * ofNight[day]);
      values[day] = 1;
    }
    return new Contrast(gains, values);
  }

  /** With mean 0 and deviation 1. */
  double[] autoregression(int days, Random random) {
    double[] series = new double[days];
    double before = random.nextGaussian();
    for (int day = 0; day < days; day++) {
      series[day] = before;
      before =
          persistence * before + Math.sqrt(1 - persistence * persistence) * random.nextGaussian();
    }
    return series;
  }

  /**
   * What the gate asks of a comparison with the champion, without resampling on once it is clear.
   */
  static boolean isBetter(Contrast gains, int length, double level, long seed) {
    Studentised mean = new Studentised(gains, new Resamples(gains.sums().length, length, seed));
    return isRare(level, resample -> mean.statistic(resample) >= mean.statistic());
  }

  /** The same by resamples of single days and the error of textbooks. */
  private static boolean isBetterWereDaysIndependent(Contrast gains, double level, long seed) {
    double[] days = gains.sums();
    double own = overError(days, 0);
    Resamples resamples = new Resamples(days.length, 1, seed);
    double[] drawn = new double[days.length];
    return isRare(
        level,
        resample -> {
          for (int day = 0; day < days.length; day++) {
            drawn[day] = days[resamples.start(resample, day)];
          }
          return overError(drawn, gains.mean()) >= own;
        });
  }

  private static double overError(double[] days, double expected) {
    double sum = 0;
    double squares = 0;
    for (double day : days) {
      sum += day;
      squares += day * day;
    }
    double mean = sum / days.length;
    double variance = (squares - sum * mean) / (days.length - 1);
    return (mean - expected) / Math.sqrt(variance / days.length);
  }

  private static boolean isRare(double level, LongPredicate exceeds) {
    int count = JudgedBins.resamples(RESAMPLES, level);
    double most = level * (count + 1.0);
    int exceeding = 0;
    for (int resample = 0; resample < count && 1 + exceeding <= most; resample++) {
      exceeding += exceeds.test(resample) ? 1 : 0;
    }
    return (1.0 + exceeding) / (1.0 + count) <= level;
  }
}
