package io.chronoshard.train;

import io.chronoshard.model.FrozenEnsemble;
import java.util.List;

/**
 * Asks networks about shards in this process, one after the other.
 *
 * @param shards numbered from 0
 * @param plan of the training
 */
public record LocalMembers(List<Shard> shards, TrainingPlan plan) implements MemberWorkers {

  @Override
  public StackSums stack(FrozenEnsemble members) {
    ShardEnsemble ensemble = new ShardEnsemble(plan, members);
    return ShardEnsemble.sum(shards.stream().map(ensemble::stack).toList(), shards.size());
  }

  @Override
  public ValidationSums validate(FrozenEnsemble together) {
    ShardEnsemble ensemble = new ShardEnsemble(plan, together);
    return ShardValidation.sum(shards.stream().map(ensemble::validate).toList(), shards.size());
  }
}
