package io.chronoshard.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The fields of one JSON object, those of objects within it by their names joined by dots. A field
 * that is not there holds nothing.
 */
final class JsonRow extends TextRow {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Map<String, Integer> read = new HashMap<>();
  private final Set<String> known;
  private final boolean isClosed;
  private final Kind[] kinds;
  private final String[] texts;

  JsonRow(RowLayout layout) {
    List<String> columns = layout.columns();
    layout.used().forEach(column -> read.put(columns.get(column), column));
    known = new HashSet<>(columns);
    isClosed = layout.others() == RowLayout.Others.REFUSED;
    kinds = new Kind[columns.size()];
    texts = new String[columns.size()];
  }

  @Override
  boolean isLeftOut(String line) {
    return line.isBlank();
  }

  /** Hands out the names of all fields of an object; what is wrong with it, or nothing. */
  static Optional<String> names(String line, Consumer<String> names) {
    return parse(
        line,
        (name, parser) -> {
          names.accept(name);
          return Optional.empty();
        });
  }

  @Override
  Optional<String> take(String line) {
    Arrays.fill(kinds, Kind.NOTHING);
    Arrays.fill(texts, "");
    return parse(line, this::field);
  }

  private Optional<String> field(String name, JsonParser parser) throws IOException {
    Integer column = read.get(name);
    if (column == null) {
      return isClosed && !known.contains(name)
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "there is a field \"%s\", which the first lines of the file have not; name the fields to read in history.channels",
                  RowParser.shown(name)))
          : Optional.empty();
    }
    if (!texts[column].isEmpty() || kinds[column] != Kind.NOTHING) {
      return Optional.of(
          String.format(Locale.ROOT, "the field \"%s\" is there twice; mend the file", name));
    }
    switch (parser.currentToken()) {
      case VALUE_NULL -> kinds[column] = Kind.NOTHING;
      case VALUE_TRUE, VALUE_FALSE -> set(column, Kind.TRUTH, parser);
      case START_ARRAY -> {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the field \"%s\" is a list; leave it out of history.channels, or mend the file",
                name));
      }
      default -> set(column, Kind.TEXT, parser);
    }
    return Optional.empty();
  }

  private void set(int column, Kind kind, JsonParser parser) throws IOException {
    kinds[column] = kind;
    texts[column] = parser.getText().strip();
  }

  private static Optional<String> parse(String line, Field field) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.of(
            "the line is no JSON object { ... }; mend the file, or set history.format");
      }
      Optional<String> problem = object("", parser, field);
      if (problem.isEmpty() && parser.nextToken() != null) {
        return Optional.of("something follows the JSON object; there must be one in a line");
      }
      return problem;
    } catch (JsonProcessingException e) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the line is no JSON object (%s); mend the file, or set history.format",
              e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
  }

  private static Optional<String> object(String prefix, JsonParser parser, Field field)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      Optional<String> problem =
          parser.nextToken() == JsonToken.START_OBJECT
              ? object(name + ".", parser, field)
              : field.take(name, parser);
      if (problem.isPresent()) {
        return problem;
      }
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }

  /** Takes a field whose value the parser stands at; what is wrong with it, or nothing. */
  private interface Field {
    Optional<String> take(String name, JsonParser parser) throws IOException;
  }

  @Override
  public Kind kind(int column) {
    return kinds[column];
  }

  @Override
  public String source(int column) {
    return texts[column];
  }

  @Override
  public int from(int column) {
    return 0;
  }

  @Override
  public int to(int column) {
    return texts[column].length();
  }

  @Override
  public double number(int column) {
    return texts[column].equals("true") ? 1 : 0;
  }
}
