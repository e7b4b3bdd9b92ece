package io.chronoshard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Errors over epochs and over rounds as a page that needs nothing beside it. */
final class AveragingPage {

  private static final String LIBRARY =
      "META-INF/resources/webjars/chart.js/4.4.3/dist/chart.umd.js";

  private AveragingPage() {}

  /**
   * The page's HTML.
   *
   * @param what was forecast
   */
  static String html(String what, List<AveragingLine> lines) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode data = nodes.objectNode();
    data.put("what", what);
    ArrayNode drawn = data.putArray("lines");
    for (AveragingLine line : lines) {
      ObjectNode node = drawn.addObject();
      node.put("label", line.label());
      node.put("shards", line.shards());
      node.put("rounds", line.rounds());
      ArrayNode errors = node.putArray("errors");
      line.errors().forEach(errors::add);
    }
    return read("io/chronoshard/bench/averaging.html")
        .replace("{{data}}", data.toString().replace("<", "\\u003c"))
        .replace("{{library}}", read(LIBRARY));
  }

  private static String read(String path) {
    try (InputStream stream = AveragingPage.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
