package io.chronoshard.simulate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of a simulated history.
 *
 * @param name as the header writes it, with its unit
 * @param decimals digits behind the point; its values are rounded to them
 * @param deviation typical standard deviation of its values
 */
public record SimulatedChannel(String name, int decimals, double deviation) {

  /** Digits of what a weather station measures, the temperature first. */
  private static final int[] STATION_DECIMALS = {2, 2, 2, 2, 2, 1, 1};

  private static final double[] STATION_DEVIATIONS = {8, 8, 15, 8, 2, 90, 200};
  private static final int GENERIC_DECIMALS = 3;

  /** Number of the channels that a weather station measures. */
  static final int STATION_CHANNELS = STATION_DECIMALS.length;

  /**
   * Channels with those names.
   *
   * @param genericKey decides how channels after those of a weather station follow them
   */
  static List<SimulatedChannel> of(List<String> names, long genericKey) {
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                i < STATION_CHANNELS
                    ? new SimulatedChannel(names.get(i), STATION_DECIMALS[i], STATION_DEVIATIONS[i])
                    : new SimulatedChannel(
                        names.get(i),
                        GENERIC_DECIMALS,
                        GenericChannel.numbered(genericKey, i - STATION_CHANNELS).deviation()))
        .toList();
  }
}
