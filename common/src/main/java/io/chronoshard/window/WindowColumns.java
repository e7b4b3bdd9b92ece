package io.chronoshard.window;

import io.chronoshard.config.InputSettings;
import io.chronoshard.config.InputSettings.Kind;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.Nearest;
import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.ScaleSettings;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.scale.ScalePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of a block's columns the ends of a model are about.
 *
 * @param inputs names of the input columns
 * @param targets names of the targets
 * @param widths columns of each target
 * @param centred places of the inputs whose scaled zero is the training part's mean or median
 */
public record WindowColumns(
    List<String> inputs, List<String> targets, List<Integer> widths, List<Integer> centred) {

  /** Copies the lists. */
  public WindowColumns {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    widths = List.copyOf(widths);
    centred = List.copyOf(centred);
  }

  /** Those of a set of features. */
  public static WindowColumns of(FeatureSet features, ScaleSettings scale) {
    List<Scale> inputs = ScalePlan.of(scale, features).inputs();
    return new WindowColumns(
        features.inputNames(),
        features.targetNames(),
        features.targetWidths(),
        IntStream.range(0, inputs.size())
            .filter(i -> inputs.get(i) == Scale.STANDARD || inputs.get(i) == Scale.ROBUST)
            .boxed()
            .toList());
  }

  /** Names of the inputs whose scaled zero is the training part's mean or median. */
  public List<String> centredNames() {
    return centred.stream().map(inputs::get).toList();
  }

  /**
   * The ends with the columns of each input named one by one, or none for all.
   *
   * @param knownAhead names or patterns of inputs that are known at the steps that are forecast
   * @param series names of the series that have a code, in order
   * @throws ConfigurationException where a name means no column, or one that is not known ahead
   */
  public static ModelEnds named(
      ModelEnds ends, FeatureSet features, List<String> knownAhead, List<String> series) {
    Set<Integer> ahead = features.knownAhead("features.known-ahead", knownAhead);
    List<InputSettings> inputs = new ArrayList<>();
    for (InputSettings input : ends.inputs()) {
      if (input.kind() == Kind.SERIES) {
        inputs.add(input.withColumns(series));
        continue;
      }
      Set<Integer> columns = columns(input, features);
      if (input.kind() == Kind.AHEAD) {
        requireAhead(input, columns, ahead, features);
        columns = columns.isEmpty() ? ahead : columns;
      }
      boolean isAll = List.copyOf(columns).equals(List.copyOf(all(features)));
      inputs.add(
          input.withColumns(
              isAll ? List.of() : columns.stream().map(features.inputNames()::get).toList()));
    }
    return new ModelEnds(inputs, ends.outputs(), ends.recursive());
  }

  private static Set<Integer> columns(InputSettings input, FeatureSet features) {
    Set<Integer> columns = new LinkedHashSet<>();
    for (String pattern : input.columns()) {
      columns.addAll(features.inputs(input.path() + ".columns", pattern));
    }
    return columns;
  }

  private static Set<Integer> all(FeatureSet features) {
    Set<Integer> all = new TreeSet<>();
    for (int column = 0; column < features.inputs().size(); column++) {
      all.add(column);
    }
    return all;
  }

  private static void requireAhead(
      InputSettings input, Set<Integer> columns, Set<Integer> ahead, FeatureSet features) {
    if (ahead.isEmpty()) {
      throw new ConfigurationException(
          input.path()
              + " reads columns that are known ahead, and there are none; give features.calendar or"
              + " features.holidays, or name them in features.known-ahead");
    }
    for (int column : columns) {
      if (!ahead.contains(column)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s.columns: \"%s\" is not known at the steps that are forecast; name it in"
                    + " features.known-ahead if it is, or give the input kind = past",
                input.path(),
                features.inputNames().get(column)));
      }
    }
  }

  /**
   * The shape of windows.
   *
   * @param ends whose columns are named one by one
   * @throws ConfigurationException where a target is not there, no output forecasts it, or no input
   *     has a mean to fill in
   */
  public WindowShape shape(WindowSettings window, ModelEnds ends, TimeAxis axis) {
    List<Rows> read = new ArrayList<>();
    for (InputSettings input : ends.inputs()) {
      List<Integer> columns =
          input.kind() == Kind.SERIES
              ? List.of()
              : input.columns().stream().map(inputs::indexOf).toList();
      int sampling = input.sampling().steps(axis);
      read.add(
          switch (input.kind()) {
            case PAST -> Rows.back(input.length(), sampling, columns).with(unknown(window, input));
            case AHEAD ->
                Rows.ahead(window.lead().steps(axis), sampling, input.length(), columns)
                    .with(unmasked(window));
            case STATIC -> Rows.atOrigin(columns).with(unmasked(window));
            case SERIES -> Rows.code();
          });
    }
    Set<String> forecast = new TreeSet<>();
    List<Rows> heads = new ArrayList<>();
    for (OutputSettings output : ends.outputs()) {
      List<Integer> columns =
          output.targets().stream().flatMap(name -> columns(target(output, name))).toList();
      forecast.addAll(output.targets().isEmpty() ? targets : output.targets());
      heads.add(
          Rows.ahead(
              output.lead().steps(axis), output.spacing().steps(axis), output.horizon(), columns));
    }
    requireAll(forecast, ends);
    return new WindowShape(read, window.stride().steps(axis), heads, List.of(), codes(ends));
  }

  private static SeriesCodes codes(ModelEnds ends) {
    return ends.inputs().stream()
        .filter(input -> input.kind() == Kind.SERIES)
        .findFirst()
        .map(input -> new SeriesCodes(input.columns()))
        .orElse(SeriesCodes.NONE);
  }

  /** An input of so few rows that all must be known has none to mask. */
  private UnknownRows unknown(WindowSettings window, InputSettings input) {
    return window.unknown() == WindowSettings.Unknown.MASK && input.length() > window.leastRows()
        ? new UnknownRows.Mask(window.leastRows())
        : unmasked(window);
  }

  /** Where there is no row to skip. */
  private UnknownRows unmasked(WindowSettings window) {
    if (window.unknown() != WindowSettings.Unknown.MEAN) {
      return UnknownRows.DROP;
    }
    if (centred.isEmpty()) {
      throw new ConfigurationException(
          "window.unknown = mean puts zeros where scaled inputs are unknown, which are means of"
              + " none of them; give features.scale or features.scale-channels standard or robust,"
              + " or take window.unknown = drop or mask");
    }
    return new UnknownRows.Fill(centred);
  }

  /** The columns of a target. */
  private Stream<Integer> columns(int target) {
    int first = widths.subList(0, target).stream().mapToInt(Integer::intValue).sum();
    return IntStream.range(first, first + widths.get(target)).boxed();
  }

  private int target(OutputSettings output, String name) {
    if (!targets.contains(name)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s.targets: \"%s\" is none of window.targets, which are %s",
              output.path(),
              name,
              Nearest.first(name, targets)));
    }
    return targets.indexOf(name);
  }

  private void requireAll(Set<String> forecast, ModelEnds ends) {
    for (String target : targets) {
      if (!forecast.contains(target)) {
        throw new ConfigurationException(
            "window.targets: \""
                + target
                + "\" is forecast by none of model.outputs, which give "
                + ends.outputs().stream()
                    .map(output -> output.gives(output.targets()))
                    .collect(Collectors.joining(", "))
                + "; name it in the targets of one, or leave it out");
      }
    }
  }
}
