package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Gridder;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.StepTimes;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A range's rows as the table's columns: series, block, step, time where there is one, channels.
 */
final class TableRows implements Iterator<Row> {

  private final History history;
  private final Gridder gridder;
  private final Consumer<Gridder> atEnd;
  private boolean isAhead;
  private boolean isDone;

  /**
   * The rows of a range.
   *
   * @param atEnd takes the gridder once its account is complete
   */
  TableRows(History history, Gridder gridder, Consumer<Gridder> atEnd) {
    this.history = history;
    this.gridder = gridder;
    this.atEnd = atEnd;
  }

  @Override
  public boolean hasNext() {
    if (!isAhead && !isDone) {
      isAhead = gridder.advance();
      if (!isAhead) {
        isDone = true;
        atEnd.accept(gridder);
      }
    }
    return isAhead;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    isAhead = false;
    float[] values = gridder.values();
    int first = history.recordedTimes() == RecordedTimes.NONE ? 3 : 4;
    Object[] cells = new Object[first + values.length];
    cells[0] = history.series().get(gridder.series()).name();
    cells[1] = Math.floorDiv(gridder.step(), (long) history.blockSteps());
    cells[2] = gridder.step();
    if (first == 4 && gridder.time() != StepTimes.UNKNOWN) {
      cells[3] = Instant.ofEpochMilli(gridder.time());
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        cells[first + i] = values[i];
      }
    }
    return RowFactory.create(cells);
  }
}
