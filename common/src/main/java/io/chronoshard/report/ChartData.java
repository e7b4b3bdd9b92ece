package io.chronoshard.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation.Drawn;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The numbers that the page's script draws, as JSON; what is no number becomes null. */
final class ChartData {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** More digits than a chart can show, and half the size of all. */
  private static final MathContext DIGITS = new MathContext(6);

  private final ReportContents contents;
  private final StepText steps;

  ChartData(ReportContents contents) {
    this.contents = contents;
    this.steps = contents.steps();
  }

  /** JSON that can stand inside of a script element: without characters that HTML looks at. */
  String json() {
    ObjectNode data = NODES.objectNode();
    data.put("clock", steps.isClock());
    ArrayNode excerpts = data.putArray("excerpts");
    contents.evaluation().excerpts().forEach(excerpt -> excerpts.add(node(excerpt)));
    ArrayNode leads = data.putArray("leads");
    ErrorRow.byTarget(ErrorRow.of(contents.evaluation().byLead()))
        .forEach((target, rows) -> leads.add(node(target, rows)));
    data.set("epochs", epochs());
    return data.toString()
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Times are a start and the differences from one to the next, which are short. */
  private ObjectNode node(Excerpt excerpt) {
    ObjectNode node = NODES.objectNode();
    node.put("series", excerpt.series());
    node.put("target", excerpt.target());
    node.put("lead", excerpt.leadSteps());
    node.put("ahead", steps.span(excerpt.leadSteps()));
    TimeAxis axis = contents.pipeline().axis();
    node.put("leadTime", Math.multiplyExact((long) excerpt.leadSteps(), axis.stepMillis()));
    node.put("step", axis.stepMillis());
    long[] times = excerpt.times();
    node.put("start", times.length > 0 ? times[0] : 0);
    ArrayNode differences = node.putArray("differences");
    for (int i = 1; i < times.length; i++) {
      differences.add(times[i] - times[i - 1]);
    }
    node.set("actual", numbers(excerpt.actual()));
    node.set("model", numbers(excerpt.model()));
    node.put("name", excerpt.baseline().label());
    node.set("baseline", numbers(excerpt.baselines()));
    Drawn drawn = excerpt.drawn();
    node.put("kind", drawn.kind().name().toLowerCase(Locale.ROOT));
    ArrayNode classes = node.putArray("classes");
    drawn.classes().forEach(classes::add);
    node.put("band", drawn.band());
    node.set("lower", numbers(drawn.lower()));
    node.set("upper", numbers(drawn.upper()));
    if (contents.evaluation().alarms().isPresent()) {
      node.set("alarm", numbers(alarmed(excerpt)));
    }
    return node;
  }

  /** What happened where there was an alarm, and nothing (NaN) elsewhere. */
  private static float[] alarmed(Excerpt excerpt) {
    float[] alarmed = new float[excerpt.times().length];
    Arrays.fill(alarmed, Float.NaN);
    for (int at : excerpt.alarms()) {
      alarmed[at] = excerpt.actual()[at];
    }
    return alarmed;
  }

  private ObjectNode node(String target, List<ErrorRow> rows) {
    ObjectNode node = NODES.objectNode();
    node.put("target", target);
    ArrayNode leads = node.putArray("leads");
    ArrayNode names = node.putArray("names");
    for (ErrorRow row : rows) {
      leads.add(
          Math.multiplyExact((long) row.leadSteps(), contents.pipeline().axis().stepMillis()));
      names.add(steps.span(row.leadSteps()));
    }
    ArrayNode forecasts = node.putArray("forecasts");
    rows.stream()
        .flatMap(row -> row.entries().keySet().stream())
        .distinct()
        .forEach(
            one -> {
              ObjectNode line = forecasts.addObject();
              line.put("name", one.label());
              line.set("errors", numbers(rows.stream().map(row -> row.error(one)).toList()));
            });
    return node;
  }

  private ObjectNode epochs() {
    ObjectNode node = NODES.objectNode();
    node.put("kept", contents.training().kept().epoch());
    node.set("epoch", epochs(Epoch::epoch));
    node.set("trainingLoss", epochs(Epoch::trainingLoss));
    node.set("validationLoss", epochs(Epoch::validationLoss));
    node.set("validationMae", epochs(Epoch::validationMae));
    node.set("validationRmse", epochs(Epoch::validationRmse));
    return node;
  }

  private ArrayNode epochs(ToDoubleFunction<Epoch> value) {
    return numbers(
        Stream.concat(contents.training().start().stream(), contents.training().epochs().stream())
            .map(value::applyAsDouble)
            .toList());
  }

  private static ArrayNode numbers(float[] values) {
    List<Double> numbers = new ArrayList<>(values.length);
    for (float value : values) {
      numbers.add((double) value);
    }
    return numbers(numbers);
  }

  private static ArrayNode numbers(List<Double> values) {
    ArrayNode array = NODES.arrayNode(values.size());
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(new BigDecimal(value, DIGITS).stripTrailingZeros());
      } else {
        array.addNull();
      }
    }
    return array;
  }
}
