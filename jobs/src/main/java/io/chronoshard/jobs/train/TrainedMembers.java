package io.chronoshard.jobs.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.jobs.spark.training.SparkMembers;
import io.chronoshard.jobs.spark.training.SparkWorkers;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.error.Errors;
import io.chronoshard.registry.Member;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.Combination;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.ValidationSums;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

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
   * Trains all.
   *
   * @param objectives with the weights of classes
   */
  static TrainedMembers train(
      TrainingDesign design,
      TrainingSettings settings,
      Objectives objectives,
      Compute compute,
      Scalers scalers,
      JavaRDD<Shard> shards,
      TrainingListener listener) {
    List<MemberDesign> designs = MemberDesign.all(design.architectures(), settings);
    List<TrainingOutcome> outcomes = new ArrayList<>();
    List<ModelNetwork> networks = new ArrayList<>();
    for (MemberDesign member : designs) {
      if (designs.size() > 1) {
        listener.memberStarted(member);
      }
      TrainingPlan plan = plan(member, design, objectives, compute, scalers);
      TrainingOutcome outcome =
          new TrainingLoop(member.training(), new SparkWorkers(shards, plan), listener)
              .run(ModelState.of(plan.newNetwork()));
      ModelNetwork network = plan.newNetwork();
      outcome.best().into(network);
      outcomes.add(outcome);
      networks.add(network);
    }
    SparkMembers workers =
        new SparkMembers(shards, plan(designs.get(0), design, objectives, compute, scalers));
    List<FrozenNetwork> frozen = networks.stream().map(FrozenNetwork::of).toList();
    return new TrainedMembers(
        design, designs, outcomes, networks, Combination.of(settings, outcomes, frozen, workers));
  }

  /** How a network is trained. */
  static TrainingPlan plan(
      MemberDesign member,
      TrainingDesign design,
      Objectives objectives,
      Compute compute,
      Scalers scalers) {
    WindowLayout layout = design.layout();
    return TrainingPlan.of(
        Networks.json(member.architecture(), member.training(), objectives),
        member.training(),
        compute,
        layout.shape(),
        layout.features().inputs().size(),
        scalers.targets(),
        objectives);
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

  /** How the first of them was trained. */
  TrainingPlan plan(Objectives objectives, Compute compute, Scalers scalers) {
    return plan(designs.get(0), design, objectives, compute, scalers);
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
