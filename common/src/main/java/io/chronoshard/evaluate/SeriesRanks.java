package io.chronoshard.evaluate;

import io.chronoshard.evaluate.EvaluatedSeries.SeriesErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of series from the worst to the best: by the model's error as a multiple of that over
 * all series, the mean over targets; where it is the same, by name.
 *
 * @param entries of the series
 * @param overall of each target, the model's error over all series by which it is compared
 */
public record SeriesRanks(SeriesEntries entries, List<Double> overall)
    implements Comparator<SeriesErrors> {

  /** Copies the list. */
  public SeriesRanks {
    overall = List.copyOf(overall);
  }

  /** For series that are so far off together. */
  static SeriesRanks of(SeriesEntries entries, ErrorTable total) {
    List<Double> overall = new ArrayList<>();
    for (int target = 0; target < entries.targets().size(); target++) {
      overall.add(total.overLeads(0, target).judged());
    }
    return new SeriesRanks(entries, overall);
  }

  @Override
  public int compare(SeriesErrors one, SeriesErrors other) {
    int order = Double.compare(rank(other), rank(one));
    return order == 0 ? one.series().compareTo(other.series()) : order;
  }

  /** A series without a finite error is the worst; a target without any error tells none apart. */
  private double rank(SeriesErrors series) {
    double sum = 0;
    for (int target = 0; target < overall.size(); target++) {
      sum += overall.get(target) == 0 ? 0 : entries.judged(series, 0, target) / overall.get(target);
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }
}
