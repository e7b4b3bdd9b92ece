package io.chronoshard.simulate;

/**
 * How a channel without a name of its own follows the weather: a linear mix, on its own scale.
 *
 * @param offset its value on a mild day
 * @param temperature change for 10 K
 * @param front change for one deviation of the front
 * @param load which of the hidden loads it shows
 * @param loaded change for one deviation of that load
 * @param daily change from midnight to noon, halved
 * @param noise deviation of its sensor's noise
 */
record GenericChannel(
    double offset,
    double temperature,
    double front,
    int load,
    double loaded,
    double daily,
    double noise) {

  /** The generic channel of a number, from 0. */
  static GenericChannel numbered(long genericKey, int number) {
    return of(CounterNoise.key(genericKey, number), number % Weather.LOADS);
  }

  private static GenericChannel of(long key, int load) {
    double scale = 1 + 9 * CounterNoise.uniform(key, 0);
    return new GenericChannel(
        20 + 80 * CounterNoise.uniform(key, 1),
        scale * CounterNoise.normal(key, 2),
        scale * 0.5 * CounterNoise.normal(key, 3),
        load,
        scale * (0.3 + CounterNoise.uniform(key, 4)),
        scale * 0.3 * CounterNoise.normal(key, 5),
        scale * 0.05);
  }

  /** Its value before noise. */
  double value(double degrees, double fronts, double loads, double sun) {
    return offset
        + temperature * (degrees - 10) / 10
        + front * fronts
        + loaded * loads
        + daily * sun;
  }

  /** Its standard deviation: temperatures have one of 8 K, the sun's cosine one of 0.7. */
  double deviation() {
    return Math.sqrt(
        0.64 * temperature * temperature
            + front * front
            + loaded * loaded
            + 0.5 * daily * daily
            + noise * noise);
  }
}
