package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.ImpliedBaselines;
import io.chronoshard.gate.Candidates;
import io.chronoshard.gate.Check;
import io.chronoshard.gate.Check.Result;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Gate;
import io.chronoshard.gate.LossPlan;
import io.chronoshard.gate.LossRule;
import io.chronoshard.gate.LossScales;
import io.chronoshard.gate.Losses;
import io.chronoshard.gate.PastTests;
import io.chronoshard.gate.SegmentRule;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.SparkBaselines;
import io.chronoshard.jobs.spark.SparkLosses;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.baseline.BaselinePlan;
import io.chronoshard.model.baseline.FittedBaselines;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import io.chronoshard.window.WindowTargets.HeadTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Compares a champion with challengers and baselines on the newest windows, and asks the gate.
 *
 * @param settings the whole configuration
 * @param snapshot the history table as it is read
 * @param parts what of it belongs to the date
 * @param champion that is to be beaten
 */
record Judging(
    Configuration settings, TableSnapshot snapshot, NightParts parts, Champion champion) {

  /** The least scale of a series, as a share of the median of all. */
  private static final double LEAST_SCALE = 0.01;

  private Parts judged() {
    return parts.judgedAfter(champion.pipeline().parts());
  }

  private OpenedVersion opened(ModelVersion version) {
    return OpenedVersion.of(version, parts.history());
  }

  private WindowLayout layout(OpenedVersion version, int targetsBefore) {
    return WindowLayout.forEvaluation(
        version.history(), version.features(), version.shape(), judged(), targetsBefore);
  }

  /** The windows that could be judged, whatever of them is known. */
  long possible() {
    WindowLayout layout = layout(opened(champion.version()), 0);
    return layout.history().series().stream()
        .mapToLong(series -> layout.part(Part.TEST).of(series).count())
        .sum();
  }

  /** Baselines that say something of all that is forecast. */
  private record Baselines(List<Forecasts> kinds, List<Forecaster> forecasters, int before) {

    List<String> names() {
      return kinds.stream().map(Forecasts::label).toList();
    }
  }

  private Baselines baselines(SparkSession spark, OpenedVersion version) {
    BaselinePlan plan =
        BaselinePlan.of(
            settings.evaluation().baselines(),
            layout(version, 0),
            new Scalers(version.inputScaler(), version.targetScaler()),
            settings.evaluation().period().steps(version.history().axis()),
            champion.pipeline().features().calendarZone());
    ImpliedBaselines implied =
        ImpliedBaselines.of(
            version.shape(),
            version.features().targets(),
            version.targetMeans(),
            version.meanLife());
    FittedBaselines fitted = SparkBaselines.fit(plan, table(spark, version));
    List<Forecaster> all =
        Stream.concat(fitted.forecasters().stream(), implied.forecasters().stream()).toList();
    List<Forecasts> names =
        Stream.concat(
                Forecasts.with(plan.settings().kinds()).stream().filter(one -> !one.areTheModels()),
                implied.names().stream())
            .toList();
    List<Integer> useful =
        IntStream.range(0, all.size())
            .filter(i -> saysAll(all.get(i), version.units().layout().values().targets()))
            .boxed()
            .toList();
    return new Baselines(
        useful.stream().map(names::get).toList(),
        useful.stream().map(all::get).toList(),
        Math.max(plan.targetsBefore(), implied.targetsBefore()));
  }

  private static boolean saysAll(Forecaster forecaster, List<HeadTarget> targets) {
    return targets.stream().allMatch(target -> forecaster.forecasts(target.target()));
  }

  private HistoryTable table(SparkSession spark, OpenedVersion version) {
    return new HistoryTable(spark, settings.history().table(), snapshot, version.history());
  }

  /**
   * Judges.
   *
   * @param at the run's date
   * @throws io.chronoshard.error.ConfigurationException where they cannot be compared
   */
  Decision judge(
      SparkSession spark,
      ModelRegistry registry,
      List<Contender> challengers,
      PastTests past,
      Instant at) {
    OpenedVersion first = opened(champion.version());
    Baselines baselines = baselines(spark, first);
    List<Check> checks = new ArrayList<>();
    challengers.forEach(challenger -> checks.add(verified(registry, challenger)));
    List<Contender> sound = passed(challengers, checks);
    if (sound.isEmpty()) {
      return Gate.ofNone(checks, at);
    }
    Compared compared = compared(spark, registry, sound, first, baselines);
    List<Check> coverage =
        sound.stream().map(one -> Gate.coverage(compared.losses(), one.name())).toList();
    List<Contender> covering = passed(sound, coverage);
    if (covering.isEmpty() || covering.size() == sound.size()) {
      return decision(compared, checks, past, at);
    }
    // Whoever lacks many windows takes none from the others.
    coverage.stream().filter(check -> check.result() == Result.FAILED).forEach(checks::add);
    return decision(compared(spark, registry, covering, first, baselines), checks, past, at);
  }

  private static List<Contender> passed(List<Contender> challengers, List<Check> checks) {
    List<Contender> passed = new ArrayList<>();
    for (int i = 0; i < challengers.size(); i++) {
      if (checks.get(i).result() == Result.PASSED) {
        passed.add(challengers.get(i));
      }
    }
    return passed;
  }

  private Decision decision(Compared compared, List<Check> before, PastTests past, Instant at) {
    List<Check> checks = new ArrayList<>(before);
    checks.addAll(compared.ranges());
    return new Gate(settings.gate())
        .decide(compared.candidates(), compared.losses(), checks, past, at);
  }

  private Compared compared(
      SparkSession spark,
      ModelRegistry registry,
      List<Contender> challengers,
      OpenedVersion first,
      Baselines baselines) {
    List<OpenedVersion> versions = new ArrayList<>(List.of(first));
    challengers.forEach(
        challenger ->
            versions.add(
                opened(registry.version(new VersionChoice.Numbered(challenger.version())))));
    Candidates candidates =
        new Candidates(
            champion.name(), challengers.stream().map(Contender::name).toList(), baselines.names());
    List<WindowLayout> layouts =
        versions.stream().map(version -> layout(version, baselines.before())).toList();
    Losses losses =
        new SparkLosses(versions, layouts, baselines.forecasters(), rules(first, candidates))
            .of(
                versions.stream().map(version -> table(spark, version)).toList(),
                JavaSparkContext.fromSparkContext(spark.sparkContext()));
    return new Compared(candidates, losses, first.labels());
  }

  private SparkLosses.Rules rules(OpenedVersion first, Candidates candidates) {
    WindowTargets values = first.units().layout().values();
    return new SparkLosses.Rules(
        LossPlan.of(settings.gate(), first.history().axis(), candidates, values),
        SegmentRule.of(settings.gate(), values),
        new LossRule(settings.gate().loss()),
        scales(first, values.targets()),
        settings.evaluation().batch());
  }

  /**
   * What the champion's scaler divides by, so that targets of any unit may be added; of a series
   * that hardly moves not less than a hundredth of what is usual, or it would decide alone.
   */
  private static LossScales scales(OpenedVersion version, List<HeadTarget> targets) {
    Scaler maps = version.targetScaler().maps();
    Map<String, List<Double>> bySeries =
        maps.series().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, own -> divisors(own.getValue(), targets)));
    List<Double> least =
        IntStream.range(0, targets.size())
            .mapToObj(target -> LEAST_SCALE * median(bySeries.values(), target))
            .toList();
    bySeries.replaceAll((series, own) -> larger(own, least));
    return new LossScales(divisors(maps.columns(), targets), bySeries);
  }

  private static double median(Collection<List<Double>> all, int target) {
    return all.stream()
        .map(own -> own.get(target))
        .sorted()
        .skip(all.size() / 2)
        .findFirst()
        .orElse(0.0);
  }

  private static List<Double> larger(List<Double> some, List<Double> others) {
    return IntStream.range(0, some.size())
        .mapToObj(target -> Math.max(some.get(target), others.get(target)))
        .toList();
  }

  private static List<Double> divisors(List<Scaler.Column> columns, List<HeadTarget> targets) {
    return targets.stream().map(target -> columns.get(target.column()).divisor()).toList();
  }

  /** That the version is what was published, and computes here what it did where it was made. */
  private static Check verified(ModelRegistry registry, Contender challenger) {
    try {
      int windows = registry.verify(challenger.version(), Optional.empty()).windows();
      return new Check(
          challenger.name(),
          "reproducible",
          Result.PASSED,
          "its files are whole, and " + windows + " stored windows give the same again");
    } catch (StorageException e) {
      return new Check(
          challenger.name(), "reproducible", Result.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
