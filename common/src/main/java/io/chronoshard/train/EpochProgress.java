package io.chronoshard.train;

/**
 * How far an epoch has come. Whatever is drawn at random follows from the seed and the numbers of
 * epoch, round and shard, so that this is all that the rest of the epoch needs.
 *
 * @param state where all shards together arrived; its count of epochs is without this one
 * @param momentum that outer steps carry on
 * @param rounds that are done
 * @param windows trained on in these rounds
 * @param lossSum sum over those windows of the loss in scaled units, each before its minibatch's
 *     update
 */
public record EpochProgress(
    ModelState state, OuterMomentum momentum, int rounds, long windows, double lossSum) {

  /** Before the first round of a training that begins with a state. */
  public static EpochProgress begin(ModelState state) {
    return begin(state, OuterMomentum.NONE);
  }

  /** Before the first round of the epoch that follows on a state. */
  static EpochProgress begin(ModelState state, OuterMomentum momentum) {
    return new EpochProgress(state, momentum, 0, 0, 0);
  }

  /**
   * With one more round.
   *
   * @param other the state that follows on its mean
   * @param carried on by the next outer step
   */
  EpochProgress plus(RoundMean round, ModelState other, OuterMomentum carried) {
    return new EpochProgress(
        other, carried, rounds + 1, windows + round.windows(), lossSum + round.lossSum());
  }

  /** Of a state that a network has, which knows no more than it. */
  public EpochProgress withState(ModelState other) {
    return new EpochProgress(other, momentum, rounds, windows, lossSum);
  }

  /** The epoch where no round is left. */
  EpochResult result() {
    return new EpochResult(state, momentum, windows, lossSum);
  }
}
