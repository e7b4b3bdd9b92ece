package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.RowScan.InputRows;
import io.chronoshard.grid.RowScan.PieceRows;
import io.chronoshard.grid.RowScan.SampledBlock;
import io.chronoshard.grid.RowScan.SeriesRows;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at rows, batch by batch, to know what a grid of them will need. */
public final class RowScanner {

  /** Blocks that a scanner keeps at most to stand for all its rows. */
  private static final int SAMPLED = 512;

  private final TimeAxis axis;
  private final int blockSteps;
  private final int channels;

  /** Of each file: its missing cells channel by channel, and behind them its rows. */
  private final Map<Integer, long[]> inputs = new HashMap<>();

  private final Map<String, SeriesRows> series = new HashMap<>();
  private final List<PieceRows> pieces = new ArrayList<>();
  private final List<SampledBlock> sample = new ArrayList<>();
  private long rows;
  private long badRows;
  private long files;
  private @Nullable BadRow firstBad;
  private long sampledEvery = 1;

  /** For rows of so many channels that come on such a grid. */
  public RowScanner(TimeAxis axis, int blockSteps, int channels) {
    this.axis = axis;
    this.blockSteps = blockSteps;
    this.channels = channels;
  }

  /** Adds the next rows; those of one piece of a file follow each other. */
  public void add(Readings batch) {
    badRows += batch.badRows();
    firstBad = BadRow.first(firstBad, batch.firstBad());
    if (batch.isFileBegin()) {
      files++;
    }
    countCells(batch);
    if (axis.kind() == Kind.ROWS) {
      countRows(batch);
    } else {
      placeRows(batch);
    }
    rows += batch.rows();
  }

  private void countCells(Readings batch) {
    long[] counts = inputs.computeIfAbsent(batch.file(), file -> new long[channels + 1]);
    float[] values = batch.values();
    for (int i = 0; i < values.length; i += channels) {
      for (int channel = 0; channel < channels; channel++) {
        if (Float.isNaN(values[i + channel])) {
          counts[channel]++;
        }
      }
    }
    counts[channels] += batch.rows();
  }

  private void countRows(Readings batch) {
    Map<String, Long> counts = piece(batch).rows();
    long[] perSeries = new long[batch.seriesNames().size()];
    for (int one : batch.series()) {
      perSeries[one]++;
    }
    for (int i = 0; i < perSeries.length; i++) {
      String name = batch.seriesNames().get(i);
      counts.merge(name, perSeries[i], Long::sum);
      series.merge(name, new SeriesRows(perSeries[i], 0, 0), SeriesRows::plus);
    }
  }

  private PieceRows piece(Readings batch) {
    PieceRows last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || last.file() != batch.file() || last.from() != batch.pieceFrom()) {
      last = new PieceRows(batch.file(), batch.pieceFrom(), new HashMap<>());
      pieces.add(last);
    }
    return last;
  }

  private void placeRows(Readings batch) {
    int names = batch.seriesNames().size();
    long[] counts = new long[names];
    long[] first = new long[names];
    long[] last = new long[names];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
    for (int row = 0; row < batch.rows(); row++) {
      int one = batch.series()[row];
      long step = axis.stepAt(batch.times()[row]);
      counts[one]++;
      first[one] = Math.min(first[one], step);
      last[one] = Math.max(last[one], step);
      if ((rows + row) % sampledEvery == 0) {
        sample(batch.seriesNames().get(one), Math.floorDiv(step, (long) blockSteps));
      }
    }
    for (int i = 0; i < names; i++) {
      series.merge(
          batch.seriesNames().get(i),
          new SeriesRows(counts[i], first[i], last[i] + 1),
          SeriesRows::plus);
    }
  }

  private void sample(String name, long block) {
    sample.add(new SampledBlock(name, block, 1));
    if (sample.size() == SAMPLED) {
      // Every other one goes; those that stay stand for twice as many.
      sampledEvery *= 2;
      for (int i = 0; i < SAMPLED / 2; i++) {
        sample.set(i, sample.get(2 * i));
      }
      sample.subList(SAMPLED / 2, SAMPLED).clear();
    }
  }

  /** What was found. */
  public RowScan scan() {
    List<SampledBlock> weighted = new ArrayList<>();
    for (SampledBlock block : sample) {
      weighted.add(new SampledBlock(block.series(), block.block(), sampledEvery));
    }
    long[] missing = new long[channels];
    Map<Integer, InputRows> counted = new HashMap<>();
    inputs.forEach(
        (file, counts) -> {
          for (int channel = 0; channel < channels; channel++) {
            missing[channel] += counts[channel];
          }
          counted.put(
              file,
              new InputRows(
                  counts[channels], Arrays.stream(counts).limit(channels).boxed().toList()));
        });
    return new RowScan(rows, badRows, firstBad, files, missing, counted, series, pieces, weighted);
  }
}
