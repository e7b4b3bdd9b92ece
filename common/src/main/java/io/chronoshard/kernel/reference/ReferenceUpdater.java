package io.chronoshard.kernel.reference;

import io.chronoshard.kernel.Updater;
import io.chronoshard.kernel.Updater.Adam;
import io.chronoshard.kernel.Updater.RmsProp;
import io.chronoshard.kernel.Updater.Sgd;
import io.chronoshard.kernel.Updater.Sgd.Look;

/** Updaters in double, as their formulas read. */
public final class ReferenceUpdater {

  private final Updater updater;

  /** For an updater's settings. */
  public ReferenceUpdater(Updater updater) {
    this.updater = updater;
  }

  /**
   * Changes all parameters.
   *
   * @param state of {@link Updater#stateSize}; changed
   * @param iteration 1 for the first step
   */
  public void update(double[] parameters, double[] gradient, double[] state, long iteration) {
    for (int i = 0; i < gradient.length; i++) {
      if (updater instanceof Sgd sgd) {
        update(sgd, parameters, gradient[i], state, i);
      } else if (updater instanceof RmsProp rmsProp) {
        update(rmsProp, parameters, gradient[i], state, i);
      } else if (updater instanceof Adam adam) {
        update(adam, parameters, gradient[i], state, i, iteration);
      }
    }
  }

  private static void update(Sgd sgd, double[] parameters, double g, double[] state, int i) {
    double rate = sgd.learningRate();
    if (sgd.momentum() == 0) {
      parameters[i] -= rate * g;
      return;
    }
    state[i] = sgd.momentum() * state[i] - rate * g;
    parameters[i] += sgd.look() == Look.AHEAD ? sgd.momentum() * state[i] - rate * g : state[i];
  }

  private static void update(
      RmsProp settings, double[] parameters, double g, double[] state, int i) {
    state[i] = settings.rho() * state[i] + (1 - settings.rho()) * g * g;
    double step = settings.learningRate() * g / Math.sqrt(state[i] + settings.epsilon());
    if (settings.momentum() != 0) {
      int second = parameters.length + i;
      state[second] = settings.momentum() * state[second] + step;
      step = state[second];
    }
    parameters[i] -= step;
  }

  private static void update(
      Adam adam, double[] parameters, double g, double[] state, int i, long iteration) {
    int second = parameters.length + i;
    parameters[i] -= adam.weightDecay() * adam.learningRate() * parameters[i];
    state[i] += (1 - adam.beta1()) * (g - state[i]);
    state[second] += (1 - adam.beta2()) * (g * g - state[second]);
    parameters[i] -=
        adam.rateAt(iteration) * state[i] / (Math.sqrt(state[second]) + adam.epsilon());
  }
}
