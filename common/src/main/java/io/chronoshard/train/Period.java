package io.chronoshard.train;

import io.chronoshard.config.PeriodSettings;
import io.chronoshard.config.TrainingSettings;

/**
 * How many minibatches each shard trains between two averagings. It is the same for a whole epoch,
 * and follows from its number and from what its learning rate is multiplied by, so that it does not
 * matter where a training goes on, and where it runs.
 *
 * @param settings how it grows
 * @param learningRate the whole learning rate, before any schedule
 * @param schedule of the learning rate
 */
public record Period(PeriodSettings settings, double learningRate, Schedule schedule) {

  /** Of a training. */
  public static Period of(TrainingSettings settings) {
    return new Period(
        settings.period(),
        settings.optimizer().learningRate(),
        new Schedule(settings.schedule(), settings.epochs()));
  }

  /** One of so many minibatches in all epochs. */
  Period fixed(int minibatches) {
    return new Period(
        new PeriodSettings(
            minibatches,
            PeriodSettings.Growth.FIXED,
            settings.factor(),
            settings.epochs(),
            settings.alpha(),
            settings.most()),
        learningRate,
        schedule);
  }

  /**
   * Minibatches of each shard in a round of an epoch.
   *
   * @param epoch from 1
   * @param rateFactor what its learning rate is multiplied by beside the schedule
   */
  public int of(int epoch, double rateFactor) {
    double grown =
        switch (settings.growth()) {
          case FIXED -> settings.minibatches();
          case STEP ->
              Math.min(
                  settings.most(), settings.minibatches() * power((epoch - 1) / settings.epochs()));
          case QUADRATIC ->
              Math.min(settings.most(), quadratic(schedule.begun(epoch) * rateFactor));
        };
    return Math.max(settings.minibatches(), (int) grown);
  }

  private double power(int times) {
    return StrictMath.pow(settings.factor(), times);
  }

  /**
   * The quadratic synchronization rule of Gu et al. (arXiv 2310.14423).
   *
   * @param share of the whole learning rate
   */
  private double quadratic(double share) {
    return settings
        .alpha()
        .map(alpha -> square(alpha / (learningRate * share)))
        .orElseGet(() -> settings.minibatches() / square(share));
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * Rounds of an epoch until shards of this size have used each of their windows once.
   *
   * @param batch windows of a minibatch
   * @param epoch from 1
   * @param rateFactor what its learning rate is multiplied by beside the schedule
   */
  public int rounds(Iterable<ShardSize> shards, int batch, int epoch, double rateFactor) {
    int period = of(epoch, rateFactor);
    int rounds = 0;
    for (ShardSize shard : shards) {
      rounds = Math.max(rounds, ceilDiv(ceilDiv(shard.training(), batch), period));
    }
    return rounds;
  }

  private static int ceilDiv(int value, int by) {
    return (int) (((long) value + by - 1) / by);
  }
}
