package io.chronoshard.train;

import io.chronoshard.error.DivergedException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The rounds of an epoch: all shards train from one state, and the next round starts from their
 * mean, or where an outer step leads from it.
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
     * @return the mean over the shards that had windows left
     */
    RoundMean round(ModelState start, int round);
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

  /**
   * Rounds until the largest shard has used each of its windows once, in the epoch that follows on
   * a state.
   */
  public int count(ModelState start) {
    return plan.rounds(shards, start);
  }

  /**
   * Executes what is left of an epoch.
   *
   * @param from how far it has come
   * @param reached hears after each round how far the epoch has come
   * @return the whole epoch with its last average; its state's count of epochs is still that of the
   *     start
   * @throws DivergedException where the loss is no finite number any more
   */
  public EpochResult run(
      EpochProgress from,
      Executor executor,
      TrainingListener listener,
      Consumer<EpochProgress> reached) {
    int epoch = from.state().nextEpoch();
    int rounds = count(from.state());
    OuterStep outer = new OuterStep(plan.averaging());
    listener.epochStarted(epoch, rounds);
    EpochProgress at = from;
    while (at.rounds() < rounds) {
      int round = at.rounds() + 1;
      RoundMean mean = executor.round(at.state(), round);
      if (!Double.isFinite(mean.lossSum())) {
        throw new DivergedException("training", epoch, plan.averaging().stepSizes());
      }
      at = outer.after(at, mean);
      listener.roundDone(
          new TrainingListener.Round(
              epoch, round, rounds, mean.windows(), mean.lossSum() / mean.windows()));
      reached.accept(at);
    }
    requireEach(epoch, at.windows());
    return at.result();
  }

  /** A window that was lost, or used twice, is a defect. */
  private void requireEach(int epoch, long windows) {
    long all = shards.stream().mapToLong(ShardSize::training).sum();
    if (windows != all) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "epoch %d has used %d windows, and there are %d", epoch, windows, all));
    }
  }
}
