package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A made-up history: series, and the files that hold them. Any of them can be made on its own, in
 * any order, on any machine.
 */
public final class Simulation {

  private final SimulateSettings settings;
  private final List<SimulatedChannel> channels;

  /** The history that the settings describe. */
  public Simulation(SimulateSettings settings) {
    this.settings = settings;
    this.channels = SimulatedChannel.first(settings.channels());
  }

  /** The channels of every series. */
  public List<SimulatedChannel> channels() {
    return channels;
  }

  /** The name of a series, numbered from 0. */
  public String seriesName(int series) {
    return "site-" + padded(series + 1, settings.series(), 4);
  }

  /** A series, numbered from 0; for one thread. */
  public SimulatedSeries series(int series) {
    return new SimulatedSeries(
        seriesName(series),
        CounterNoise.key(settings.seed(), series),
        CounterNoise.key(settings.seed(), -1),
        settings.from().toEpochMilli(),
        settings.step().toMillis(),
        channels);
  }

  /** How many files there are. */
  public long files() {
    return Math.multiplyExact(filesOfSeries(), (long) settings.series());
  }

  /** A file, numbered from 0: those of the first series first. */
  public SimulatedFile file(long number) {
    int series = Math.toIntExact(number / filesOfSeries());
    long ofSeries = number % filesOfSeries();
    long fromStep = ofSeries * settings.rowsPerFile();
    return new SimulatedFile(
        series,
        seriesName(series) + "-" + padded(ofSeries + 1, filesOfSeries(), 5) + ".csv",
        fromStep,
        Math.min(settings.steps(), fromStep + settings.rowsPerFile()));
  }

  /**
   * Writes a file with its faults.
   *
   * @param out takes the bytes; stays open
   * @return what was written
   * @throws IOException where {@code out} takes no more
   */
  public FaultCounts write(SimulatedFile file, OutputStream out) throws IOException {
    long stepMillis = settings.step().toMillis();
    long firstTick = Math.floorDiv(settings.from().toEpochMilli(), stepMillis);
    FaultPlan faults =
        new FaultPlan(
            CounterNoise.key(CounterNoise.key(settings.seed(), file.series()), 3),
            settings.faults(),
            channels.size(),
            firstTick,
            firstTick + settings.steps() - 1);
    CsvLines lines =
        new CsvLines(
            channels,
            settings.series() == 1 ? "" : seriesName(file.series()),
            settings.faults().marker(),
            settings.from().toEpochMilli() % 1000 == 0 && stepMillis % 1000 == 0
                ? CsvLines.TimeDigits.SECONDS
                : CsvLines.TimeDigits.MILLISECONDS);
    return new FileWriter(series(file.series()), faults, lines, firstTick, channels.size(), out)
        .write(file.fromStep(), file.toStep());
  }

  /** With so many digits that names sort as their numbers do. */
  private static String padded(long number, long largest, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(digits, Long.toString(largest).length()) - text.length()) + text;
  }

  private long filesOfSeries() {
    return (settings.steps() + settings.rowsPerFile() - 1) / settings.rowsPerFile();
  }
}
