package io.chronoshard.jobs.train;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.InputNotes;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Verbosity;
import io.chronoshard.jobs.spark.EngineChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.HolidayYears;
import io.chronoshard.jobs.spark.SampleWindow;
import io.chronoshard.jobs.spark.SparkCluster;
import io.chronoshard.jobs.spark.SparkRows;
import io.chronoshard.jobs.spark.SparkShards;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.watch.RoundWatch;
import io.chronoshard.jobs.spark.watch.RoundWatch.Detail;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.Summary;
import io.chronoshard.model.alarm.AnomalyRule;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.ModelHash;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.Operator;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.registry.Samples;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.registry.start.StartingVersion;
import io.chronoshard.scale.Scalers;
import io.chronoshard.split.Part;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.HeldInputs;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.PlannedTraining;
import io.chronoshard.train.plan.Shortage;
import io.chronoshard.train.plan.Shortages;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * One training on Spark, from the history table to a version's contents.
 *
 * @param settings the whole configuration
 * @param snapshot the history table as it is read
 * @param design what fits what
 * @param start the version that training begins from; nothing for initial weights
 * @param identity the blocks of the configuration that decide the model's bits, as JSON
 * @param listener hears how it goes
 * @param clock tells when the version was made
 */
record Training(
    Configuration settings,
    TableSnapshot snapshot,
    TrainingDesign design,
    Optional<StartingVersion> start,
    String identity,
    TrainingListener listener,
    Clock clock) {

  private static final int SAMPLES = 4;

  /**
   * What a training came to.
   *
   * @param bySeries the networks of single series, which executors hold until this is closed
   * @param heldBytes of all shards in memory; nothing where some were on disk
   */
  record Result(
      VersionContents contents,
      Optional<SeriesTrained> bySeries,
      Shard.Counts counts,
      OptionalLong heldBytes)
      implements AutoCloseable {

    /** The networks of single series; none where there is one of all alone. */
    Iterable<SeriesModel> series() {
      return bySeries.map(trained -> trained.networks().models()).orElse(List.of());
    }

    @Override
    public void close() {
      bySeries.ifPresent(SeriesTrained::close);
    }
  }

  /**
   * Trains.
   *
   * @param watch follows the application's stages
   */
  Result run(
      SparkSession spark,
      RoundWatch watch,
      RunAttempt attempt,
      ModelLock lock,
      JobContext context) {
    Instant started = clock.instant();
    EngineChoice engine = EngineChoice.of(settings.training(), spark.sparkContext());
    context.note(engine.toString());
    requireMemory(spark.sparkContext(), engine, context);
    WindowLayout layout = design.layout();
    HolidayYears.noteIfMissing(
        settings.features(), design.facts().holidays(), layout.history(), context);
    int shardCount = settings.training().shards();
    HistoryTable table =
        new HistoryTable(spark, settings.history().table(), snapshot, layout.history());
    // What is fitted reads them more than once, and they cross the network once.
    Kept<Block> blocks = Kept.onDisk(table.blocks(layout, design.dealt(), shardCount), "blocks");
    SparkRows rows = new SparkRows(blocks.now(), layout);
    new HeldInputs(design.feedback(), layout.features()).require(rows);
    FittedScalers fitted =
        start
            .map(version -> version.fitted(rows, design))
            .orElseGet(
                () ->
                    FittedScalers.of(
                        rows, design.scaling(), layout.features(), design.ends().outputs()));
    fitted.notes().forEach(context::note);
    List<String> centred =
        WindowColumns.of(layout.features(), settings.features().scale()).centredNames();
    new InputNotes(settings.features(), settings.window(), layout.history(), centred)
        .all()
        .forEach(context::note);
    pipeline(fitted, Optional.empty()).requireRoom();
    Scalers scalers = fitted.scalers();
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(layout.shape(), layout.features().targetWidths()),
                classShares(fitted));
    Kept<Shard> shards = SparkShards.shards(blocks.now(), layout, scalers.inputs());
    Shard.Counts counts = SparkShards.counts(shards);
    blocks.close();
    requireWindows("training", counts.training());
    if (settings.training().validate()) {
      requireWindows("validation", counts.validation());
    }
    MemberPlans plans =
        new MemberPlans(design, settings.training(), objectives, engine.compute(), scalers, start);
    plans.notes().forEach(context::note);
    RunCheckpoints checkpoints =
        RunCheckpoints.of(settings.run().checkpoint(), attempt, lock, context, plans, release());
    TrainedMembers trained = checkpoints.train(shards, watched(watch, context), clock);
    List<Member> members = trained.kept();
    Optional<AnomalyRule> alarms =
        new FittedAlarms(design, settings.training(), scalers.targets())
            .fit(shards.now(), VersionContents.frozen(members), context);
    List<BlockWindows> sampled = sampled(shards.now());
    OptionalLong held = SparkShards.heldBytes(shards);
    shards.close();
    Optional<SeriesTrained> bySeries =
        settings
            .model()
            .seriesWindows()
            .map(
                least ->
                    new SeriesTraining(
                            settings, design, scalers.inputs(), plans.first(), least, start)
                        .train(
                            spark,
                            table,
                            members.get(0).network(),
                            checkpoints.series(
                                trained,
                                spark.sparkContext().hadoopConfiguration(),
                                settings.registry().permissions()),
                            listener));
    VersionContents contents =
        new VersionContents(
            members,
            pipeline(fitted, alarms),
            bySeries.map(trained::metrics).orElseGet(trained::metrics),
            provenance(
                spark, attempt, engine, members.get(0).seed(), hash(members, bySeries), started),
            samples(sampled, members, scalers, bySeries));
    return new Result(contents, bySeries, counts, held);
  }

  private List<Double> classShares(FittedScalers fitted) {
    return start.map(StartingVersion::classShares).orElse(fitted.targetMeans());
  }

  /** Tells what is tight, and refuses what cannot be held, before anything is read. */
  private void requireMemory(SparkContext spark, EngineChoice engine, JobContext context) {
    List<Shortage> shortages =
        PlannedTraining.of(design, settings.training(), engine.compute())
            .shortages(SparkCluster.of(spark));
    Shortages.requireNone(shortages);
    shortages.forEach(shortage -> context.note("memory: " + shortage.text()));
  }

  /** What hears of rounds, and tells how they go on the cluster. */
  private TrainingListener watched(RoundWatch watch, JobContext context) {
    return watch.before(
        listener, context.verbosity() == Verbosity.VERBOSE ? Detail.ALL : Detail.EXTREMES);
  }

  private String hash(List<Member> members, Optional<SeriesTrained> bySeries) {
    return ModelHash.of(
        identity,
        members,
        bySeries.map(SeriesTrained::hashes).orElse(Collections.emptySortedMap()));
  }

  private static String release() {
    String release = Training.class.getPackage().getImplementationVersion();
    return release == null ? "unknown" : release;
  }

  private static void requireWindows(String part, WindowCounts counts) {
    if (counts.used() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "none of the %d windows of the %s part is known as a whole: %d have an unknown input,"
                  + " %d an unknown target; fill gaps (grid.fill), leave out channels with many"
                  + " unknown values (features.channels), or shorten the window",
              counts.possible(),
              part,
              counts.unknownInput(),
              counts.unknownTarget()));
    }
  }

  private Pipeline pipeline(FittedScalers fitted, Optional<AnomalyRule> alarms) {
    WindowLayout layout = design.layout();
    History history = layout.history();
    return new Pipeline(
        history.axis(),
        history.blockSteps(),
        history.channels(),
        history.recordedTimes(),
        // Named one by one: a history that is scored later may have others, or another order.
        settings.features().withChannels(FeatureSet.inputChannels(settings.features(), history)),
        design.facts(),
        settings.window(),
        design.ends(),
        settings.training().loss(),
        layout.parts(),
        fitted.scalers().inputs(),
        fitted.scalers().targets(),
        fitted.targetMeans(),
        classShares(fitted),
        fitted.lives(),
        fitted.ranges(),
        alarms,
        layout.features().inputNames(),
        layout.features().targetNames());
  }

  private Provenance provenance(
      SparkSession spark,
      RunAttempt attempt,
      EngineChoice engine,
      long seed,
      String hash,
      Instant started) {
    History history = design.layout().history();
    Instant ended = clock.instant();
    return new Provenance(
        attempt.folder().runId(),
        release(),
        ended,
        seed,
        engine.compute().engine().toString(),
        engine.reason(),
        new Provenance.TrainingData(
            snapshot.number(),
            history.fingerprint(),
            history.axis(),
            history.fromStep(),
            history.toStep()),
        start.map(StartingVersion::told),
        settings.canonical().json(),
        identity,
        hash,
        design.architectures().stream().map(Summary::of).toList(),
        Map.of("java", Runtime.version().toString(), "spark", spark.version()),
        Operator.name(),
        cluster(spark.sparkContext()),
        Duration.between(started, ended).toMillis());
  }

  private List<BlockWindows> sampled(JavaRDD<Shard> shards) {
    Part part = settings.training().validate() ? Part.VALIDATION : Part.TRAINING;
    return SampleWindow.firstOf(shards, part, design.feedback().far(), SAMPLES);
  }

  private static Provenance.Cluster cluster(SparkContext spark) {
    Cluster cluster = SparkCluster.of(spark);
    return new Provenance.Cluster(
        cluster.master(), cluster.executors(), cluster.executors() * cluster.cores());
  }

  private Samples samples(
      List<BlockWindows> windows,
      List<Member> members,
      Scalers scalers,
      Optional<SeriesTrained> bySeries) {
    Ensemble ensemble =
        new Ensemble(
            members.stream().map(Member::network).toList(),
            members.stream().map(Member::weight).toList());
    Set<String> series =
        windows.stream().map(window -> window.block().id().series()).collect(Collectors.toSet());
    Outputs outputs =
        bySeries
            .map(trained -> trained.outputs(FrozenNetwork.of(members.get(0).network()), series))
            .orElse(ensemble);
    return new SampleForecasts(design.feedback(), scalers, design.objectives())
        .of(outputs, bySeries.isPresent() ? List.of(outputs) : ensemble.networks(), windows);
  }
}
