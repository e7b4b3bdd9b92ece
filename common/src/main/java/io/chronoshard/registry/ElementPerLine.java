package io.chronoshard.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.Instantiatable;
import java.io.IOException;

/**
 * JSON for lists that may have a million elements: the keys of the outermost object, and the
 * elements of the lists behind them, begin a line each; all else stands on its line.
 */
final class ElementPerLine implements PrettyPrinter, Instantiatable<ElementPerLine> {

  private static final int BROKEN = 2;

  private int depth;

  @Override
  public ElementPerLine createInstance() {
    return new ElementPerLine();
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    begin(json, '{');
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    breakLine(json);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    separate(json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    end(json, '}', entries);
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    begin(json, '[');
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    breakLine(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    separate(json);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    end(json, ']', values);
  }

  private void begin(JsonGenerator json, char bracket) throws IOException {
    json.writeRaw(bracket);
    depth++;
  }

  private void separate(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    if (depth > BROKEN) {
      json.writeRaw(' ');
    } else {
      breakLine(json);
    }
  }

  private void breakLine(JsonGenerator json) throws IOException {
    if (depth <= BROKEN) {
      json.writeRaw('\n');
      json.writeRaw("  ".repeat(depth));
    }
  }

  private void end(JsonGenerator json, char bracket, int elements) throws IOException {
    depth--;
    if (elements > 0 && depth < BROKEN) {
      breakLine(json);
    }
    json.writeRaw(bracket);
    if (depth == 0) {
      json.writeRaw('\n');
    }
  }
}
