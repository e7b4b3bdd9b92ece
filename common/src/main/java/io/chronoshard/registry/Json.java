package io.chronoshard.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.config.DerivedSettings;
import io.chronoshard.config.TargetSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON and back, exactly: keys are sorted, numbers come back to the bit, no class is
 * named. What does not fit the record is refused.
 */
public final class Json {

  /** The deepest nesting that is read. */
  private static final int DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new TimeModule())
          .addMixIn(DerivedSettings.class, DerivedKinds.class)
          .addMixIn(TargetSettings.class, TargetKinds.class)
          .addMixIn(ForecastForm.class, FormKinds.class)
          .addMixIn(Scaler.Column.class, ColumnAsArray.class)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

  private static final ObjectWriter LINES = MAPPER.writer(new ElementPerLine());

  private Json() {}

  /** Readable JSON of a record, a map or a list, in UTF-8, with a line's end. */
  public static byte[] bytes(Object value) {
    return (text(PRETTY, value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** How many bytes {@link #bytes} gives, which are not kept. */
  static long length(Object value) {
    Counted counted = new Counted();
    try (Writer text = new OutputStreamWriter(counted, StandardCharsets.UTF_8)) {
      PRETTY.writeValue(text, value);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + value.getClass().getName(), e);
    }
    return counted.length + 1;
  }

  /** JSON on one line, in UTF-8, with a line's end. */
  public static byte[] line(Object value) {
    return (text(MAPPER.writer(), value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A text as JSON has it: in quotes, with nothing in it that a terminal would obey. */
  static String text(String value) {
    return text(MAPPER.writer(), value);
  }

  /**
   * The whole number that an outer object has under a key; nothing where it has no such key.
   * Nothing else of it need fit anything.
   *
   * @param source where the bytes come from, for messages
   * @throws StorageException where they are no JSON object, or there is something else
   */
  static OptionalInt number(byte[] bytes, String key, String source) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw damaged(source, "it holds no object", null);
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (name.equals(key)) {
          int number = parser.nextIntValue(-1);
          if (number < 0) {
            throw damaged(source, "its " + key + " is no number", null);
          }
          return OptionalInt.of(number);
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return OptionalInt.empty();
    } catch (JsonProcessingException e) {
      throw damaged(source, e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** Writes JSON with the elements of its outer lists on a line each, and a line's end. */
  static void write(OutputStream out, Object value) throws IOException {
    LINES.writeValue(out, value);
  }

  /**
   * The value that was written.
   *
   * @param source where the bytes come from, for messages
   * @throws StorageException where they are no JSON or do not fit the type
   */
  public static <T> T read(byte[] bytes, Class<T> type, String source) {
    try {
      return read(new ByteArrayInputStream(bytes), type, source);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /**
   * The value that was written.
   *
   * @param source where the stream comes from, for messages
   * @throws StorageException where it is no JSON or does not fit the type
   * @throws IOException where the stream cannot be read
   */
  static <T> T read(InputStream in, Class<T> type, String source) throws IOException {
    try {
      T value = MAPPER.readValue(in, type);
      if (value == null) {
        throw damaged(source, "it holds nothing", null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw damaged(source, e);
    }
  }

  private static StorageException damaged(String source, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null
            ? ""
            : String.format(Locale.ROOT, " (line %d, column %d)", at.getLineNr(), at.getColumnNr());
    return damaged(source, e.getOriginalMessage() + place, e);
  }

  private static StorageException damaged(String source, String why, @Nullable Exception cause) {
    String message = source + " is damaged, or of another release: " + why;
    return cause == null ? new StorageException(message) : new StorageException(message, cause);
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + value.getClass().getName(), e);
    }
  }

  /** Keeps nothing but the number of bytes. */
  private static final class Counted extends OutputStream {

    private long length;

    @Override
    public void write(int one) {
      length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      length += count;
    }
  }
}
