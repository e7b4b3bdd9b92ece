package io.chronoshard.report;

import io.chronoshard.config.ModelEnds;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;

/**
 * What windows read and what is forecast of them, in words.
 *
 * @param window their shape
 * @param ends names of inputs and outputs
 * @param steps writes spans of steps
 */
record WindowText(WindowShape window, ModelEnds ends, StepText steps) {

  /** Such as {@code A window reads 120 rows, 1 hour apart, back to 119 hours before its origin}. */
  String inputs() {
    List<Rows> inputs = window.inputs();
    if (inputs.size() == 1 && inputs.get(0).last() <= 0) {
      return "A window reads " + rows(inputs.get(0), "its origin");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      String name = ends.inputs().get(i).name();
      parts.add("\"" + name + "\" reads " + rows(inputs.get(i), "the origin"));
    }
    return "Of a window " + String.join("; ", parts);
  }

  private String rows(Rows rows, String origin) {
    return rows.form() == Rows.Form.CODE
        ? "which series it is of"
        : places(rows, origin) + unknown(rows);
  }

  private static String unknown(Rows rows) {
    if (rows.isMasked()) {
      return ", of which the newest "
          + rows.least()
          + " are known and those that are not are masked";
    }
    return rows.isFilled() ? ", with means where something is unknown" : "";
  }

  private String places(Rows rows, String origin) {
    String count = Numbers.count(rows.count(), "row");
    if (rows.first() > 0 || rows.last() > 0) {
      String apart = rows.count() > 1 ? ", " + steps.span(rows.apart()) + " apart" : "";
      return count + apart + ", from " + steps.span(rows.first()) + " after " + origin + " on";
    }
    return rows.count() == 1
        ? count + " at " + origin
        : count
            + ", "
            + steps.span(rows.apart())
            + " apart, back to "
            + steps.span(-rows.first())
            + " before "
            + origin;
  }

  /** Such as {@code , and forecasts the value 24 hours after it}. */
  String targets() {
    if (window.heads().size() == 1) {
      return ", and forecasts " + values(window.heads().get(0));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < window.heads().size(); i++) {
      String name = ends.outputs().get(i).name();
      parts.add("\"" + name + "\" forecasts " + values(window.heads().get(i)));
    }
    return "; " + String.join("; ", parts);
  }

  /** How often that is done, where forecasts become inputs; nothing elsewhere. */
  String recursion() {
    return ends.recursive() == 1
        ? ""
        : ". It is forecast "
            + Numbers.count(ends.recursive(), "time")
            + " one after the other, each but the first from a window whose newest rows are the forecasts before";
  }

  private String values(Rows head) {
    return head.count() == 1
        ? "the value " + steps.span(head.first()) + " after it"
        : Numbers.count(head.count(), "value")
            + ", "
            + steps.span(head.apart())
            + " apart, the first "
            + steps.span(head.first())
            + " after it";
  }
}
