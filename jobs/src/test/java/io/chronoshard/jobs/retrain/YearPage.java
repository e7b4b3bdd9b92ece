package io.chronoshard.jobs.retrain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chronoshard.jobs.retrain.YearOfReadings.Days;
import io.chronoshard.retrain.NightDecision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;

/** A retrained year as a page that needs nothing beside it. */
final class YearPage {

  private static final String LIBRARY =
      "META-INF/resources/webjars/chart.js/4.4.3/dist/chart.umd.js";

  /** Days whose errors are drawn as one mean, each day's with those before it. */
  private static final int SMOOTH = 7;

  private YearPage() {}

  /**
   * The page's HTML.
   *
   * @param champion errors of each day's champion
   * @param first errors of the first model
   * @param naive errors of the last value
   */
  static String html(RetrainedYear year, double[] champion, double[] first, double[] naive) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode days = data.putArray("days");
    for (int day = 0; day < champion.length; day++) {
      days.add(YearOfReadings.FIRST.plusDays(day).toString());
    }
    ArrayNode lines = data.putArray("lines");
    line(lines, "champion", champion);
    line(lines, "first model, frozen", first);
    line(lines, "last value", naive);
    ArrayNode bands = data.putArray("bands");
    band(bands, "a sensor drifts", YearOfReadings.DRIFT);
    band(bands, "a sensor stands still", YearOfReadings.BROKEN);
    ArrayNode nights = data.putArray("nights");
    year.decisions()
        .forEach(
            (date, decision) ->
                nights
                    .addObject()
                    .put("day", day(date))
                    .put("what", what(decision))
                    .put("sentence", decision.sentence()));
    return read("io/chronoshard/jobs/retrain/year.html")
        .replace("{{data}}", data.toString().replace("<", "\\u003c"))
        .replace("{{library}}", read(LIBRARY));
  }

  private static void line(ArrayNode lines, String label, double[] errors) {
    ObjectNode line = lines.addObject();
    line.put("label", label);
    line.put("mean", Arrays.stream(errors).average().orElseThrow());
    ArrayNode smooth = line.putArray("errors");
    for (int day = 0; day < errors.length; day++) {
      smooth.add(
          Arrays.stream(errors, Math.max(0, day + 1 - SMOOTH), day + 1).average().orElseThrow());
    }
  }

  private static void band(ArrayNode bands, String label, Days days) {
    bands.addObject().put("label", label).put("from", day(days.from())).put("to", day(days.to()));
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay() - YearOfReadings.FIRST.toEpochDay());
  }

  private static String what(NightDecision decision) {
    if (decision.promoted().isPresent()) {
      return "promoted";
    }
    return decision.quality().stopping().isEmpty() ? "stays" : "refused";
  }

  private static String read(String path) {
    try (InputStream stream = YearPage.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
