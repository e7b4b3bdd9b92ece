package io.chronoshard.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/**
 * Writes a record's components in their order and reads it back through its canonical constructor,
 * whose checks hold again. Kryo's own field serialiser cannot set a record's fields.
 *
 * @param <T> the record
 */
final class RecordSerializer<T extends Record> extends Serializer<T> {

  private final Class<?>[] types;
  private final Method[] accessors;
  private final Constructor<T> constructor;

  RecordSerializer(Class<T> type) {
    super(false, true);
    RecordComponent[] components = type.getRecordComponents();
    types = new Class<?>[components.length];
    accessors = new Method[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      accessors[i] = components[i].getAccessor();
      accessors[i].setAccessible(true);
    }
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  @Override
  public void write(Kryo kryo, Output output, T value) {
    for (int i = 0; i < types.length; i++) {
      Object component = component(value, i);
      if (types[i] == long.class) {
        output.writeLong((Long) component);
      } else if (types[i] == int.class) {
        output.writeInt((Integer) component);
      } else if (types[i] == double.class) {
        output.writeDouble((Double) component);
      } else if (types[i] == float.class) {
        output.writeFloat((Float) component);
      } else {
        kryo.writeClassAndObject(output, component);
      }
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<T> type) {
    Object[] components = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      if (types[i] == long.class) {
        components[i] = input.readLong();
      } else if (types[i] == int.class) {
        components[i] = input.readInt();
      } else if (types[i] == double.class) {
        components[i] = input.readDouble();
      } else if (types[i] == float.class) {
        components[i] = input.readFloat();
      } else {
        components[i] = kryo.readClassAndObject(input);
      }
    }
    try {
      return constructor.newInstance(components);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot build " + type, e);
    }
  }

  private Object component(T value, int i) {
    try {
      return accessors[i].invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + accessors[i], e);
    }
  }
}
