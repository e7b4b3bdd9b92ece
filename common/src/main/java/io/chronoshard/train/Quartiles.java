package io.chronoshard.train;

import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.FloatQuantiles;
import io.chronoshard.scale.ScalePlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Exact medians and quartiles of the columns that are scaled by them. */
final class Quartiles {

  /** Columns whose counters are held at a time: of each, 65,536 times six at worst. */
  private static final int TOGETHER = 32;

  private static final List<Double> PROBABILITIES = List.of(0.25, 0.5, 0.75);

  private Quartiles() {}

  /** Of one column. */
  record Three(double lower, double median, double upper) {}

  /**
   * The quartiles, by the places of inputs and of targets behind the last input; they are missing
   * where the rows hold no value of a column.
   *
   * @param fits tell which series are told apart
   */
  static BySeries<Map<Integer, Three>> fit(
      TrainingRows rows, ScalePlan plan, BySeries<ScalerFit> fits) {
    List<Scale> scales = Stream.concat(plan.inputs().stream(), plan.targets().stream()).toList();
    List<Integer> robust =
        IntStream.range(0, scales.size())
            .filter(i -> scales.get(i) == Scale.ROBUST)
            .boxed()
            .toList();
    BySeries<Map<Integer, Three>> all = fits.map(fit -> Map.of());
    for (int from = 0; from < robust.size(); from += TOGETHER) {
      List<Integer> columns = robust.subList(from, Math.min(robust.size(), from + TOGETHER));
      all = all.merge(fit(rows, List.copyOf(columns), fits), Quartiles::both);
    }
    return all;
  }

  private static BySeries<Map<Integer, Three>> fit(
      TrainingRows rows, List<Integer> columns, BySeries<ScalerFit> fits) {
    BySeries<FloatQuantiles> quantiles =
        rows.counts(columns, fits.map(fit -> CountPass.first(columns.size())))
            .map(high -> new FloatQuantiles(high, PROBABILITIES));
    BySeries<FloatCounts> low = rows.counts(columns, quantiles.map(FloatQuantiles::second));
    return quantiles.with(low, (high, counts) -> columns(columns, high.values(counts)));
  }

  private static Map<Integer, Three> columns(List<Integer> columns, List<List<Double>> values) {
    Map<Integer, Three> found = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      List<Double> three = values.get(i);
      if (!Double.isNaN(three.get(0))) {
        found.put(columns.get(i), new Three(three.get(0), three.get(1), three.get(2)));
      }
    }
    return found;
  }

  private static Map<Integer, Three> both(Map<Integer, Three> some, Map<Integer, Three> others) {
    Map<Integer, Three> both = new TreeMap<>(some);
    both.putAll(others);
    return both;
  }
}
