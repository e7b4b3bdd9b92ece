package io.chronoshard.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that frameworks do the same with a network: they begin with the same weights, and must
 * give the same forecasts for a minibatch, also after some training.
 */
final class Agreement {

  /** Furthest that forecasts with the same weights may lie apart. */
  private static final double SAME = 1e-5;

  /**
   * Furthest that they may lie apart after training, as a share of how far it moved them. Adam's
   * epsilon is added before or behind the correction of its moments, which differs in the first
   * steps.
   */
  private static final double TRAINED_ALIKE = 0.05;

  private static final int TRAINED_STEPS = 6;

  private final Network network;
  private final Work work;
  private float @Nullable [] begin;
  private float[] trained = {};

  Agreement(Network network, Work work) {
    this.network = network;
    this.work = work;
  }

  /**
   * Compares a new network with those before; it is trained a little where training is the work.
   *
   * @throws IllegalStateException where it does not give the same
   */
  void require(String framework, RunningNetwork running) {
    running.begin();
    float[] first = running.infer(0);
    float[] last = first;
    if (work == Work.TRAIN) {
      for (int step = 0; step < TRAINED_STEPS; step++) {
        running.train(step % MadeUpMinibatches.COUNT);
      }
      last = running.infer(0);
    }
    running.end();
    if (begin == null) {
      begin = first;
      trained = last;
      return;
    }
    requireNear(framework, begin, first, SAME);
    double moved = 0;
    for (int sample = 0; sample < begin.length; sample++) {
      moved = Math.max(moved, Math.abs(trained[sample] - begin[sample]));
    }
    requireNear(framework, trained, last, SAME + TRAINED_ALIKE * moved);
  }

  private void requireNear(String framework, float[] expected, float[] given, double bound) {
    for (int sample = 0; sample < expected.length; sample++) {
      if (!(Math.abs(given[sample] - expected[sample]) <= bound)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s, %s: sample %d is %.7f by %s and %.7f elsewhere",
                network.option(),
                work,
                sample,
                given[sample],
                framework,
                expected[sample]));
      }
    }
  }
}
