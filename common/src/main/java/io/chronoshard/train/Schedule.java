package io.chronoshard.train;

import io.chronoshard.config.ScheduleSettings;

/**
 * How the learning rate changes while epochs go by. The clock of a shard is its own: each of its
 * minibatches is an equal part of its epoch, so that one shard alone has the clock of one machine.
 *
 * @param settings how
 * @param epochs of the training, at most
 */
public record Schedule(ScheduleSettings settings, int epochs) {

  /**
   * What the learning rate of a minibatch is multiplied by. While it warms up it has what its
   * minibatch's end stands for, so that the first one counts and the last one has the whole rate.
   *
   * @param epoch epochs that are done before the minibatch, with the part of the present one
   * @param share of an epoch that the minibatch is
   */
  public double factor(double epoch, double share) {
    double begun = epoch - settings.warmUp();
    if (begun < 0) {
      return Math.min(1, (epoch + share) / settings.warmUp());
    }
    return switch (settings.type()) {
      // The plateau's factor comes with the state: it follows from validations.
      case CONSTANT, PLATEAU -> 1;
      case STEP -> power(StrictMath.floor(begun / settings.epochs()));
      case EXPONENTIAL -> power(begun / settings.epochs());
      case COSINE -> cosine(Math.min(1, begun / (epochs - settings.warmUp())));
    };
  }

  /**
   * The factor that an epoch begins with; while the rate warms up, that which it rises to.
   *
   * @param epoch from 1
   */
  double begun(int epoch) {
    return factor(Math.max(epoch - 1, settings.warmUp()), 0);
  }

  private double power(double times) {
    return Math.max(settings.least(), StrictMath.pow(settings.factor(), times));
  }

  /** Half a wave from 1 down to the least, as Loshchilov and Hutter (2017) have it. */
  private double cosine(double share) {
    double wave = (1 + StrictMath.cos(StrictMath.PI * share)) / 2;
    return settings.least() + (1 - settings.least()) * wave;
  }
}
