package io.chronoshard.jobs.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.registry.CheckpointIdentity.Size;
import io.chronoshard.registry.start.StartingVersion;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How each network of a training is trained.
 *
 * @param design of the training
 * @param settings of the training
 * @param objectives with the weights of classes
 * @param compute what it computes with
 * @param scalers of inputs and targets
 * @param start the version that training begins from; nothing for initial weights
 */
record MemberPlans(
    TrainingDesign design,
    TrainingSettings settings,
    Objectives objectives,
    Compute compute,
    Scalers scalers,
    Optional<StartingVersion> start) {

  /** All networks, in the order in which they are trained. */
  List<MemberDesign> designs() {
    return MemberDesign.all(design.architectures(), settings);
  }

  /** How one of them is trained. */
  TrainingPlan plan(MemberDesign member) {
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

  /** How the first of them is trained. */
  TrainingPlan first() {
    return plan(designs().get(0));
  }

  /** What one of them begins with. */
  ModelState begin(MemberDesign member) {
    return start
        .flatMap(version -> version.state(member))
        .orElseGet(() -> ModelState.of(plan(member).newNetwork()));
  }

  /** Which of several begin from nothing beside others that begin from a version. */
  List<String> notes() {
    return designs().stream()
        .filter(member -> start.filter(version -> version.state(member).isEmpty()).isPresent())
        .map(
            member ->
                String.format(
                    Locale.ROOT,
                    "network %d of %d begins from nothing: %s holds none of model %d with seed %d",
                    member.number(),
                    member.of(),
                    start.orElseThrow().name(),
                    member.model(),
                    member.training().seed()))
        .toList();
  }

  /** What changes in each. */
  List<Size> sizes() {
    return designs().stream()
        .map(member -> Size.of(ModelState.of(plan(member).newNetwork())))
        .toList();
  }
}
