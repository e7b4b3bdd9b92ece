package io.chronoshard.train.plan;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.Compute;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objectives;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scaler.Column;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowTargets;
import java.util.Collections;
import java.util.List;

/**
 * One of the networks that a training makes, before scalers are fitted. What they and the weights
 * of classes will be changes no size and no time.
 *
 * @param member which one it is
 * @param plan of its training, with targets left as they are
 * @param size of what it learns
 * @param task what a task takes that trains it
 */
public record PlannedNetwork(
    MemberDesign member, TrainingPlan plan, StateSize size, TaskBytes task) {

  /** All networks, in the order in which they are trained. */
  public static List<PlannedNetwork> all(
      TrainingDesign design, TrainingSettings settings, Compute compute) {
    WindowLayout layout = design.layout();
    List<Integer> widths = layout.features().targetWidths();
    int columns = widths.stream().mapToInt(Integer::intValue).sum();
    Objectives objectives =
        design
            .objectives()
            .weighted(new WindowTargets(layout.shape(), widths), Collections.nCopies(columns, 0.5));
    TargetScaler targets =
        TargetScaler.of(
            new Scaler(Collections.nCopies(columns, Column.IDENTITY)), layout.features());
    return MemberDesign.all(design.architectures(), settings).stream()
        .map(
            member -> {
              TrainingPlan plan =
                  TrainingPlan.of(
                      Networks.json(member.architecture(), member.training(), objectives),
                      member.training(),
                      compute,
                      layout.shape(),
                      layout.features().inputs().size(),
                      targets,
                      objectives);
              StateSize size = StateSize.of(ModelState.of(plan.newNetwork()));
              return new PlannedNetwork(
                  member, plan, size, TaskBytes.of(plan, member.architecture(), size));
            })
        .toList();
  }
}
