package io.chronoshard.jobs.train;

import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.registry.SeriesSummary.Named;
import io.chronoshard.registry.SeriesSummary.Without;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the networks of single series came out, as a terminal shows it. */
record SeriesText(SeriesSummary series) {

  /** Series that are named at most; the version's metrics have all. */
  private static final int SHOWN = 10;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        " by a network for each of %d series%s%s",
        series.own(),
        series.spread().map(this::spread).orElse(""),
        without());
  }

  private String spread(SeriesSummary.Spread spread) {
    return String.format(
        Locale.ROOT,
        " (best %s, median %s, worst %s; better than the network of all series on %d)",
        named(spread.best()),
        named(spread.median()),
        named(spread.worst()),
        series.better());
  }

  private static String named(Named one) {
    return String.format(Locale.ROOT, "%.4f of \"%s\"", one.error(), one.series());
  }

  private String without() {
    if (series.without().isEmpty()) {
      return "";
    }
    String named =
        series.without().stream()
            .limit(SHOWN)
            .map(SeriesText::reason)
            .collect(Collectors.joining(", "));
    int more = series.without().size() - SHOWN;
    return String.format(
        Locale.ROOT,
        " and the network of all series for %d: %s%s",
        series.without().size(),
        named,
        more > 0 ? " and " + more + " more" : "");
  }

  private static String reason(Without without) {
    return String.format(
        Locale.ROOT,
        "\"%s\" (%s)",
        without.series(),
        switch (without.standing()) {
          case OWN -> throw new IllegalStateException(without + " has a network of its own");
          case FEW_WINDOWS ->
              without.windows()
                  + (without.windows() == 1 ? " window" : " windows")
                  + " to train on";
          case NO_VALIDATION -> "no window to validate on";
          case DIVERGED -> without.diverged().orElseThrow().toString();
        });
  }
}
