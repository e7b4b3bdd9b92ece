package io.chronoshard.train;

import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.config.ScaleSettings.Scale;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Target;
import io.chronoshard.model.MeanLife.Lives;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.ColumnStatistics;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.ScalePlan;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.train.Quartiles.Three;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the training part says of columns.
 *
 * @param scalers the maps of inputs and targets
 * @param ranges in which the inputs lay
 * @param targetMeans of each target column, the mean of what is learned of it; of events and
 *     classes the share of the steps at which they hold
 * @param lives of targets that are lives, what is known of them; nothing where no series shows how
 *     long it lived
 * @param notes what an operator should know of columns that scaling does little to
 */
public record FittedScalers(
    Scalers scalers,
    Ranges ranges,
    List<Double> targetMeans,
    Map<String, Lives> lives,
    List<String> notes) {

  /** Copies the lists. */
  public FittedScalers {
    targetMeans = List.copyOf(targetMeans);
    lives = Map.copyOf(lives);
    notes = List.copyOf(notes);
  }

  /**
   * Fits them.
   *
   * @param outputs what is to be forecast, for messages
   * @throws DataException where a column is unknown in the whole training part, or a target is
   *     constant there
   */
  public static FittedScalers of(
      TrainingRows rows, ScalePlan plan, FeatureSet features, List<OutputSettings> outputs) {
    BySeries<ScalerFit> fits = rows.statistics(plan.by());
    requireKnown(fits.all(), features, outputs);
    BySeries<Map<Integer, Three>> quartiles = Quartiles.fit(rows, plan, fits);
    int width = plan.inputs().size();
    Scaler inputs = scaler(plan.inputs(), fits.map(ScalerFit::inputs), quartiles, 0);
    Scaler targets = scaler(plan.targets(), fits.map(ScalerFit::targets), quartiles, width);
    return new FittedScalers(
        new Scalers(inputs, TargetScaler.of(capped(targets, features), features)),
        Ranges.of(fits.map(ScalerFit::inputs), inputs, features),
        fits.all().targets().stream().map(ColumnStatistics::mean).toList(),
        lives(fits.all(), features),
        new ScalerNotes(features, fits, quartiles.all()).all());
  }

  /**
   * What it says of the columns of a model that is trained on. Its maps stay, and so its forecasts;
   * ranges are those of both training parts; all else is what this one says.
   *
   * @param outputs what is to be forecast, for messages
   * @param kept the model's maps
   * @param before the ranges of its inputs
   * @throws DataException as where maps are fitted
   */
  public static FittedScalers kept(
      TrainingRows rows,
      By by,
      FeatureSet features,
      List<OutputSettings> outputs,
      Scalers kept,
      Ranges before) {
    BySeries<ScalerFit> fits = rows.statistics(by);
    requireKnown(fits.all(), features, outputs);
    return new FittedScalers(
        kept,
        Ranges.of(fits.map(ScalerFit::inputs), kept.inputs(), features).and(before),
        fits.all().targets().stream().map(ColumnStatistics::mean).toList(),
        lives(fits.all(), features),
        new ScalerNotes(features, fits, Map.of()).kept(kept.inputs()));
  }

  private static Map<String, Lives> lives(ScalerFit fit, FeatureSet features) {
    Map<String, Lives> lives = new TreeMap<>();
    for (int column = 0; column < fit.lives().size(); column++) {
      String target = features.targetsByColumn().get(column).name();
      double most = fit.targets().get(column).maximum();
      fit.lives()
          .get(column)
          .mean(most)
          .ifPresent(mean -> lives.put(target, new Lives(mean, most)));
    }
    return lives;
  }

  /**
   * The maps of some columns. One that never changes within any series tells series apart, as an
   * attribute does, and is scaled over all of them: by series nothing of it would be left.
   */
  private static Scaler scaler(
      List<Scale> scales,
      BySeries<List<ColumnStatistics>> statistics,
      BySeries<Map<Integer, Three>> quartiles,
      int first) {
    List<Scaler.Column> all = new ArrayList<>();
    for (int i = 0; i < scales.size(); i++) {
      all.add(column(scales.get(i), statistics.all().get(i), quartiles.all().get(first + i)));
    }
    Set<Integer> attributes = attributes(statistics);
    Map<String, List<Scaler.Column>> series = new TreeMap<>();
    statistics
        .series()
        .forEach(
            (name, own) -> {
              List<Scaler.Column> columns = new ArrayList<>();
              for (int i = 0; i < scales.size(); i++) {
                columns.add(
                    own.get(i).count() == 0 || attributes.contains(i)
                        ? all.get(i)
                        : column(scales.get(i), own.get(i), quartiles.of(name).get(first + i)));
              }
              series.put(name, columns);
            });
    return new Scaler(all, series);
  }

  /** The columns that never change within any series. */
  static Set<Integer> attributes(BySeries<List<ColumnStatistics>> statistics) {
    Set<Integer> attributes = new TreeSet<>();
    for (int i = 0; i < statistics.all().size(); i++) {
      int column = i;
      boolean isOne =
          statistics.series().values().stream()
              .map(own -> own.get(column))
              .allMatch(own -> own.count() == 0 || own.isConstant());
      if (isOne) {
        attributes.add(column);
      }
    }
    return attributes;
  }

  /** Targets with a cap are divided by it. */
  private static Scaler capped(Scaler scaler, FeatureSet features) {
    Map<String, List<Scaler.Column>> series = new TreeMap<>();
    scaler.series().forEach((name, own) -> series.put(name, capped(own, features)));
    return new Scaler(capped(scaler.columns(), features), series);
  }

  private static List<Scaler.Column> capped(List<Scaler.Column> columns, FeatureSet features) {
    List<Scaler.Column> capped = new ArrayList<>(columns);
    for (int i = 0; i < capped.size(); i++) {
      Target target = features.targetsByColumn().get(i);
      if (target.isCapped()) {
        capped.set(i, new Scaler.Column(0, target.cap()));
      }
    }
    return capped;
  }

  private static Scaler.Column column(
      Scale scale, ColumnStatistics statistics, @Nullable Three quartiles) {
    return switch (scale) {
      case STANDARD -> Scaler.Column.standard(statistics);
      case MIN_MAX -> Scaler.Column.minMax(statistics);
      case ROBUST -> {
        if (quartiles == null) {
          throw new IllegalStateException("a column with values has no quartiles");
        }
        yield Scaler.Column.robust(quartiles.lower(), quartiles.median(), quartiles.upper());
      }
      case NONE -> Scaler.Column.IDENTITY;
    };
  }

  private static void requireKnown(
      ScalerFit fit, FeatureSet features, List<OutputSettings> outputs) {
    for (int i = 0; i < fit.inputs().size(); i++) {
      requireKnown(fit.inputs().get(i), "input", features.inputNames().get(i));
    }
    int column = 0;
    for (Target target : features.targets()) {
      int next = column + target.columns().size();
      new TargetCheck(target, fit.targets().subList(column, next), outputs).require();
      column = next;
    }
  }

  static void requireKnown(ColumnStatistics statistics, String role, String name) {
    if (statistics.count() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the %s \"%s\" is unknown at every step of the training part; leave it out or split elsewhere",
              role,
              name));
    }
  }
}
