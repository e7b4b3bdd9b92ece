package io.chronoshard.grid;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.grid.Reading.Order;
import io.chronoshard.grid.RowNumbers.Piece;
import io.chronoshard.history.Readings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts rows on steps, and finds the ranges that want them. */
public final class RowPlacer {

  private final GridPlan plan;
  private final RowNumbers before;
  private final Delays delays;

  // The piece at hand; of each series in it the next number where rows are steps, elsewhere the
  // latest time so far.
  private @Nullable Piece piece;
  private final Map<String, Long> nextNumbers = new HashMap<>();

  /** For rows of the plan's history, where the plan knows what comes before each piece. */
  public RowPlacer(GridPlan plan) {
    this(plan, Objects.requireNonNull(plan.numbers()));
  }

  /**
   * For rows of the plan's history.
   *
   * @param before what comes before their pieces
   */
  public RowPlacer(GridPlan plan, RowNumbers before) {
    this.plan = plan;
    this.before = before;
    this.delays = plan.rules().delays();
  }

  /** The rows of a batch; batches of one piece of a file come in their order, each to its end. */
  public Iterator<Reading> place(Readings batch) {
    History history = plan.history();
    List<String> names = batch.seriesNames();
    int[] places = names.stream().mapToInt(history::placeOf).toArray();
    long[] numbers = new long[names.size()];
    BitSet offOrder = new BitSet();
    if (history.axis().kind() == Kind.ROWS) {
      number(batch, numbers);
    } else {
      findOffOrder(batch, offOrder);
    }
    float[] values = coded(batch);
    return new Iterator<>() {

      private int row;
      private int part;
      private @Nullable Reading next;

      @Override
      public boolean hasNext() {
        while (next == null && row < batch.rows()) {
          next =
              part(
                  batch,
                  values,
                  row,
                  part,
                  places,
                  numbers,
                  offOrder.get(row) ? Order.OFF_ORDER : Order.IN_ORDER);
          part++;
          if (part == delays.count()) {
            part = 0;
            row++;
          }
        }
        return next != null;
      }

      @Override
      public Reading next() {
        Reading reading = hasNext() ? next : null;
        if (reading == null) {
          throw new NoSuchElementException();
        }
        next = null;
        return reading;
      }
    };
  }

  /** A part of a row; null where it knows nothing and is not the row's first. */
  private @Nullable Reading part(
      Readings batch,
      float[] values,
      int row,
      int part,
      int[] places,
      long[] numbers,
      Order order) {
    int width = batch.width();
    float[] known = Arrays.copyOfRange(values, row * width, (row + 1) * width);
    if (part > 0) {
      float[] own = delays.only(known, part);
      if (own == null) {
        return null;
      }
      known = own;
    }
    TimeAxis axis = plan.history().axis();
    int series = batch.series()[row];
    long time = batch.times()[row];
    long step;
    if (axis.kind() == Kind.ROWS) {
      step = numbers[series]++;
    } else {
      time += delays.at(part);
      step = axis.stepAt(time);
    }
    return new Reading(
        places[series],
        step,
        time,
        batch.file(),
        batch.firstPosition() + row,
        part,
        order,
        batch.bare(row),
        known);
  }

  /** The batch's values, of texts their places in the history's lists. */
  private float[] coded(Readings batch) {
    if (batch.categories().isEmpty()) {
      return batch.values();
    }
    float[] values = batch.values().clone();
    int width = batch.width();
    batch
        .categories()
        .forEach(
            (channel, texts) -> {
              int[] codes = codes(channel, texts);
              for (int i = channel; i < values.length; i += width) {
                if (!Float.isNaN(values[i])) {
                  values[i] = codes[(int) values[i]];
                }
              }
            });
    return values;
  }

  private int[] codes(int channel, List<String> texts) {
    History history = plan.history();
    List<String> sorted = history.categories().get(history.channels().get(channel));
    if (sorted == null) {
      throw new IllegalStateException("channel " + channel + " holds no texts");
    }
    return texts.stream().mapToInt(text -> Collections.binarySearch(sorted, text)).toArray();
  }

  /** Finds the rows that stand in their file behind one of their series of a later time. */
  private void findOffOrder(Readings batch, BitSet offOrder) {
    Piece here = goTo(batch);
    List<String> names = batch.seriesNames();
    long[] latest = new long[names.size()];
    for (int i = 0; i < latest.length; i++) {
      Long known = nextNumbers.get(names.get(i));
      latest[i] = known == null ? before.latest(here, names.get(i)) : known;
    }
    for (int row = 0; row < batch.rows(); row++) {
      int series = batch.series()[row];
      if (batch.times()[row] < latest[series]) {
        offOrder.set(row);
      } else {
        latest[series] = batch.times()[row];
      }
    }
    for (int i = 0; i < latest.length; i++) {
      nextNumbers.put(names.get(i), latest[i]);
    }
  }

  private Piece goTo(Readings batch) {
    Piece here = new Piece(batch.file(), batch.pieceFrom());
    if (!here.equals(piece)) {
      piece = here;
      nextNumbers.clear();
    }
    return here;
  }

  /** Finds the numbers that the batch's rows begin with, and keeps those of the batch behind it. */
  private void number(Readings batch, long[] numbers) {
    Piece here = goTo(batch);
    long[] counts = new long[numbers.length];
    for (int series : batch.series()) {
      counts[series]++;
    }
    for (int i = 0; i < numbers.length; i++) {
      String name = batch.seriesNames().get(i);
      Long next = nextNumbers.get(name);
      numbers[i] = next == null ? before.first(here, name) : next;
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

  /** Whether a range behind the one of a reading needs it too, to see what was before it. */
  public boolean isCarriedInto(Reading reading, int range) {
    if (range >= plan.ranges().size() || plan.rules().lookBackSteps() == 0) {
      return false;
    }
    GridRange later = plan.ranges().get(range);
    return later.fromSeries() == reading.series()
        && later.fromStep() - reading.step() <= plan.rules().lookBackSteps();
  }
}
