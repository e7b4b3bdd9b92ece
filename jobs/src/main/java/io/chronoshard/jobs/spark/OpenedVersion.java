package io.chronoshard.jobs.spark;

import io.chronoshard.block.BlockId;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.JudgedForecaster;
import io.chronoshard.model.JudgedRecursion;
import io.chronoshard.model.MeanLife;
import io.chronoshard.model.MeanLife.Lives;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.RecursiveForecaster;
import io.chronoshard.model.SeriesOutputs;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.registry.Acceptance;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.registry.SeriesReader;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A version set to work on a history: its columns found there, its networks ready to travel.
 *
 * @param number the version
 * @param history the history, with the channels that the version reads
 * @param features its columns
 * @param shape its windows, with all that it forecasts of them
 * @param feedback how its forecasts become inputs
 * @param networks its networks
 * @param series networks of single series, beside which the only other stands in; nothing where
 *     there are none
 * @param inputScaler scales its inputs
 * @param targetScaler scales its targets
 * @param targetMeans of each target column, the training part's mean
 * @param lives of targets that are lives, what the training part tells of them
 * @param objectives what it was to learn
 * @param labels what each head's target is called
 * @param range of its inputs in the training part
 * @param alarms what tells windows anomalous, where anything does
 * @param acceptance what its networks must compute wherever they forecast
 */
public record OpenedVersion(
    int number,
    History history,
    FeatureSet features,
    WindowShape shape,
    Feedback feedback,
    FrozenEnsemble networks,
    Optional<SeriesNetworks> series,
    Scaler inputScaler,
    TargetScaler targetScaler,
    List<Double> targetMeans,
    Map<String, Lives> lives,
    Objectives objectives,
    List<String> labels,
    OutsideRange range,
    Optional<AnomalyRule> alarms,
    Acceptance acceptance) {

  /** The forecast that all series live as long as those of the training part. */
  public MeanLife meanLife() {
    return new MeanLife(
        shape,
        features.targets(),
        lives,
        lives.isEmpty()
            ? Map.of()
            : history.series().stream()
                .collect(Collectors.toMap(SeriesExtent::name, SeriesExtent::fromStep)));
  }

  /** Brings all that is forecast to the targets' own units. */
  public OwnUnits units() {
    return units(shape);
  }

  private OwnUnits units(WindowShape windows) {
    return new OwnUnits(targetScaler, objectives.layout(windows, targetScaler.widths()));
  }

  /**
   * Its forecasts.
   *
   * @param batch windows that are forecast together
   * @param hadoop how file systems are reached, where networks are opened when their turn comes
   */
  public Forecaster forecaster(int batch, Configuration hadoop) {
    return feedback.isGiven() ? recursion(batch, hadoop) : network(batch, hadoop);
  }

  /** Its forecasts of windows whose targets are known, with its losses. */
  public Forecaster judged(int batch, Configuration hadoop) {
    return feedback.isGiven()
        ? new JudgedRecursion(recursion(batch, hadoop), units(), objectives, batch)
        : new JudgedForecaster(network(batch, hadoop), units(), objectives, batch);
  }

  private RecursiveForecaster recursion(int batch, Configuration hadoop) {
    return new RecursiveForecaster(
        network(batch, hadoop),
        feedback,
        units(feedback.near()).layout(),
        units().layout(),
        inputScaler,
        batch);
  }

  /** Its forecasts of what it was trained to forecast. */
  private NetworkForecaster network(int batch, Configuration hadoop) {
    return new NetworkForecaster(
        outputs(hadoop), feedback.near(), features.inputs().size(), units(feedback.near()), batch);
  }

  private Outputs outputs(Configuration hadoop) {
    if (series.isPresent()) {
      Outputs bySeries = bySeries(series.get(), hadoop);
      AcceptedModels.require(acceptance, List.of(bySeries), number);
      return bySeries;
    }
    Ensemble ensemble = networks.ensemble();
    AcceptedModels.require(acceptance, ensemble.networks(), number);
    return ensemble;
  }

  private Outputs bySeries(SeriesNetworks own, Configuration hadoop) {
    return new SeriesOutputs(networks.networks().get(0), new SeriesReader(own, hadoop));
  }

  /**
   * The stored windows, as often as one likes, for one thread.
   *
   * @param hadoop how file systems are reached, where networks are opened when their turn comes
   */
  public Replay replay(Configuration hadoop) {
    List<? extends Outputs> opened =
        series.isPresent()
            ? List.of(bySeries(series.get(), hadoop))
            : networks.ensemble().networks();
    return new Replay(acceptance, opened, ModelVersion.name(number));
  }

  /**
   * Networks with the windows that they are stored with.
   *
   * @param networks in their order
   * @param source for messages
   */
  public record Replay(Acceptance acceptance, List<? extends Outputs> networks, String source) {

    /** Copies the list. */
    public Replay {
      networks = List.copyOf(networks);
    }

    /** How many windows there are. */
    public int windows() {
      return acceptance.samples().windows().size();
    }

    /**
     * Computes all windows.
     *
     * @throws io.chronoshard.error.StorageException where a number is another one than was stored
     */
    public void run() {
      acceptance.require(networks, source);
    }
  }

  /**
   * Deals blocks to partitions: where series have networks of their own by whole series, so that
   * each network is opened once.
   */
  public NavigableMap<BlockId, Integer> deal(WindowLayout layout, int partitions, OriginRule rule) {
    return series.isPresent()
        ? layout.dealSeries(partitions, List.of(rule))
        : layout.deal(partitions, List.of(rule));
  }

  /**
   * Sets a version to work.
   *
   * @param table a history, with all its channels
   * @throws ConfigurationException where the history has another grid, lacks a channel, or has
   *     another kind of one
   */
  public static OpenedVersion of(ModelVersion version, History table) {
    Pipeline pipeline = version.contents().pipeline();
    if (!pipeline.axis().equals(table.axis())) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s was trained on steps of %s, but history.table has %s; ingest with the same grid",
              ModelVersion.name(version.number()),
              pipeline.axis().text(),
              table.axis().text()));
    }
    History history =
        table.withChannels(
            FeatureSet.channelsRead(pipeline.features(), pipeline.window().targets(), table));
    FeatureSet features =
        FeatureSet.of(pipeline.features(), pipeline.window().targets(), history, pipeline.facts());
    requireInputs(version, features.inputNames());
    WindowShape near =
        WindowColumns.of(features, pipeline.features().scale())
            .shape(pipeline.window(), pipeline.ends(), history.axis());
    Feedback feedback =
        Feedback.of(pipeline.ends(), features, near, pipeline.features().knownAhead());
    WindowShape shape = feedback.far();
    return new OpenedVersion(
        version.number(),
        history,
        features,
        shape,
        feedback,
        version.contents().frozen(),
        version.contents().series(),
        pipeline.inputScaler(),
        pipeline.targetScaler(),
        pipeline.targetMeans(),
        pipeline.lives(),
        Objectives.of(pipeline.ends(), pipeline.loss(), features.targets(), history.axis()),
        new WindowTargets(shape, features.targetWidths())
            .labels(features.targetNames(), pipeline.ends().outputNames()),
        new OutsideRange(shape, features.inputNames(), pipeline.ranges()),
        pipeline.alarms(),
        Acceptance.of(version.contents()));
  }

  /** A channel may have the same name and be something else: texts now, or numbers no longer. */
  private static void requireInputs(ModelVersion version, List<String> found) {
    List<String> trained = version.contents().pipeline().inputs();
    if (!found.equals(trained)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s reads the inputs %s, and of history.table they would be %s; ingest it as the history was that the version was trained on",
              ModelVersion.name(version.number()),
              trained,
              found));
    }
  }
}
