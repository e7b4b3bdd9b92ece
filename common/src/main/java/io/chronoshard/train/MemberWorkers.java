package io.chronoshard.train;

import io.chronoshard.model.FrozenEnsemble;

/** Those who ask several trained networks about the validation part, wherever shards are. */
public interface MemberWorkers {

  /** What stacking the networks needs, over all windows; their weights do not matter. */
  StackSums stack(FrozenEnsemble members);

  /** The errors of the networks together, over all windows. */
  ValidationSums validate(FrozenEnsemble ensemble);
}
