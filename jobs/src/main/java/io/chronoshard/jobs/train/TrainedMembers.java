package io.chronoshard.jobs.train;

import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.training.SparkMembers;
import io.chronoshard.jobs.spark.training.SparkWorkers;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.error.Errors;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.train.Combination;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.RunProgress;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.TrainingProgress;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The networks of one training, one after the other on the same shards, and what becomes of them.
 *
 * @param design of the training
 * @param designs of all
 * @param outcomes of all
 * @param networks in their kept states
 * @param combination which are kept, and with what weights
 */
record TrainedMembers(
    TrainingDesign design,
    List<MemberDesign> designs,
    List<TrainingOutcome> outcomes,
    List<ModelNetwork> networks,
    Combination combination) {

  /**
   * Trains all that are not trained yet.
   *
   * @param from how far they have come
   * @param reached hears how far they come
   */
  static TrainedMembers train(
      MemberPlans plans,
      Kept<Shard> shards,
      TrainingListener listener,
      RunProgress from,
      Consumer<RunProgress> reached) {
    List<MemberDesign> designs = plans.designs();
    RunProgress progress = from;
    for (MemberDesign member : designs.subList(from.done().size(), designs.size())) {
      if (designs.size() > 1) {
        listener.memberStarted(member);
      }
      TrainingPlan plan = plans.plan(member);
      RunProgress before = progress;
      SparkWorkers workers = new SparkWorkers(shards, plan);
      listener.averaging(workers.averaging());
      TrainingLoop loop =
          new TrainingLoop(
              member.training(), workers, listener, at -> reached.accept(before.at(at)));
      progress =
          before.plus(
              loop.run(
                  before.current().orElseGet(() -> TrainingProgress.begin(plans.begin(member)))));
      reached.accept(progress);
    }
    List<TrainingOutcome> outcomes = progress.done();
    List<ModelNetwork> networks = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      ModelNetwork network = plans.plan(designs.get(i)).newNetwork();
      outcomes.get(i).best().into(network);
      networks.add(network);
    }
    SparkMembers workers = new SparkMembers(shards, plans.first());
    List<FrozenNetwork> frozen = networks.stream().map(FrozenNetwork::of).toList();
    return new TrainedMembers(
        plans.design(),
        designs,
        outcomes,
        networks,
        Combination.of(plans.settings(), outcomes, frozen, workers));
  }

  /** The networks that a version holds. */
  List<Member> kept() {
    List<Member> kept = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      if (weight(i) > 0) {
        kept.add(new Member(networks.get(i), designs.get(i).training().seed(), weight(i)));
      }
    }
    return kept;
  }

  private double weight(int member) {
    return combination.weights().get(member);
  }

  /**
   * How training went, of this network and of those of single series beside it: what is validated
   * is what forecasts each series, and epochs and training losses are those of this network.
   */
  Metrics metrics(SeriesTrained series) {
    TrainingHistory history = outcomes.get(0).history();
    Optional<SeriesSummary> summary = Optional.of(series.summary());
    return series
        .validation()
        .map(
            sums ->
                new Metrics(
                    history,
                    together(history.kept(), sums),
                    errors(sums),
                    losses(sums),
                    List.of(),
                    summary))
        .orElseGet(
            () -> new Metrics(history, history.kept(), List.of(), List.of(), List.of(), summary));
  }

  /** How training went. */
  Metrics metrics() {
    TrainingHistory best = outcomes.get(combination.best()).history();
    return best.isValidated()
        ? new Metrics(
            best,
            together(best.kept(), combination.validation()),
            errors(combination.validation()),
            losses(combination.validation()),
            trained())
        : new Metrics(best, best.kept(), List.of(), List.of(), trained());
  }

  /** What is kept comes to, under the epoch of the best network. */
  private static Epoch together(Epoch best, ValidationSums sums) {
    return new Epoch(
        best.epoch(), best.trainingLoss(), sums.loss(), sums.mae(), sums.rmse(), sums.further());
  }

  private List<Metrics.TargetErrors> errors(ValidationSums sums) {
    WindowLayout layout = design.layout();
    List<String> names =
        new WindowTargets(layout.shape(), layout.features().targetWidths())
            .labels(layout.features().targetNames(), design.ends().outputNames());
    List<Metrics.TargetErrors> errors = new ArrayList<>();
    for (int target = 0; target < names.size(); target++) {
      Errors own = sums.errors(target);
      errors.add(new Metrics.TargetErrors(names.get(target), own.mae(), own.rmse(), own.further()));
    }
    return errors;
  }

  private List<Metrics.HeadLoss> losses(ValidationSums sums) {
    List<Metrics.HeadLoss> losses = new ArrayList<>();
    for (String head : design.ends().outputNames()) {
      losses.add(new Metrics.HeadLoss(head, sums.loss(losses.size())));
    }
    return losses;
  }

  private List<Metrics.Trained> trained() {
    List<Metrics.Trained> trained = new ArrayList<>();
    for (int i = 0; designs.size() > 1 && i < designs.size(); i++) {
      MemberDesign design = designs.get(i);
      trained.add(
          new Metrics.Trained(
              design.model(), design.training().seed(), weight(i), outcomes.get(i).history()));
    }
    return trained;
  }
}
