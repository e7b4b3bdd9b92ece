package io.chronoshard.registry.start;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.model.Compute;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelHash;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.Samples;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.LocalRows;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowTargets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training in this process, as jobs do it on a cluster.
 *
 * @param settings with the names in it of the version that it begins from
 * @param start that version
 * @param objectives with the weights of classes
 */
record LocalTraining(
    Configuration settings,
    Optional<StartingVersion> start,
    TrainingDesign design,
    FittedScalers fitted,
    List<Double> classShares,
    Objectives objectives,
    List<Shard> shards) {

  /**
   * Ready for the first step.
   *
   * @param vocabularies of a training that begins from nothing
   */
  static LocalTraining of(
      Configuration configured,
      MadeUpHistory made,
      History table,
      Vocabularies vocabularies,
      Optional<StartingVersion> start) {
    Configuration settings =
        start.map(version -> version.named(configured, table)).orElse(configured);
    TrainingDesign design =
        TrainingDesign.of(
            settings,
            table,
            new FeatureFacts(
                start.map(StartingVersion::vocabularies).orElse(vocabularies), Holidays.NONE));
    start.ifPresent(version -> version.requireFit(settings, design));
    List<List<Block>> blocks = new ArrayList<>();
    for (int shard = 0; shard < settings.training().shards(); shard++) {
      blocks.add(new ArrayList<>());
    }
    design
        .dealt()
        .forEach((id, shard) -> blocks.get(shard).add(made.block(id, design.layout().builder())));
    LocalRows rows = new LocalRows(design.layout(), blocks);
    FittedScalers fitted =
        start
            .map(version -> version.fitted(rows, design))
            .orElseGet(
                () ->
                    FittedScalers.of(
                        rows,
                        design.scaling(),
                        design.layout().features(),
                        design.ends().outputs()));
    List<Double> shares = start.map(StartingVersion::classShares).orElse(fitted.targetMeans());
    Objectives objectives =
        design
            .objectives()
            .weighted(
                new WindowTargets(
                    design.layout().shape(), design.layout().features().targetWidths()),
                shares);
    List<Shard> shards = new ArrayList<>();
    for (List<Block> some : blocks) {
      ShardBuilder builder = new ShardBuilder(design.layout(), fitted.scalers().inputs());
      some.forEach(builder::add);
      shards.add(builder.build(shards.size()));
    }
    return new LocalTraining(settings, start, design, fitted, shares, objectives, shards);
  }

  List<MemberDesign> networks() {
    return MemberDesign.all(design.architectures(), settings.training());
  }

  TrainingPlan plan(MemberDesign network) {
    return TrainingPlan.of(
        Networks.json(network.architecture(), network.training(), objectives),
        network.training(),
        new Compute(settings.training().engine(), 1),
        design.layout().shape(),
        design.layout().features().inputs().size(),
        fitted.scalers().targets(),
        objectives);
  }

  /** What a network begins with. */
  ModelState begin(MemberDesign network) {
    return start
        .flatMap(version -> version.state(network))
        .orElseGet(() -> ModelState.of(plan(network).newNetwork()));
  }

  TrainingOutcome train(MemberDesign network) {
    return new TrainingLoop(
            network.training(), new LocalWorkers(shards, plan(network)), new Silence())
        .run(begin(network));
  }

  /** A version of the networks, each with an equal weight. */
  ModelVersion version(int number) {
    List<Member> members = new ArrayList<>();
    List<Metrics.Trained> trained = new ArrayList<>();
    List<MemberDesign> networks = networks();
    for (MemberDesign network : networks) {
      TrainingOutcome outcome = train(network);
      ModelNetwork made = plan(network).newNetwork();
      outcome.best().into(made);
      double weight = 1.0 / networks.size();
      long seed = network.training().seed();
      members.add(new Member(made, seed, weight));
      trained.add(new Metrics.Trained(network.model(), seed, weight, outcome.history()));
    }
    return new ModelVersion(
        number,
        new VersionContents(
            members,
            pipeline(),
            new Metrics(
                trained.get(0).training(),
                trained.get(0).training().kept(),
                List.of(),
                List.of(),
                trained.size() == 1 ? List.of() : trained),
            provenance(ModelHash.of("{}", members)),
            Samples.NONE));
  }

  private Pipeline pipeline() {
    History history = design.layout().history();
    Scalers scalers = fitted.scalers();
    return new Pipeline(
        history.axis(),
        history.blockSteps(),
        history.channels(),
        history.recordedTimes(),
        settings.features().withChannels(FeatureSet.inputChannels(settings.features(), history)),
        design.facts(),
        settings.window(),
        design.ends(),
        settings.training().loss(),
        design.layout().parts(),
        scalers.inputs(),
        scalers.targets(),
        fitted.targetMeans(),
        classShares,
        fitted.lives(),
        fitted.ranges(),
        Optional.empty(),
        design.layout().features().inputNames(),
        design.layout().features().targetNames());
  }

  private Provenance provenance(String hash) {
    History history = design.layout().history();
    return new Provenance(
        "train-1",
        "1.0",
        Instant.EPOCH,
        settings.training().seed(),
        settings.training().engine().toString(),
        "as configured",
        new Provenance.TrainingData(1, "f", history.axis(), history.fromStep(), history.toStep()),
        start.map(StartingVersion::told),
        settings.canonical().json(),
        "{}",
        hash,
        List.of(),
        Map.of(),
        "anna",
        new Provenance.Cluster("none", 1, 1),
        1);
  }
}
