package io.chronoshard.grid;

import io.chronoshard.clean.Finding;
import io.chronoshard.grid.RangeAccount.ChannelShare;
import io.chronoshard.grid.RangeAccount.FileShare;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Counts what becomes of rows, by file and series, and of values, by channel. */
final class Tally {

  private RowTally ofSeries = new RowTally();
  private final TreeMap<Integer, RowTally> ofFiles = new TreeMap<>();
  private int lastFile = -1;
  private RowTally ofLastFile = new RowTally();
  private final EnumMap<Finding, long[]> findings = new EnumMap<>(Finding.class);
  private final long[] merged;
  private final long[] combined;
  private final long[] undirected;
  private final long[] known;
  private final long[] filled;

  Tally(int channels) {
    for (Finding finding : Finding.values()) {
      findings.put(finding, new long[channels]);
    }
    merged = new long[channels];
    combined = new long[channels];
    undirected = new long[channels];
    known = new long[channels];
    filled = new long[channels];
  }

  /** Counts a row of the series at hand. */
  void row(RowKind kind, Reading row) {
    ofSeries.add(kind, row.order());
    ofFile(row.file()).add(kind, row.order());
  }

  private RowTally ofFile(int file) {
    if (file != lastFile) {
      lastFile = file;
      ofLastFile = ofFiles.computeIfAbsent(file, first -> new RowTally());
    }
    return ofLastFile;
  }

  /** Counts values of a time that became one with another value of it. */
  void merged(int channel) {
    merged[channel]++;
  }

  void found(int channel, Finding finding) {
    found(finding)[channel]++;
  }

  private long[] found(Finding finding) {
    return Objects.requireNonNull(findings.get(finding));
  }

  /** Counts a value that became one with another value of its step. */
  void combined(int channel) {
    combined[channel]++;
  }

  /** Counts directions of one time or step that cancel each other, as one value. */
  void undirected(int channel) {
    undirected[channel]++;
  }

  void known(int channel) {
    known[channel]++;
  }

  void filled(int channel) {
    filled[channel]++;
  }

  /** Rows of the series at hand; the next series begins with none. */
  Ledger.Rows closeSeries() {
    Ledger.Rows rows = ofSeries.rows();
    ofSeries = new RowTally();
    return rows;
  }

  List<FileShare> files() {
    List<FileShare> shares = new ArrayList<>();
    ofFiles.forEach((file, rows) -> shares.add(new FileShare(file, rows.rows())));
    return shares;
  }

  List<ChannelShare> channels() {
    List<ChannelShare> shares = new ArrayList<>();
    for (int i = 0; i < known.length; i++) {
      shares.add(
          new ChannelShare(
              merged[i],
              found(Finding.EXCLUDED)[i],
              found(Finding.COUNTER_START)[i],
              found(Finding.COUNTER_RESET)[i],
              found(Finding.TOO_FAST)[i],
              found(Finding.SPIKE)[i],
              found(Finding.STUCK)[i],
              undirected[i],
              combined[i],
              known[i],
              filled[i]));
    }
    return shares;
  }
}
