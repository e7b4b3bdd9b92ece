package io.chronoshard.train;

import io.chronoshard.feature.FeatureColumn;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.Quartiles.Three;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What an operator should know of columns that scaling does little to.
 *
 * @param features their names
 * @param fits their statistics
 * @param quartiles of those that are scaled by them, over all series
 */
record ScalerNotes(FeatureSet features, BySeries<ScalerFit> fits, Map<Integer, Three> quartiles) {

  private static final String CONSTANT =
      "constant in the training part, so they tell the model nothing: ";

  /** Series that a note names at most. */
  private static final int SHOWN = 10;

  /** One note for each kind of column, where there is one. */
  List<String> all() {
    List<String> constant = new ArrayList<>();
    List<String> centred = new ArrayList<>();
    for (int i = 0; i < features.inputs().size(); i++) {
      String name = features.inputNames().get(i);
      Three three = quartiles.get(i);
      if (fits.all().inputs().get(i).isConstant()) {
        constant.add(name);
      } else if (three != null && three.lower() == three.upper()) {
        centred.add(name);
      }
    }
    Map<String, Integer> inSome = constantInSome(features.inputNames(), ScalerFit::inputs);
    List<String> attributes = attributes(features.inputNames(), ScalerFit::inputs);
    inSome.keySet().removeAll(constant);
    inSome.keySet().removeAll(attributes);
    attributes.removeAll(constant);
    Map<String, Integer> targets = constantInSome(targetColumns(), ScalerFit::targets);
    targets.keySet().removeAll(attributes(targetColumns(), ScalerFit::targets));
    features.targets().stream()
        .filter(target -> target.isProbable() || target.isCapped())
        .flatMap(target -> target.columns().stream())
        .forEach(column -> targets.remove(column.name()));
    inSome.putAll(targets);
    List<String> notes = new ArrayList<>();
    if (!constant.isEmpty()) {
      notes.add(CONSTANT + constant);
    }
    if (!centred.isEmpty()) {
      notes.add(
          "half of the training part or more is one value, so that robust scaling only takes it away: "
              + centred);
    }
    if (!attributes.isEmpty()) {
      notes.add("scaled over all series, as they never change within one: " + attributes);
    }
    if (!inSome.isEmpty()) {
      notes.add(
          "constant in the training part of some series, where scaling by series only takes the value away"
              + " (column=series): "
              + inSome);
    }
    return notes;
  }

  /**
   * What there is to know where scalers are those of a model that is trained on.
   *
   * @param inputs the scaler of its inputs
   */
  List<String> kept(Scaler inputs) {
    List<String> constant = new ArrayList<>();
    for (int i = 0; i < features.inputs().size(); i++) {
      if (fits.all().inputs().get(i).isConstant()) {
        constant.add(features.inputNames().get(i));
      }
    }
    List<String> unknown =
        new TreeSet<>(fits.series().keySet())
            .stream().filter(name -> !inputs.series().containsKey(name)).toList();
    List<String> notes = new ArrayList<>();
    if (!constant.isEmpty()) {
      notes.add(CONSTANT + constant);
    }
    if (!unknown.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "scaled as all series together, as what training begins from does not know them: %s%s",
              unknown.subList(0, Math.min(SHOWN, unknown.size())),
              unknown.size() > SHOWN ? " and " + (unknown.size() - SHOWN) + " others" : ""));
    }
    return notes;
  }

  private List<String> targetColumns() {
    return features.targetColumns().stream().map(FeatureColumn::name).toList();
  }

  /** The columns that never change within any series, where statistics are of each. */
  private List<String> attributes(
      List<String> names, Function<ScalerFit, List<ColumnStatistics>> columns) {
    return fits.series().isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>(
            FittedScalers.attributes(fits.map(columns)).stream().map(names::get).toList());
  }

  /** In how many series each column never changes; those that do not know it do not count. */
  private Map<String, Integer> constantInSome(
      List<String> names, Function<ScalerFit, List<ColumnStatistics>> columns) {
    Map<String, Integer> series = new TreeMap<>();
    for (ScalerFit fit : fits.series().values()) {
      for (int i = 0; i < names.size(); i++) {
        ColumnStatistics statistics = columns.apply(fit).get(i);
        if (statistics.count() > 0 && statistics.isConstant()) {
          series.merge(names.get(i), 1, Integer::sum);
        }
      }
    }
    return series;
  }
}
