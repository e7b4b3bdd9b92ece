package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings.Events;
import java.util.stream.Stream;

/**
 * The events of one series: stretches in which all channels leave their usual course together,
 * smoothly up to some deviations and back (a surge), or down (a slump).
 */
final class EventPlan {

  private static final double FEWEST_DEVIATIONS = 2;
  private static final double MOST_DEVIATIONS = 4;

  private final String series;
  private final Stretches stretches;
  private final long kindKey;
  private final long[] sizeKeys;

  /**
   * The plan of a series.
   *
   * @param firstTick number of its first step since 1970, in no event
   * @param lastTick number of its last step, in no event
   */
  EventPlan(String series, long key, Events events, int channels, long firstTick, long lastTick) {
    this.series = series;
    stretches =
        new Stretches(
            CounterNoise.key(key, 0), events.share(), events.longest(), firstTick, lastTick);
    kindKey = CounterNoise.key(key, 1);
    sizeKeys = new long[channels];
    for (int i = 0; i < channels; i++) {
      sizeKeys[i] = CounterNoise.key(key, 2 + i);
    }
  }

  /** Where they are. */
  Stretches stretches() {
    return stretches;
  }

  /** By how many deviations a channel leaves its course at a step within an event. */
  double deviations(long tick, int channel) {
    long from = stretches.from(tick);
    double x = (tick - from + 1.0) / (stretches.to(tick) - from + 1.0);
    double course = 16 * x * x * (1 - x) * (1 - x);
    double size =
        FEWEST_DEVIATIONS
            + (MOST_DEVIATIONS - FEWEST_DEVIATIONS) * CounterNoise.uniform(sizeKeys[channel], from);
    return isSurge(from) ? size * course : -size * course;
  }

  /**
   * All of them, in order of time.
   *
   * @param millisOfTickZero when the step of number 0 is, in milliseconds since 1970
   */
  Stream<SimulatedEvent> all(long millisOfTickZero, long stepMillis) {
    return stretches
        .firstTicks()
        .mapToObj(
            from ->
                new SimulatedEvent(
                    series,
                    millisOfTickZero + from * stepMillis,
                    millisOfTickZero + stretches.to(from) * stepMillis,
                    isSurge(from) ? "surge" : "slump"));
  }

  private boolean isSurge(long from) {
    return CounterNoise.bits(kindKey, from) < 0;
  }
}
