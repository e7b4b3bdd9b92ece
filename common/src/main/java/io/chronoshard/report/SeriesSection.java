package io.chronoshard.report;

import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.SeriesSummary.Named;
import io.chronoshard.registry.SeriesSummary.Without;
import io.chronoshard.report.Table.Column;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the networks of single series came out, beside the one of all. */
final class SeriesSection {

  private static final int DIGITS = 4;

  /** Series that are named at most. */
  private static final int SHOWN = 20;

  private final SeriesSummary series;

  SeriesSection(SeriesSummary series) {
    this.series = series;
  }

  Html html() {
    Html html = new Html().element("h3", "Networks of single series").element("p", summary());
    series.spread().ifPresent(spread -> html.add(table(spread).html()));
    if (!series.without().isEmpty()) {
      html.element("p", without());
    }
    return html;
  }

  private String summary() {
    String own =
        "Each of "
            + Numbers.count(series.own())
            + " series has a network of its own, made like the one above, which was trained on all"
            + " series and stands in for every other one.";
    return series.spread().isPresent()
        ? own
            + " On the validation part "
            + Numbers.count(series.better())
            + " of them are better by their own network than by that of all."
        : own;
  }

  private static Table table(SeriesSummary.Spread spread) {
    List<Named> all = List.of(spread.best(), spread.median(), spread.worst());
    int decimals = Numbers.decimals(all.stream().flatMap(SeriesSection::errors).toList(), DIGITS);
    Table table =
        new Table(
            Column.text("MAE, or loss of probabilities"),
            Column.name("Series"),
            Column.number("Validation"),
            Column.number("of the network of all"));
    List<String> places = List.of("smallest", "median", "largest");
    for (int i = 0; i < all.size(); i++) {
      Named one = all.get(i);
      table.row(
          places.get(i),
          one.series(),
          Numbers.fixed(one.error(), decimals),
          Numbers.fixed(one.shared(), decimals));
    }
    return table;
  }

  private static Stream<Double> errors(Named one) {
    return Stream.of(one.error(), one.shared());
  }

  private String without() {
    String named =
        series.without().stream()
            .limit(SHOWN)
            .map(SeriesSection::reason)
            .collect(Collectors.joining(", "));
    int more = series.without().size() - SHOWN;
    return "Without one: " + named + (more > 0 ? " and " + Numbers.count(more) + " more." : ".");
  }

  private static String reason(Without without) {
    return without.series()
        + " ("
        + switch (without.standing()) {
          case OWN -> throw new IllegalStateException(without + " has one");
          case FEW_WINDOWS -> Numbers.count(without.windows(), "window") + " to train on";
          case NO_VALIDATION -> "no window to validate on";
          case DIVERGED -> without.diverged().orElseThrow().toString();
        }
        + ")";
  }
}
