package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Compression;
import io.chronoshard.config.SimulateSettings.Format;
import io.chronoshard.config.SimulateSettings.Shape;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A made-up history: series, and the files that hold them. Any of them can be made on its own, in
 * any order, on any machine.
 */
public final class Simulation {

  private static final int BUFFER_BYTES = 1 << 16;

  private final SimulateSettings settings;
  private final List<SimulatedChannel> channels;

  /** The history that the settings describe. */
  public Simulation(SimulateSettings settings) {
    this.settings = settings;
    this.channels = SimulatedChannel.of(settings.channelNames(), genericKey());
  }

  /** What describes it. */
  public SimulateSettings settings() {
    return settings;
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
        seriesKey(series),
        genericKey(),
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
        seriesName(series) + "-" + padded(ofSeries + 1, filesOfSeries(), 5) + extension(),
        fromStep,
        Math.max(fromStep, Math.min(wear(series).steps(), fromStep + settings.rowsPerFile())));
  }

  /**
   * Writes a text file with its faults.
   *
   * @param out takes the bytes; stays open
   * @return what was written
   * @throws IOException where {@code out} takes no more
   */
  public FaultCounts write(SimulatedFile file, OutputStream out) throws IOException {
    OutputStream kept = new KeptOpen(out);
    try (OutputStream packed =
        settings.compression() == Compression.GZIP
            ? new GZIPOutputStream(kept, BUFFER_BYTES)
            : kept) {
      return settings.format() == Format.JSON
          ? write(file, new JsonRows(settings, channels, seriesCell(file.series()), packed))
          : writeCsv(file, packed);
    }
  }

  private FaultCounts writeCsv(SimulatedFile file, OutputStream out) throws IOException {
    try (OutputStream encoded = encoded(out)) {
      CsvRows rows = new CsvRows(settings, channels, seriesCell(file.series()), encoded);
      return write(file, rows.begin(settings.csv()));
    }
  }

  /**
   * Writes the rows of a file with its faults, whatever its format.
   *
   * @return what was written
   * @throws IOException where {@code out} takes no more
   */
  public FaultCounts write(SimulatedFile file, RowOutput out) throws IOException {
    int series = file.series();
    FaultPlan faults =
        new FaultPlan(
            CounterNoise.key(seriesKey(series), 3),
            settings.faults(),
            channels.size(),
            firstTick(),
            lastTick(series));
    EventPlan events = events(series);
    Sensors sensors =
        new Sensors(
            series(series),
            series(series),
            channels,
            settings,
            faults,
            events,
            wear(series),
            firstTick());
    return new FileWriter(
            sensors,
            faults,
            events,
            firstTick(),
            channels.size(),
            settings.shape() == Shape.LONG ? channels.size() : 1,
            out)
        .write(file.fromStep(), file.toStep());
  }

  /** Whether there are events, and so a table of them. */
  public boolean hasEvents() {
    return settings.events().share() > 0;
  }

  /**
   * Writes the table of all events, as CSV in the files' dialect: series, from, to, label.
   *
   * @param out takes the bytes; stays open
   * @throws IOException where {@code out} takes no more
   */
  public void writeEvents(OutputStream out) throws IOException {
    try (OutputStream encoded = encoded(new KeptOpen(out))) {
      EventRows rows = new EventRows(settings, encoded);
      rows.begin();
      for (int series = 0; series < settings.series(); series++) {
        for (SimulatedEvent event : (Iterable<SimulatedEvent>) eventsOf(series)::iterator) {
          rows.write(event);
        }
      }
    }
  }

  /** The events of a series, numbered from 0, in order of time. */
  public Stream<SimulatedEvent> eventsOf(int series) {
    long stepMillis = settings.step().toMillis();
    long zero = settings.from().toEpochMilli() - firstTick() * stepMillis;
    return events(series).all(zero, stepMillis);
  }

  private Wear wear(int series) {
    return Wear.of(CounterNoise.key(seriesKey(series), 5), settings);
  }

  private EventPlan events(int series) {
    return new EventPlan(
        seriesName(series),
        CounterNoise.key(seriesKey(series), 4),
        settings.events(),
        channels.size(),
        firstTick(),
        lastTick(series));
  }

  private OutputStream encoded(OutputStream out) {
    return EncodedText.of(out, Charset.forName(settings.csv().charset()));
  }

  /** What the column of the series holds; empty where there is no such column. */
  public String seriesCell(int series) {
    return settings.series() == 1 ? "" : seriesName(series);
  }

  private long seriesKey(int series) {
    return CounterNoise.key(settings.seed(), series);
  }

  private long genericKey() {
    return CounterNoise.key(settings.seed(), -1);
  }

  private long firstTick() {
    return Math.floorDiv(settings.from().toEpochMilli(), settings.step().toMillis());
  }

  /** That of the last reading of a series, which may have failed before the others. */
  private long lastTick(int series) {
    return firstTick() + wear(series).steps() - 1;
  }

  private String extension() {
    String name = "." + settings.format().name().toLowerCase(Locale.ROOT);
    return settings.compression() == Compression.GZIP ? name + ".gz" : name;
  }

  /** With so many digits that names sort as their numbers do. */
  private static String padded(long number, long largest, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(digits, Long.toString(largest).length()) - text.length()) + text;
  }

  private long filesOfSeries() {
    return (settings.steps() + settings.rowsPerFile() - 1) / settings.rowsPerFile();
  }

  /** A stream that others may close. */
  private static final class KeptOpen extends FilterOutputStream {

    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
