package io.chronoshard.simulate;

import java.util.List;
import java.util.stream.LongStream;

/**
 * One made-up site: its readings at any step.
 *
 * <p>Fronts announce themselves: the pressure falls at once, clouds come six hours later, and the
 * air that the front brings about eighteen hours later. So two days of readings tell much of the
 * next day's temperature, which neither the last value nor yesterday's does. On top of that there
 * are the yearly and the daily cycle (the latter strong in summer and under a clear sky),
 * autoregressive noise with memories of days and hours, and the sensors' own noise.
 *
 * <p>A reading is a function of the seed, the series, the channel and the time alone: longer
 * histories continue shorter ones. It remembers the weather that it used last, so it serves one
 * thread.
 */
public final class SimulatedSeries {

  private static final double DAY_MILLIS = 86_400_000.0;

  private final String name;
  private final long fromMillis;
  private final long stepMillis;
  private final List<SimulatedChannel> channels;
  private final long[] powers;
  private final long[] noiseKeys;
  private final GenericChannel[] generic;
  private final Site site;
  private final Weather weather;
  private final double[] states = new double[Weather.STATES];

  /**
   * A series.
   *
   * @param key decides everything about the series
   * @param genericKey decides how generic channels follow the others, in all series alike
   */
  SimulatedSeries(
      String name,
      long key,
      long genericKey,
      long fromMillis,
      long stepMillis,
      List<SimulatedChannel> channels) {
    this.name = name;
    this.fromMillis = fromMillis;
    this.stepMillis = stepMillis;
    this.channels = channels;
    this.site = Site.of(CounterNoise.key(key, 0));
    this.weather = new Weather(CounterNoise.key(key, 1));
    long noiseKey = CounterNoise.key(key, 2);
    powers = channels.stream().mapToLong(c -> Decimals.power(c.decimals())).toArray();
    // Those of channels that are not wanted too: what is wanted does not depend on how much it is.
    noiseKeys =
        LongStream.range(0, Math.max(channels.size(), SimulatedChannel.STATION_CHANNELS))
            .map(channel -> CounterNoise.key(noiseKey, channel))
            .toArray();
    generic = new GenericChannel[Math.max(0, channels.size() - SimulatedChannel.STATION_CHANNELS)];
    for (int i = 0; i < generic.length; i++) {
      generic[i] = GenericChannel.numbered(genericKey, i);
    }
  }

  /** The series' name. */
  public String name() {
    return name;
  }

  /**
   * The instant of a step, in milliseconds since 1970-01-01T00:00:00Z; step 0 is the first reading.
   */
  public long millis(long step) {
    return fromMillis + step * stepMillis;
  }

  /**
   * The readings of the steps {@code [fromStep, toStep)}, before any fault.
   *
   * @return {@code [step][channel]}, packed, each rounded to its channel's decimals
   */
  public float[] values(long fromStep, long toStep) {
    int width = channels.size();
    float[] values = new float[Math.toIntExact(Math.multiplyExact(toStep - fromStep, width))];
    float[] row = new float[width];
    for (int i = 0; i < toStep - fromStep; i++) {
      row(fromStep + i, row);
      System.arraycopy(row, 0, values, i * width, width);
    }
    return values;
  }

  /** Puts the readings of a step, one for each channel, into an array. */
  void row(long step, float[] row) {
    long millis = millis(step);
    weather.at(millis, states);

    double front = states[Weather.FRONT];
    double season = states[Weather.SEASON];
    double cloudiness = states[Weather.CLOUD];
    double cloud = 0.5 + 0.5 * cloudiness / Math.sqrt(1 + cloudiness * cloudiness);
    double day = Math.floorMod(millis, (long) DAY_MILLIS) / DAY_MILLIS;
    double sun = StrictMath.cos(2 * Math.PI * (day - site.noonHour() / 24));
    double warmest = StrictMath.cos(2 * Math.PI * (day - (site.noonHour() + 3) / 24));

    double base =
        site.mean()
            + site.yearly() * season
            + bounded(4.4 * states[Weather.AIR] + 1.2 * states[Weather.AIR_MASS], 14);
    double daily = (2.5 + 1.5 * season) * (1.5 - 1.2 * cloud) * warmest;
    double temperature = base + daily + 0.4 * states[Weather.TURBULENCE] + 0.05 * noise(0, millis);
    put(row, 0, temperature);

    double pressure = site.pressure() - 8 * front + 1.2 * states[Weather.PRESSURE];
    put(row, 1, pressure + 0.03 * noise(1, millis));

    double spread = Math.max(0.5, 4 + 4 * (1 - cloud) + 2 * states[Weather.DRYNESS]);
    double dew = Math.min(base - spread, temperature - 0.05) + 0.05 * noise(3, millis);
    double humidity =
        100 * StrictMath.exp(magnus(dew) - magnus(temperature)) + 0.3 * noise(2, millis);
    put(row, 2, Math.min(100, Math.max(0, humidity)));
    put(row, 3, dew);

    if (row.length > 4) {
      double west = 2 + 1.8 * states[Weather.WIND_WEST] - 1.2 * states[Weather.TENDENCY];
      double south = 0.5 + 1.3 * states[Weather.WIND_SOUTH] + 1.5 * front;
      double speed = Math.sqrt(west * west + south * south) * (1 + 0.12 * noise(4, millis)) + 0.15;
      put(row, 4, Math.max(0, speed));
      put(row, 5, direction(west, south, millis));
    }

    double declination = states[Weather.DECLINATION];
    double elevation =
        site.sineOfLatitude() * declination
            + site.cosineOfLatitude() * Math.sqrt(1 - declination * declination) * sun;
    double radiation =
        1050 * Math.max(0, elevation) * (1 - 0.75 * cloud) * (1 + 0.04 * noise(6, millis));
    put(row, 6, Math.max(0, radiation));

    for (int i = 0; i < generic.length; i++) {
      int channel = SimulatedChannel.STATION_CHANNELS + i;
      GenericChannel own = generic[i];
      put(
          row,
          channel,
          own.value(temperature, front, states[Weather.LOAD + own.load()], sun)
              + own.noise() * noise(channel, millis));
    }
  }

  /** The direction that the wind comes from, in degrees, 0 in the north and 90 in the east. */
  private double direction(double west, double south, long millis) {
    double degrees = StrictMath.toDegrees(StrictMath.atan2(-west, -south)) + 8 * noise(5, millis);
    double turned = degrees < 0 ? degrees + 360 : degrees;
    return turned >= 359.95 ? 0 : turned;
  }

  private double noise(int channel, long millis) {
    return CounterNoise.normal(noiseKeys[channel], millis);
  }

  private void put(float[] row, int channel, double value) {
    if (channel < row.length) {
      row[channel] = (float) (Decimals.scaled(value, powers[channel]) / (double) powers[channel]);
    }
  }

  /** Squeezes a value smoothly into (-limit, limit). */
  private static double bounded(double value, double limit) {
    double share = value / limit;
    return value / Math.sqrt(1 + share * share);
  }

  /** Magnus' formula: the logarithm of the vapour pressure over water, but for a constant. */
  private static double magnus(double temperature) {
    return 17.62 * temperature / (243.12 + temperature);
  }
}
