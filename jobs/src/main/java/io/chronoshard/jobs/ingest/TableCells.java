package io.chronoshard.jobs.ingest;

import io.chronoshard.history.Cells;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** The cells of one row of a table. Dates and times without a zone are texts in ISO 8601. */
final class TableCells implements Cells {

  /** Spark's types that can be read, by Spark's own names. */
  enum Type {
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    STRING,
    DATE,
    TIMESTAMP,
    TIMESTAMP_NTZ
  }

  private static final long MICROS = 1_000_000;

  private final int[] ordinals;
  private final Type[] types;
  private final @Nullable String[] texts;
  private @Nullable InternalRow current;

  /**
   * For rows of a table.
   *
   * @param ordinals where each of the table's columns is in a row; -1 where it is not read
   * @param types of those that are read
   */
  TableCells(int[] ordinals, Type[] types) {
    this.ordinals = ordinals;
    this.types = types;
    this.texts = new @Nullable String[types.length];
  }

  /** Goes to a row. */
  void set(InternalRow row) {
    current = row;
    Arrays.fill(texts, null);
  }

  private InternalRow row() {
    InternalRow row = current;
    if (row == null) {
      throw new IllegalStateException("no row was set");
    }
    return row;
  }

  @Override
  public Kind kind(int column) {
    if (row().isNullAt(ordinals[column])) {
      return Kind.NOTHING;
    }
    return switch (types[column]) {
      case BYTE, SHORT, INTEGER, LONG, DOUBLE -> Kind.NUMBER;
      case FLOAT -> Kind.SINGLE;
      case BOOLEAN -> Kind.TRUTH;
      case TIMESTAMP -> Kind.INSTANT;
      case STRING, DATE, TIMESTAMP_NTZ -> Kind.TEXT;
    };
  }

  @Override
  public double number(int column) {
    int at = ordinals[column];
    return switch (types[column]) {
      case BYTE -> row().getByte(at);
      case SHORT -> row().getShort(at);
      case INTEGER -> row().getInt(at);
      case LONG -> row().getLong(at);
      case FLOAT -> row().getFloat(at);
      case DOUBLE -> row().getDouble(at);
      case BOOLEAN -> row().getBoolean(at) ? 1 : 0;
      default -> throw new IllegalStateException(types[column] + " is no number");
    };
  }

  @Override
  public long millis(int column) {
    return -Math.floorDiv(-row().getLong(ordinals[column]), 1000L);
  }

  @Override
  public String source(int column) {
    String text = texts[column];
    if (text == null) {
      text = row().isNullAt(ordinals[column]) ? "" : written(column);
      texts[column] = text;
    }
    return text;
  }

  private String written(int column) {
    int at = ordinals[column];
    return switch (types[column]) {
      case BYTE, SHORT, INTEGER, LONG -> String.valueOf((long) number(column));
      case FLOAT -> String.valueOf(row().getFloat(at));
      case DOUBLE -> String.valueOf(row().getDouble(at));
      case BOOLEAN -> String.valueOf(row().getBoolean(at));
      case STRING -> row().getUTF8String(at).toString().strip();
      case DATE -> LocalDate.ofEpochDay(row().getInt(at)).toString();
      case TIMESTAMP -> instant(row().getLong(at)).toString();
      case TIMESTAMP_NTZ ->
          LocalDateTime.ofInstant(instant(row().getLong(at)), ZoneOffset.UTC).toString();
    };
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }

  @Override
  public int from(int column) {
    return 0;
  }

  @Override
  public int to(int column) {
    return source(column).length();
  }
}
