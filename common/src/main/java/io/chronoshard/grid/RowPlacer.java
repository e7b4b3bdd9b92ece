package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.RowNumbers.Piece;
import io.chronoshard.history.Readings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Puts rows on steps, and finds the ranges that want them. */
public final class RowPlacer {

  private final GridPlan plan;

  // Where rows are steps: the piece at hand, and the next number of each series in it.
  private @Nullable Piece piece;
  private final Map<String, Long> nextNumbers = new HashMap<>();

  /** For rows of the plan's history. */
  public RowPlacer(GridPlan plan) {
    this.plan = plan;
  }

  /** The rows of a batch; batches of one piece of a file come in their order, each to its end. */
  public Iterator<Reading> place(Readings batch) {
    History history = plan.history();
    List<String> names = batch.seriesNames();
    int[] places = names.stream().mapToInt(history::placeOf).toArray();
    long[] numbers = new long[names.size()];
    if (history.axis().kind() == Kind.ROWS) {
      number(batch, numbers);
    }
    int width = batch.width();
    return new Iterator<>() {

      private int row;

      @Override
      public boolean hasNext() {
        return row < batch.rows();
      }

      @Override
      public Reading next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int series = batch.series()[row];
        long time = batch.times()[row];
        long step =
            history.axis().kind() == Kind.ROWS ? numbers[series]++ : history.axis().stepAt(time);
        Reading reading =
            new Reading(
                places[series],
                step,
                time,
                batch.file(),
                batch.firstPosition() + row,
                Arrays.copyOfRange(batch.values(), row * width, (row + 1) * width));
        row++;
        return reading;
      }
    };
  }

  /** Finds the numbers that the batch's rows begin with, and keeps those of the batch behind it. */
  private void number(Readings batch, long[] numbers) {
    Piece here = new Piece(batch.file(), batch.pieceFrom());
    if (!here.equals(piece)) {
      piece = here;
      nextNumbers.clear();
    }
    long[] counts = new long[numbers.length];
    for (int series : batch.series()) {
      counts[series]++;
    }
    for (int i = 0; i < numbers.length; i++) {
      String name = batch.seriesNames().get(i);
      Long next = nextNumbers.get(name);
      numbers[i] = next == null ? plan.numbers().first(here, name) : next;
      nextNumbers.put(name, numbers[i] + counts[i]);
    }
  }

  /** The range that a reading's step lies in. */
  public int range(Reading reading) {
    int from = 0;
    int to = plan.ranges().size();
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (plan.ranges().get(middle).isAfter(reading.series(), reading.step())) {
        to = middle;
      } else {
        from = middle;
      }
    }
    return from;
  }

  /** Whether a range behind the one of a reading needs it too, to carry its values on. */
  public boolean isCarriedInto(Reading reading, int range) {
    if (range >= plan.ranges().size() || plan.rules().fillSteps() == 0) {
      return false;
    }
    GridRange later = plan.ranges().get(range);
    return later.fromSeries() == reading.series()
        && later.fromStep() - reading.step() <= plan.rules().fillSteps();
  }
}
