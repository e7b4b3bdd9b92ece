package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import java.util.ArrayList;
import java.util.Collection;
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
record ErrorRow(String target, int leadSteps, String series, Map<Forecasts, Entry> entries) {

  private record Place(String target, int leadSteps, String series) {}

  /** Entries side by side, in the order in which they first appear. */
  static List<ErrorRow> of(List<Entry> entries) {
    Map<Place, Map<Forecasts, Entry>> places = new LinkedHashMap<>();
    for (Entry entry : entries) {
      places
          .computeIfAbsent(
              new Place(entry.target(), entry.leadSteps(), entry.series()),
              place -> new LinkedHashMap<>())
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
  Optional<Entry> entry(Forecasts forecaster) {
    return Optional.ofNullable(entries.get(forecaster));
  }

  /** The error by which forecasts are compared; NaN where it is not known. */
  double error(Forecasts forecaster) {
    return entry(forecaster).map(Entry::judged).orElse(Double.NaN);
  }

  /** What that error is, in words. */
  String measure() {
    return isJudgedByBrier() ? "Brier score" : "mean absolute error";
  }

  /** What that error is, in a table. */
  String shortMeasure() {
    return isJudgedByBrier() ? "Brier score" : "MAE";
  }

  /** Whether it is of probabilities. */
  boolean isJudgedByBrier() {
    return entries.values().stream().anyMatch(Entry::isJudgedByBrier);
  }

  /** Whether the model and at least one baseline have an error. */
  boolean isComparable() {
    return Double.isFinite(error(Forecasts.MODEL)) && !baselinesFromBest().isEmpty();
  }

  /** The baselines that have an error, the best first. */
  List<Forecasts> baselinesFromBest() {
    return entries.keySet().stream()
        .filter(one -> !one.areTheModels() && Double.isFinite(error(one)))
        .sorted((one, other) -> Double.compare(error(one), error(other)))
        .toList();
  }

  /** The model's error over that of another forecaster, less one: -0.149 is 14.9 % below. */
  double change(Forecasts against) {
    return error(Forecasts.MODEL) / error(against) - 1;
  }

  /** The change against the best baseline; NaN where there is none. */
  double changeAgainstBest() {
    return baselinesFromBest().stream().findFirst().map(this::change).orElse(Double.NaN);
  }

  /** Whether the model is nearer than a forecaster. */
  boolean beats(Forecasts other) {
    return error(Forecasts.MODEL) < error(other);
  }

  /** Whether the model is nearer than every baseline, of which there is at least one. */
  boolean beatsAll() {
    return isComparable() && baselinesFromBest().stream().allMatch(this::beats);
  }

  /** The errors of all by which they are compared. */
  Stream<Double> errors() {
    return entries.values().stream().map(Entry::judged);
  }
}
