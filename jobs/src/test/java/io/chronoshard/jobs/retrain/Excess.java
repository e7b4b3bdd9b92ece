package io.chronoshard.jobs.retrain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * By how much one forecaster's errors lie above another one's, by more than noise.
 *
 * <p>Looked at are the mean paired differences over the eight weeks before each day, from the
 * fourth week on. Their noise comes from the moving block bootstrap of H. R. Künsch (Annals of
 * Statistics 17, 1989): as many blocks of seven successive days as eight weeks have are drawn from
 * the same days, 999 times, and the mean lies above zero by more than noise where all but the
 * lowest 7 of these means do. Seven of a thousand is one of twenty, shared by the seven stretches
 * of eight weeks that a year has. A day is a pair: the same windows, the same weather.
 */
final class Excess {

  private static final int DAYS = 56;
  private static final int BLOCK = 7;
  private static final int RESAMPLES = 999;
  private static final int LOWEST = 7;

  private Excess() {}

  /** The days, counted from the first one, before which one's errors were above the other's. */
  static List<Integer> days(double[] errors, double[] others) {
    double[] differences = new double[errors.length];
    Arrays.setAll(differences, day -> errors[day] - others[day]);
    return IntStream.rangeClosed(DAYS / 2, differences.length)
        .filter(day -> isAbove(Arrays.copyOfRange(differences, Math.max(0, day - DAYS), day), day))
        .boxed()
        .toList();
  }

  private static boolean isAbove(double[] differences, int seed) {
    MersenneTwister random = new MersenneTwister(seed);
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      for (int block = 0; block < differences.length / BLOCK; block++) {
        int from = random.nextInt(differences.length - BLOCK + 1);
        for (int i = from; i < from + BLOCK; i++) {
          means[resample] += differences[i];
        }
      }
    }
    Arrays.sort(means);
    return means[LOWEST] > 0;
  }
}
