package io.chronoshard.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kryo for the JDK's {@code List.of}, {@code List.copyOf}, {@code Stream.toList} and {@code
 * Map.copyOf}.
 */
final class ImmutableCollectionSerializers {

  private ImmutableCollectionSerializers() {}

  static void register(Kryo kryo) {
    Serializer<List<?>> lists = new ListSerializer();
    for (List<?> example :
        List.of(List.of(), List.of(1), Arrays.asList(1, null).stream().toList())) {
      kryo.register(example.getClass(), lists);
    }
    Serializer<Map<?, ?>> maps = new MapSerializer();
    kryo.register(Map.of().getClass(), maps);
    kryo.register(Map.of(1, 1).getClass(), maps);
  }

  private static final class ListSerializer extends Serializer<List<?>> {

    ListSerializer() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, List<?> list) {
      output.writeInt(list.size(), true);
      for (Object element : list) {
        kryo.writeClassAndObject(output, element);
      }
    }

    @Override
    public List<?> read(Kryo kryo, Input input, Class<List<?>> type) {
      Object[] elements = new Object[input.readInt(true)];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = kryo.readClassAndObject(input);
      }
      // Not List.of: a list made by a stream may hold null.
      return Arrays.stream(elements).toList();
    }
  }

  private static final class MapSerializer extends Serializer<Map<?, ?>> {

    MapSerializer() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Map<?, ?> map) {
      output.writeInt(map.size(), true);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        kryo.writeClassAndObject(output, entry.getKey());
        kryo.writeClassAndObject(output, entry.getValue());
      }
    }

    @Override
    public Map<?, ?> read(Kryo kryo, Input input, Class<Map<?, ?>> type) {
      int size = input.readInt(true);
      Map<Object, Object> map = new HashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
      }
      return Map.copyOf(map);
    }
  }
}
