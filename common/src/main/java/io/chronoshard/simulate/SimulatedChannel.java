package io.chronoshard.simulate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column of a simulated history.
 *
 * @param name as the header writes it, with its unit
 * @param decimals digits behind the point; its values are rounded to them
 */
public record SimulatedChannel(String name, int decimals) {

  /** What a weather station measures, the temperature first. */
  private static final List<SimulatedChannel> STATION =
      List.of(
          new SimulatedChannel("T (degC)", 2),
          new SimulatedChannel("p (mbar)", 2),
          new SimulatedChannel("rh (%)", 2),
          new SimulatedChannel("Tdew (degC)", 2),
          new SimulatedChannel("wv (m/s)", 2),
          new SimulatedChannel("wd (deg)", 1),
          new SimulatedChannel("rad (W/m2)", 1));

  /** Number of the channels that a weather station measures. */
  static final int STATION_CHANNELS = STATION.size();

  /** The first channels: those of a weather station, then {@code channel_8} and so on. */
  public static List<SimulatedChannel> first(int count) {
    return Stream.concat(
            STATION.stream(),
            IntStream.rangeClosed(STATION.size() + 1, Math.max(count, STATION.size()))
                .mapToObj(number -> new SimulatedChannel("channel_" + number, 3)))
        .limit(count)
        .toList();
  }
}
