package io.chronoshard.simulate;

/**
 * The slow part of a site's weather: hidden states at every full hour since 1970, a smooth curve
 * between them.
 *
 * <p>The states are autoregressive noise. An hour's states come from a run of hours with fixed
 * bounds, begun from rest {@value #WARM_UP} hours before it; by then what came earlier has faded to
 * less than a millionth. So any hour is had without those before its run, and always with the same
 * bits:
 *
 * <pre>
 *   run n-1           |····································|
 *   run n         |~~~~~~~~~~~~~~|····································|
 *                     warm-up                  HOURS
 * </pre>
 *
 * <p>It remembers the run that it used last, so it serves one thread.
 */
final class Weather {

  static final long HOUR_MILLIS = 3_600_000;

  /** A front, in the pressure at once: deviation 1, memory of days. */
  static final int FRONT = 0;

  /** The air that the front brings, about 18 hours later: deviation just below 1. */
  static final int AIR = 1;

  /** What the air's temperature has besides fronts: deviation 1, memory of days. */
  static final int AIR_MASS = 2;

  /** The same with a memory of hours. */
  static final int TURBULENCE = 3;

  /** Clouds before they are squeezed into [0, 1]; they follow the front by six hours. */
  static final int CLOUD = 4;

  /** What the pressure has besides fronts: deviation 1. */
  static final int PRESSURE = 5;

  /** Dryness of the air: deviation 1. */
  static final int DRYNESS = 6;

  /** Wind from west: deviation 1. */
  static final int WIND_WEST = 7;

  /** Wind from south: deviation 1. */
  static final int WIND_SOUTH = 8;

  /** The front's change in an hour, scaled to a deviation near 1. */
  static final int TENDENCY = 9;

  /** The yearly cycle: -1 on the coldest day, 1 on the warmest. */
  static final int SEASON = 10;

  /** Sine of the sun's declination. */
  static final int DECLINATION = 11;

  /** First of the states that only generic channels show. */
  static final int LOAD = 12;

  /** How many such states there are. */
  static final int LOADS = 4;

  static final int STATES = LOAD + LOADS;

  private static final int WARM_UP = 1024;
  private static final int HOURS = 2048;

  /** Knots of a run: its hours, and those that the curve needs on either side. */
  private static final int KNOTS = HOURS + 3;

  private static final int AIR_DELAY = 13;
  private static final int CLOUD_DELAY = 6;
  private static final double YEAR_HOURS = 365.2425 * 24;
  private static final double COLDEST_HOUR = 20 * 24;
  private static final double SOLSTICE_HOUR = -10 * 24;
  private static final double SINE_OF_TILT = 0.3978;

  private static final Memory FRONT_SLOW = Memory.ofHours(30);
  private static final Memory FRONT_FAST = Memory.ofHours(9);
  private static final Memory AIR_MEMORY = Memory.ofHours(5);
  private static final Memory CLOUD_MEMORY = Memory.ofHours(9);

  /** States that are plain autoregressive noise, and their memory. */
  private static final int[] PLAIN = {
    AIR_MASS,
    TURBULENCE,
    PRESSURE,
    DRYNESS,
    WIND_WEST,
    WIND_SOUTH,
    LOAD,
    LOAD + 1,
    LOAD + 2,
    LOAD + 3
  };

  private static final Memory[] PLAIN_MEMORY = {
    Memory.ofHours(60),
    Memory.ofHours(4),
    Memory.ofHours(30),
    Memory.ofHours(20),
    Memory.ofHours(10),
    Memory.ofHours(10),
    Memory.ofHours(2),
    Memory.ofHours(8),
    Memory.ofHours(24),
    Memory.ofHours(72)
  };

  /** Brings the front to deviation 1: it is a first-order average of first-order noise. */
  private static final double FRONT_SCALE = 1 / FRONT_FAST.deviationOfAverage(FRONT_SLOW);

  private final long[] keys = new long[STATES];
  private final double[] knots = new double[KNOTS * STATES];
  private long run = Long.MIN_VALUE;

  /** The weather of a site with a random key. */
  Weather(long key) {
    for (int state = 0; state < STATES; state++) {
      keys[state] = CounterNoise.key(key, state);
    }
  }

  /** Puts the states at an instant into an array of {@link #STATES}. */
  void at(long millis, double[] states) {
    long hour = Math.floorDiv(millis, HOUR_MILLIS);
    long wanted = Math.floorDiv(hour, HOURS);
    if (wanted != run) {
      fill(wanted * HOURS - 1);
      run = wanted;
    }
    // Catmull and Rom's spline through the knots: 0 and 1 lie around the instant, -1 and 2 beyond.
    double x = (double) Math.floorMod(millis, HOUR_MILLIS) / HOUR_MILLIS;
    double before = x * (x * (2 - x) - 1) / 2;
    double left = (x * x * (3 * x - 5) + 2) / 2;
    double right = x * (x * (4 - 3 * x) + 1) / 2;
    double after = x * x * (x - 1) / 2;
    int knot = (int) Math.floorMod(hour, (long) HOURS) * STATES;
    for (int state = 0; state < STATES; state++, knot++) {
      states[state] =
          before * knots[knot]
              + left * knots[knot + STATES]
              + right * knots[knot + 2 * STATES]
              + after * knots[knot + 3 * STATES];
    }
  }

  private void fill(long firstHour) {
    for (int i = 0; i < PLAIN.length; i++) {
      fillPlain(PLAIN[i], PLAIN_MEMORY[i], firstHour);
    }
    fillFront(firstHour);
    for (int i = 0; i < KNOTS; i++) {
      long hour = firstHour + i;
      double year = 2 * Math.PI / YEAR_HOURS;
      knots[i * STATES + SEASON] = -StrictMath.cos(year * (hour - COLDEST_HOUR));
      knots[i * STATES + DECLINATION] =
          -SINE_OF_TILT * StrictMath.cos(year * (hour - SOLSTICE_HOUR));
    }
  }

  private void fillPlain(int state, Memory memory, long firstHour) {
    double value = 0;
    for (int i = -WARM_UP; i < KNOTS; i++) {
      value = memory.noise(value, CounterNoise.normal(keys[state], firstHour + i));
      if (i >= 0) {
        knots[i * STATES + state] = value;
      }
    }
  }

  /** The front, and what follows from it. */
  private void fillFront(long firstHour) {
    double[] front = new double[WARM_UP + KNOTS];
    double slow = 0;
    double average = 0;
    double air = 0;
    double cloud = 0;
    for (int n = 0; n < front.length; n++) {
      int i = n - WARM_UP;
      slow = FRONT_SLOW.noise(slow, CounterNoise.normal(keys[FRONT], firstHour + i));
      average = FRONT_FAST.average(average, slow);
      front[n] = average * FRONT_SCALE;
      air = AIR_MEMORY.average(air, n < AIR_DELAY ? 0 : front[n - AIR_DELAY]);
      cloud = CLOUD_MEMORY.noise(cloud, CounterNoise.normal(keys[CLOUD], firstHour + i));
      if (i >= 0) {
        int knot = i * STATES;
        knots[knot + FRONT] = front[n];
        knots[knot + AIR] = air;
        knots[knot + CLOUD] = 0.8 * front[n - CLOUD_DELAY] + 0.7 * cloud;
        knots[knot + TENDENCY] = 16 * (front[n] - front[n - 1]);
      }
    }
  }

  /**
   * First-order memory.
   *
   * @param kept the share of a value that is left an hour later
   * @param innovation deviation of what comes new, such that the noise has deviation 1
   */
  private record Memory(double kept, double innovation) {

    /** A memory that fades to 1/e in some hours. */
    static Memory ofHours(double hours) {
      double kept = StrictMath.exp(-1 / hours);
      return new Memory(kept, Math.sqrt(1 - kept * kept));
    }

    double noise(double value, double normal) {
      return kept * value + innovation * normal;
    }

    double average(double value, double input) {
      return kept * value + (1 - kept) * input;
    }

    /** Deviation of the average of first-order noise of deviation 1. */
    double deviationOfAverage(Memory noise) {
      double both = kept * noise.kept;
      return Math.sqrt((1 - kept) * (1 - kept) * (1 + both) / ((1 - kept * kept) * (1 - both)));
    }
  }
}
