package io.chronoshard.train.plan;

import io.chronoshard.train.ModelState;

/**
 * What travels in a round of one network: its parameters and its updater's state.
 *
 * @param parameters trained numbers
 * @param updater numbers of the updater's state
 */
public record StateSize(long parameters, long updater) {

  /** Of a state. */
  public static StateSize of(ModelState state) {
    return new StateSize(state.parameters().length, state.updater().length);
  }

  /** Four for each number; the few beside them do not count. */
  public long bytes() {
    return 4 * (parameters + updater);
  }
}
