package io.chronoshard.jobs.ingest;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.chronoshard.grid.Reading;
import io.chronoshard.grid.Reading.Order;
import io.chronoshard.history.Readings;

/** Writes a routed reading as bare numbers: there is one for every row. */
public final class RoutedSerializer extends Serializer<Routed> {

  /** For a type that is not changed and never null. */
  public RoutedSerializer() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, Routed routed) {
    Reading reading = routed.reading();
    output.writeInt(routed.range(), true);
    output.writeInt(reading.series(), true);
    output.writeLong(reading.step(), false);
    output.writeLong(reading.time());
    output.writeInt(reading.file(), true);
    output.writeLong(reading.position(), true);
    output.writeInt(reading.part(), true);
    output.writeBoolean(reading.order() == Order.OFF_ORDER);
    output.writeInt(reading.bare() - Readings.NOT_BARE, true);
    float[] values = reading.values();
    output.writeInt(values.length, true);
    for (float value : values) {
      output.writeInt(Float.floatToRawIntBits(value));
    }
  }

  @Override
  public Routed read(Kryo kryo, Input input, Class<Routed> type) {
    int range = input.readInt(true);
    int series = input.readInt(true);
    long step = input.readLong(false);
    long time = input.readLong();
    int file = input.readInt(true);
    long position = input.readLong(true);
    int part = input.readInt(true);
    Order order = input.readBoolean() ? Order.OFF_ORDER : Order.IN_ORDER;
    int bare = input.readInt(true) + Readings.NOT_BARE;
    float[] values = new float[input.readInt(true)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(input.readInt());
    }
    return new Routed(
        range, new Reading(series, step, time, file, position, part, order, bare, values));
  }
}
