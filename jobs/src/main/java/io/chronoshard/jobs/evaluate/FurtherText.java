package io.chronoshard.jobs.evaluate;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.model.error.Further;
import io.chronoshard.model.error.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is told of forecasts of more than a value: measures of all forecasters that have them, and
 * how the first one's probabilities and classes stand to what happened.
 *
 * @param entries of one target, over all windows; at least one has measures
 */
record FurtherText(List<Entry> entries) {

  /** Of each target of which there is something to tell. */
  static List<FurtherText> of(List<Entry> overall) {
    return overall.stream()
        .map(Entry::target)
        .distinct()
        .map(
            target ->
                overall.stream()
                    .filter(entry -> entry.target().equals(target))
                    .filter(entry -> !entry.further().measures().isEmpty())
                    .toList())
        .filter(entries -> !entries.isEmpty())
        .map(FurtherText::new)
        .toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(entries.get(0).target()).append('\n').append(measures()).append('\n');
    Further first = entries.get(0).further();
    if (!first.calibration().isEmpty()) {
      text.append('\n').append(calibration(first)).append('\n');
    }
    if (!first.confusion().classes().isEmpty()) {
      text.append('\n').append(confusion(first.confusion())).append('\n');
    }
    return text.toString();
  }

  private TextTable measures() {
    List<String> header = new ArrayList<>(List.of("measure"));
    entries.forEach(entry -> header.add(" " + entry.forecaster().label()));
    TextTable table = new TextTable(header.toArray(String[]::new));
    List<String> names =
        entries.stream()
            .flatMap(entry -> entry.further().measures().stream())
            .map(Measure::name)
            .distinct()
            .toList();
    for (String name : names) {
      List<String> cells = new ArrayList<>(List.of(name));
      entries.forEach(entry -> cells.add(measure(entry.further().measure(name))));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /** Nothing where a forecast is of another kind: who gives one value has no likelihood. */
  private static String measure(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static TextTable calibration(Further further) {
    TextTable table = new TextTable("forecast from", " to", " forecasts", " mean", " happened");
    for (Further.Bin bin : further.calibration()) {
      table.row(
          String.format(Locale.ROOT, "%.1f", bin.from()),
          String.format(Locale.ROOT, "%.1f", bin.to()),
          Long.toString(bin.count()),
          number(bin.forecast()),
          number(bin.happened()));
    }
    return table;
  }

  private static TextTable confusion(Further.Confusion confusion) {
    List<String> header = new ArrayList<>(List.of("happened"));
    confusion.classes().forEach(name -> header.add(" forecast " + name));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int i = 0; i < confusion.classes().size(); i++) {
      List<String> cells = new ArrayList<>(List.of(confusion.classes().get(i)));
      confusion.counts().get(i).forEach(count -> cells.add(Long.toString(count)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.5f", value);
  }
}
