package io.chronoshard.jobs.spark;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random values of types that travel, made by their own constructors: what these refuse is drawn
 * again.
 *
 * @param random draws
 * @param types that travel, one of which stands for what is declared as an interface
 * @param given values of types whose parts must fit each other
 */
record RandomTravellers(Random random, List<Class<?>> types, Map<Class<?>, Object> given) {

  /** What cannot be drawn, for its constructor refuses all that was tried. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private static final int TRIES = 40;
  private static final int DEPTH = 8;

  /**
   * A value of a type.
   *
   * @throws Refused where the constructors refuse whatever is drawn
   */
  Object of(Class<?> type) {
    return drawn(type, Map.of(), 0);
  }

  private Object drawn(Type type, Map<String, Type> arguments, int depth) {
    if (type instanceof TypeVariable<?> variable) {
      Type argument = arguments.get(variable.getName());
      return drawn(argument == null ? variable.getBounds()[0] : argument, Map.of(), depth);
    }
    if (type instanceof WildcardType wildcard) {
      return drawn(wildcard.getUpperBounds()[0], arguments, depth);
    }
    if (type instanceof ParameterizedType given) {
      List<Type> of =
          List.of(given.getActualTypeArguments()).stream()
              .map(
                  one ->
                      one instanceof TypeVariable<?> variable
                          ? arguments.getOrDefault(variable.getName(), variable.getBounds()[0])
                          : one)
              .toList();
      return drawn((Class<?>) given.getRawType(), of, depth);
    }
    return drawn((Class<?>) type, List.of(Object.class, Object.class), depth);
  }

  private Object drawn(Class<?> type, List<Type> of, int depth) {
    if (given.containsKey(type)) {
      return given.get(type);
    } else if (type == int.class || type == Integer.class) {
      return random.nextInt(5);
    } else if (type == long.class || type == Long.class) {
      return (long) random.nextInt(5);
    } else if (type == double.class || type == Double.class) {
      return random.nextInt(5) / 4.0;
    } else if (type == float.class || type == Float.class) {
      return random.nextInt(5) / 4f;
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class || type == Object.class || type == Comparable.class) {
      return "s" + random.nextInt(3);
    } else if (type == char.class) {
      return (char) ('a' + random.nextInt(5));
    } else if (type == byte.class) {
      return (byte) random.nextInt(5);
    } else if (type == ZoneId.class) {
      return random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("Europe/Berlin");
    } else if (type == Optional.class) {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(drawn(of.get(0), Map.of(), depth + 1));
    } else if (type == List.class) {
      return IntStream.range(0, size(depth))
          .mapToObj(i -> drawn(of.get(0), Map.of(), depth + 1))
          .toList();
    } else if (type == Map.class || type == TreeMap.class) {
      Map<Object, Object> map = new HashMap<>();
      IntStream.range(0, size(depth))
          .forEach(
              i ->
                  map.put(
                      drawn(of.get(0), Map.of(), depth + 1),
                      drawn(of.get(1), Map.of(), depth + 1)));
      return type == Map.class ? Map.copyOf(map) : new TreeMap<>(map);
    } else if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), random.nextInt(3));
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, drawn(type.getComponentType(), List.of(), depth + 1));
      }
      return array;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    } else if (type.isRecord() || type.getDeclaredConstructors().length == 1) {
      return made(type, of, depth);
    }
    List<Class<?>> fitting =
        types.stream()
            .filter(one -> type.isAssignableFrom(one) && (one.isRecord() || one.isEnum()))
            .toList();
    if (fitting.isEmpty()) {
      throw new Refused("nothing that travels is a " + type.getName());
    }
    return drawn(fitting.get(random.nextInt(fitting.size())), List.of(), depth);
  }

  private int size(int depth) {
    return depth > DEPTH ? 0 : random.nextInt(3);
  }

  private Object made(Class<?> type, List<Type> of, int depth) {
    if (depth > 2 * DEPTH) {
      throw new Refused(type.getName() + " holds itself");
    }
    Map<String, Type> arguments = new HashMap<>();
    for (int i = 0; i < Math.min(of.size(), type.getTypeParameters().length); i++) {
      arguments.put(type.getTypeParameters()[i].getName(), of.get(i));
    }
    Constructor<?> constructor = constructor(type);
    Type[] components = constructor.getGenericParameterTypes();
    String refused = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = drawn(components[i], arguments, depth + 1);
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        refused = String.valueOf(e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " cannot be made", e);
      }
    }
    throw new Refused(type.getName() + " refuses all that was drawn: " + refused);
  }

  /** The canonical one of a record, the only one of a class. */
  private static Constructor<?> constructor(Class<?> type) {
    Class<?>[] components =
        type.isRecord()
            ? Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new)
            : type.getDeclaredConstructors()[0].getParameterTypes();
    try {
      Constructor<?> found = type.getDeclaredConstructor(components);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }
}
