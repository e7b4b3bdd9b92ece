package io.chronoshard.train.plan;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.model.Compute;
import io.chronoshard.train.TrainingDesign;
import java.util.Comparator;
import java.util.List;

/**
 * Shards and networks of a training, and what they take.
 *
 * @param shards what each will hold
 * @param networks in the order in which they are trained
 */
public record PlannedTraining(PlannedShards shards, List<PlannedNetwork> networks) {

  /** Copies the list. */
  public PlannedTraining {
    networks = List.copyOf(networks);
  }

  /** Of a design. */
  public static PlannedTraining of(
      TrainingDesign design, TrainingSettings settings, Compute compute) {
    return new PlannedTraining(
        PlannedShards.of(design, settings.shards()), PlannedNetwork.all(design, settings, compute));
  }

  /** The network that sends most in a round. */
  public PlannedNetwork largest() {
    return networks.stream()
        .max(Comparator.comparingLong(network -> network.size().bytes()))
        .orElseThrow();
  }

  /** What a task takes at most, whichever network it trains. */
  private TaskBytes task() {
    return new TaskBytes(
        networks.stream().mapToLong(network -> network.task().heap()).max().orElse(0),
        networks.stream().mapToLong(network -> network.task().learned()).max().orElse(0),
        networks.stream().mapToLong(network -> network.task().outside()).max().orElse(0));
  }

  /** What it takes of a cluster's memory. */
  public MemoryPlan memory(Cluster cluster) {
    return MemoryPlan.of(shards, task(), largest().size(), cluster);
  }

  /** What the cluster does not have enough of. */
  public List<Shortage> shortages(Cluster cluster) {
    return Shortages.of(shards, task(), largest().size(), cluster);
  }
}
