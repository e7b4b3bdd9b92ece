package io.chronoshard.train;

import io.chronoshard.error.DivergedException;
import java.util.Collection;
import java.util.List;

/**
 * The rounds of an epoch: all shards train from one state, and their mean is where the next round
 * starts.
 *
 * @param plan of the training
 * @param shards the size of each, in the order of their numbers
 */
public record EpochRounds(TrainingPlan plan, List<ShardSize> shards) {

  /** Who executes a round on all shards. */
  @FunctionalInterface
  public interface Executor {

    /**
     * Trains one round.
     *
     * @param start where all shards begin
     * @param round from 1
     * @return what the shards returned that had windows left, in any order
     */
    Collection<RoundResult> round(ModelState start, int round);
  }

  /** Checks that shards are numbered from 0. */
  public EpochRounds {
    shards = List.copyOf(shards);
    for (int i = 0; i < shards.size(); i++) {
      if (shards.get(i).shard() != i) {
        throw new IllegalArgumentException("shard " + shards.get(i).shard() + " at place " + i);
      }
    }
  }

  /** Rounds until the largest shard has used each of its windows once. */
  public int count() {
    return plan.rounds(shards);
  }

  /**
   * Executes the epoch that follows on a state.
   *
   * @return the last average; its state's count of epochs is still that of the start
   * @throws DivergedException where the loss is no finite number any more
   */
  public EpochResult run(ModelState start, Executor executor, TrainingListener listener) {
    int epoch = start.nextEpoch();
    int rounds = count();
    listener.epochStarted(epoch, rounds);
    EpochResult result = new EpochResult(start, 0, 0);
    for (int round = 1; round <= rounds; round++) {
      EpochResult mean = Averaging.mean(executor.round(result.state(), round), shards.size());
      if (!Double.isFinite(mean.lossSum())) {
        throw new DivergedException("training", epoch);
      }
      result =
          new EpochResult(
              mean.state(), result.windows() + mean.windows(), result.lossSum() + mean.lossSum());
      listener.roundDone(
          new TrainingListener.Round(
              epoch, round, rounds, mean.windows(), mean.lossSum() / mean.windows()));
    }
    return result;
  }
}
