package io.chronoshard.train;

import io.chronoshard.config.AveragingSettings;

/**
 * What follows the mean of a round, as DiLoCo has it (Douillard et al., arXiv 2311.08105): the way
 * from that mean back to where the round began counts as a gradient, and Nesterov's momentum as
 * PyTorch writes it makes a step of it.
 *
 * <pre>
 * d          = start - mean
 * velocity   = momentum · velocity + d
 * parameters = start - rate · (d + momentum · velocity)
 *            = mean  - (rate · (d + momentum · velocity) - d)
 * </pre>
 *
 * <p>It is computed in double by the last line, so that a rate of 1 without momentum gives the mean
 * to the bit, whatever start was. The updater's state stays the mean of the shards'.
 *
 * @param settings of the averaging
 */
record OuterStep(AveragingSettings settings) {

  /**
   * The progress of an epoch after a round.
   *
   * @param from before it
   * @param mean of where its shards arrived
   */
  EpochProgress after(EpochProgress from, RoundMean mean) {
    return settings.type() == AveragingSettings.Type.MEAN
        ? from.plus(mean, mean.state(), from.momentum())
        : stepped(from, mean);
  }

  private EpochProgress stepped(EpochProgress from, RoundMean mean) {
    float[] start = from.state().parameters();
    float[] means = mean.state().parameters();
    float[] parameters = new float[means.length];
    float[] velocity = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      double way = (double) start[i] - means[i];
      double speed = settings.momentum() * from.momentum().of(i) + way;
      double step = settings.learningRate() * (way + settings.momentum() * speed);
      parameters[i] = (float) (means[i] - (step - way));
      velocity[i] = (float) speed;
    }
    return from.plus(mean, mean.state().withParameters(parameters), new OuterMomentum(velocity));
  }
}
