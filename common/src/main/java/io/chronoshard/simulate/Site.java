package io.chronoshard.simulate;

/**
 * What tells one series from another, drawn from its key.
 *
 * @param mean mean temperature in degC
 * @param yearly half of the difference between the warmest and the coldest day, in K
 * @param pressure mean pressure in mbar
 * @param noonHour hour of the day, UTC, at which the sun is highest
 * @param sineOfLatitude sine of the latitude
 * @param cosineOfLatitude cosine of the latitude
 */
record Site(
    double mean,
    double yearly,
    double pressure,
    double noonHour,
    double sineOfLatitude,
    double cosineOfLatitude) {

  static Site of(long key) {
    double latitude = StrictMath.toRadians(50 + 3 * between(key, 4));
    return new Site(
        9 + 1.5 * between(key, 0),
        9 + between(key, 1),
        995 + 18 * between(key, 2),
        11.25 + 0.5 * between(key, 3),
        StrictMath.sin(latitude),
        StrictMath.cos(latitude));
  }

  /** Uniform in (-1, 1). */
  private static double between(long key, int index) {
    return 2 * CounterNoise.uniform(key, index) - 1;
  }
}
