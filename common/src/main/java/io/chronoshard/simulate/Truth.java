package io.chronoshard.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * What was put into a history, written beside its files.
 *
 * @param channels names, in the order of the files' columns and of {@link FaultCounts#missing}
 * @param total all series together
 * @param series each series, sorted by name
 */
public record Truth(List<String> channels, FaultCounts total, List<SeriesTruth> series) {

  /** Name of the file that holds it. */
  public static final String FILE = "_truth.json";

  /** Copies the lists. */
  public Truth {
    channels = List.copyOf(channels);
    series = List.copyOf(series);
  }

  /** What was put into one series. */
  public record SeriesTruth(String series, FaultCounts counts) {}

  /** The truth about series, given in the order of their numbers. */
  public static Truth of(Simulation simulation, List<FaultCounts> counts) {
    List<SeriesTruth> series = new ArrayList<>();
    FaultCounts total = FaultCounts.none(simulation.channels().size());
    for (int i = 0; i < counts.size(); i++) {
      series.add(new SeriesTruth(simulation.seriesName(i), counts.get(i)));
      total = total.plus(counts.get(i));
    }
    return new Truth(
        simulation.channels().stream().map(SimulatedChannel::name).toList(), total, series);
  }
}
