package io.chronoshard.train;

/**
 * What an epoch of training came to.
 *
 * @param state where all shards together arrived
 * @param momentum that the next epoch's outer steps carry on
 * @param windows trained on
 * @param lossSum sum over those windows of the loss in scaled units, each before its minibatch's
 *     update
 */
public record EpochResult(ModelState state, OuterMomentum momentum, long windows, double lossSum) {

  /** The same with another state. */
  public EpochResult withState(ModelState other) {
    return new EpochResult(other, momentum, windows, lossSum);
  }
}
