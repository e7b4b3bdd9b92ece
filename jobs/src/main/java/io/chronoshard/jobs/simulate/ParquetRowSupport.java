package io.chronoshard.jobs.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Shape;
import io.chronoshard.config.TimeText;
import io.chronoshard.simulate.Marker;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a simulated Parquet file: the series where there are several, the time (a timestamp in
 * UTC, a whole number or text, as the pattern says), and all channels, or the name and the value of
 * one.
 */
final class ParquetRowSupport extends WriteSupport<ParquetRow> {

  private static final long MICROS_OF_MILLI = 1000;

  private final boolean isLong;
  private final String series;
  private final TimeText times;
  private final float marker;
  private final List<String> names;
  private final Binary seriesCell;
  private final Binary[] channelCells;

  /** Where rows go; Parquet sets it before the first one. */
  private @Nullable RecordConsumer consumer;

  /**
   * Rows of a file.
   *
   * @param series its name where the files hold several series, otherwise empty: no such column
   */
  ParquetRowSupport(SimulateSettings settings, String series) {
    isLong = settings.shape() == Shape.LONG;
    this.series = series;
    seriesCell = Binary.fromString(series);
    times = settings.timeText();
    marker = new Marker(settings.faults().marker()).number();
    names = settings.channelNames();
    channelCells = names.stream().map(Binary::fromString).toArray(Binary[]::new);
  }

  @Override
  public WriteContext init(Configuration hadoop) {
    Types.MessageTypeBuilder columns = Types.buildMessage();
    if (!series.isEmpty()) {
      columns.addField(text("series"));
    }
    columns.addField(time());
    if (isLong) {
      columns.addField(text("channel")).addField(number("value"));
    } else {
      names.forEach(name -> columns.addField(number(name)));
    }
    MessageType schema = columns.named("simulated");
    return new WriteContext(schema, Map.of());
  }

  private Type time() {
    if (times.isIso()) {
      return Types.required(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
          .named("time");
    }
    return times.isNumber() ? Types.required(PrimitiveTypeName.INT64).named("time") : text("time");
  }

  private static Type text(String name) {
    return Types.required(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static Type number(String name) {
    return Types.optional(PrimitiveTypeName.FLOAT).named(name);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(ParquetRow row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("a row came before the file was begun");
    }
    out.startMessage();
    int field = 0;
    if (!series.isEmpty()) {
      text(out, "series", field++, seriesCell);
    }
    time(out, field++, row.millis());
    if (isLong) {
      text(out, "channel", field++, channelCells[row.channel()]);
      number(out, "value", field, row.values()[row.channel()]);
    } else {
      for (int channel = 0; channel < names.size(); channel++) {
        number(out, names.get(channel), field++, row.values()[channel]);
      }
    }
    out.endMessage();
  }

  private void time(RecordConsumer out, int field, long millis) {
    if (!times.isIso() && !times.isNumber()) {
      text(out, "time", field, Binary.fromString(times.text(millis)));
      return;
    }
    out.startField("time", field);
    out.addLong(times.isIso() ? millis * MICROS_OF_MILLI : times.number(millis));
    out.endField("time", field);
  }

  private static void text(RecordConsumer out, String name, int field, Binary cell) {
    out.startField(name, field);
    out.addBinary(cell);
    out.endField(name, field);
  }

  /** A value that is missing has no field, unless a number stands for it. */
  private void number(RecordConsumer out, String name, int field, float value) {
    float cell = Float.isNaN(value) ? marker : value;
    if (!Float.isNaN(cell)) {
      out.startField(name, field);
      out.addFloat(cell);
      out.endField(name, field);
    }
  }
}
