package io.chronoshard.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;

/**
 * Readings as CSV files, the same each time.
 *
 * @param series how many
 * @param rowsPerSeries readings of each, ten minutes apart
 * @param channels values of a reading
 * @param files how many files
 * @param order how the rows stand in them
 * @param packing how the files are written
 */
record MadeUpCsv(
    int series, int rowsPerSeries, int channels, int files, Order order, Packing packing) {

  /** How rows stand in files. */
  enum Order {
    /** By series and time. */
    SORTED,
    /** As far from each other as can be. */
    SCATTERED
  }

  /** How files are written. */
  enum Packing {
    PLAIN,
    GZIP
  }

  private static final long FROM_SECONDS = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();

  /** A prime, so that its multiples visit every row. */
  private static final long STRIDE = 982_451_653L;

  long rows() {
    return (long) series * rowsPerSeries;
  }

  /** Names of the channels. */
  String channel(int number) {
    return "c" + number;
  }

  /** Writes the files into a folder. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    long each = (rows() + files - 1) / files;
    for (int file = 0; file < files; file++) {
      String name =
          String.format(Locale.ROOT, "made-%04d.csv%s", file, packing == Packing.GZIP ? ".gz" : "");
      try (OutputStream out = open(folder.resolve(name))) {
        write(out, file * each, Math.min(rows(), (file + 1) * each));
      }
    }
  }

  private OutputStream open(Path file) throws IOException {
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return packing == Packing.GZIP ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
  }

  private void write(OutputStream out, long from, long to) throws IOException {
    StringJoiner header = new StringJoiner(",", "", "\n").add("time");
    if (series > 1) {
      header.add("series");
    }
    for (int channel = 0; channel < channels; channel++) {
      header.add(channel(channel));
    }
    out.write(header.toString().getBytes(StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    for (long i = from; i < to; i++) {
      long row = order == Order.SORTED ? i : Math.floorMod(i * STRIDE, rows());
      line.setLength(0);
      long step = row % rowsPerSeries;
      line.append(Instant.ofEpochSecond(FROM_SECONDS + 600 * step));
      if (series > 1) {
        line.append(",s").append(10_000_000 + row / rowsPerSeries);
      }
      for (int channel = 0; channel < channels; channel++) {
        long hash = (row * 31 + channel) * 0x9E3779B97F4A7C15L;
        int noise = (int) (hash >>> 54);
        int cents = (int) (step / 7 % 3000) + noise - 1000;
        line.append(',').append(cents / 100).append('.').append(10 + Math.abs(cents % 90));
      }
      line.append('\n');
      out.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
