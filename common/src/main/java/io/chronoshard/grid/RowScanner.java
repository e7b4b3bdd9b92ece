package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.RowScan.FileRows;
import io.chronoshard.grid.RowScan.SampledBlock;
import io.chronoshard.grid.RowScan.SeriesRows;
import io.chronoshard.history.BadRow;
import io.chronoshard.history.BadRows;
import io.chronoshard.history.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at rows, batch by batch, to know what a grid of them will need. */
public final class RowScanner {

  /** Blocks that a scanner keeps at most to stand for all its rows. */
  private static final int SAMPLED = 512;

  private final TimeAxis axis;
  private final int blockSteps;
  private final int channels;
  private final Delays delays;
  private final Map<Integer, FileCells> files = new HashMap<>();
  private final Map<Integer, TreeSet<String>> categories = new HashMap<>();
  private final Map<String, SeriesRows> series = new HashMap<>();
  private final List<PieceRows> pieces = new ArrayList<>();
  private final List<SampledBlock> sample = new ArrayList<>();
  private long rows;
  private BadRows badRows = BadRows.NONE;
  private @Nullable BadRow damage;
  private long sampledEvery = 1;

  /** For rows that come on such a grid. */
  public RowScanner(TimeAxis axis, int blockSteps, GridRules rules) {
    this.axis = axis;
    this.blockSteps = blockSteps;
    this.delays = rules.delays();
    this.channels = rules.channels().size();
  }

  /** Adds the next rows; those of one piece of a file follow each other. */
  public void add(Readings batch) {
    badRows = badRows.plus(batch.badRows());
    damage = BadRow.first(damage, batch.damage());
    files.computeIfAbsent(batch.file(), file -> new FileCells(channels)).add(batch);
    batch.categories().forEach(this::addTexts);
    if (PieceRows.isAsked(batch, axis.kind())) {
      addPiece(batch);
    }
    if (axis.kind() == Kind.ROWS) {
      countRows(batch);
    } else {
      placeRows(batch);
    }
    rows += batch.rows();
  }

  private void addTexts(int channel, List<String> texts) {
    TreeSet<String> all = categories.computeIfAbsent(channel, first -> new TreeSet<>());
    for (String text : texts) {
      if (all.size() <= RowScan.MOST_CATEGORIES) {
        all.add(text);
      }
    }
  }

  private void countRows(Readings batch) {
    long[] perSeries = new long[batch.seriesNames().size()];
    for (int one : batch.series()) {
      perSeries[one]++;
    }
    for (int i = 0; i < perSeries.length; i++) {
      String name = batch.seriesNames().get(i);
      series.merge(name, new SeriesRows(perSeries[i], 0, 0), SeriesRows::plus);
    }
  }

  private void addPiece(Readings batch) {
    PieceRows last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || !last.isOf(batch)) {
      last = PieceRows.of(batch);
      pieces.add(last);
    }
    last.add(batch, axis.kind());
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
      long time = batch.times()[row];
      long step = axis.stepAt(time + delays.first());
      counts[one]++;
      first[one] = Math.min(first[one], step);
      last[one] = Math.max(last[one], axis.stepAt(time + delays.last()));
      if ((rows + row) % sampledEvery == 0) {
        sample(batch.seriesNames().get(one), Math.floorDiv(step, (long) blockSteps));
      }
    }
    for (int i = 0; i < names; i++) {
      String name = batch.seriesNames().get(i);
      series.merge(name, new SeriesRows(counts[i], first[i], last[i] + 1), SeriesRows::plus);
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
    Map<Integer, FileRows> ofFiles = new HashMap<>();
    files.forEach((file, cells) -> ofFiles.put(file, cells.rows()));
    Map<Integer, List<String>> texts = new HashMap<>();
    categories.forEach((channel, all) -> texts.put(channel, List.copyOf(all)));
    return new RowScan(
        rows, badRows, damage, ofFiles, texts, series, PieceList.of(pieces), weighted);
  }
}
