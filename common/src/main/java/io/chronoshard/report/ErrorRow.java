package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.ForecasterName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all forecasters did for one target, at one lead or all, in one series or all.
 *
 * @param leadSteps steps from the origin, or -1 for all leads
 * @param series the series, or an empty text for all
 * @param entries of each forecaster that was compared
 */
record ErrorRow(String target, int leadSteps, String series, Map<ForecasterName, Entry> entries) {

  /** The forecasters that know nothing but the past values. */
  static final List<ForecasterName> NAIVE =
      List.of(ForecasterName.LAST_VALUE, ForecasterName.SAME_TIME_LAST_PERIOD);

  private record Place(String target, int leadSteps, String series) {}

  /** Entries side by side, in the order in which they first appear. */
  static List<ErrorRow> of(List<Entry> entries) {
    Map<Place, Map<ForecasterName, Entry>> places = new LinkedHashMap<>();
    for (Entry entry : entries) {
      places
          .computeIfAbsent(
              new Place(entry.target(), entry.leadSteps(), entry.series()),
              place -> new EnumMap<>(ForecasterName.class))
          .put(entry.forecaster(), entry);
    }
    List<ErrorRow> rows = new ArrayList<>();
    places.forEach(
        (place, row) ->
            rows.add(new ErrorRow(place.target(), place.leadSteps(), place.series(), row)));
    return rows;
  }

  /** The rows of each target, in the order in which targets first appear. */
  static Map<String, List<ErrorRow>> byTarget(Collection<ErrorRow> rows) {
    Map<String, List<ErrorRow>> targets = new LinkedHashMap<>();
    rows.forEach(row -> targets.computeIfAbsent(row.target(), t -> new ArrayList<>()).add(row));
    return targets;
  }

  /** Its entry of a forecaster. */
  Optional<Entry> entry(ForecasterName forecaster) {
    return Optional.ofNullable(entries.get(forecaster));
  }

  /** Mean absolute error, in the target's unit; NaN where it is not known. */
  double mae(ForecasterName forecaster) {
    return entry(forecaster).map(Entry::mae).orElse(Double.NaN);
  }

  /** Whether the model and at least one naive forecast have an error. */
  boolean isComparable() {
    return Double.isFinite(mae(ForecasterName.MODEL)) && !naiveFromBest().isEmpty();
  }

  /** The naive forecasts that have an error, the best first. */
  List<ForecasterName> naiveFromBest() {
    return NAIVE.stream()
        .filter(naive -> Double.isFinite(mae(naive)))
        .sorted((one, other) -> Double.compare(mae(one), mae(other)))
        .toList();
  }

  /** The model's error over that of another forecaster, less one: -0.149 is 14.9 % below. */
  double change(ForecasterName against) {
    return mae(ForecasterName.MODEL) / mae(against) - 1;
  }

  /** The change against the best naive forecast; NaN where there is none. */
  double changeAgainstBest() {
    return naiveFromBest().stream().findFirst().map(this::change).orElse(Double.NaN);
  }

  /** Whether the model is nearer than a forecaster. */
  boolean beats(ForecasterName other) {
    return mae(ForecasterName.MODEL) < mae(other);
  }

  /** Whether the model is nearer than every naive forecast, of which there is at least one. */
  boolean beatsAll() {
    return isComparable() && naiveFromBest().stream().allMatch(this::beats);
  }

  /** All mean absolute errors. */
  Stream<Double> maes() {
    return entries.values().stream().map(Entry::mae);
  }
}
