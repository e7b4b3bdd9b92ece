package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.FrozenNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What becomes of the networks of a training.
 *
 * @param best the place of the one that is best by itself; the first where nothing was validated
 * @param weights of all, those that are not kept zero
 * @param validation errors of those that are kept, together; none where nothing was validated
 */
public record Combination(int best, List<Double> weights, ValidationSums validation) {

  /** Copies the list. */
  public Combination {
    weights = List.copyOf(weights);
  }

  /**
   * Combines trained networks as configured.
   *
   * @param outcomes of all, in order
   * @param networks the same
   * @throws DataException where none of them goes with what happened in the validation part
   */
  public static Combination of(
      TrainingSettings settings,
      List<TrainingOutcome> outcomes,
      List<FrozenNetwork> networks,
      MemberWorkers workers) {
    int best = settings.validate() ? best(settings, outcomes) : 0;
    if (outcomes.size() == 1) {
      return new Combination(best, List.of(1.0), outcomes.get(0).validation());
    }
    return switch (settings.combine()) {
      case BEST ->
          new Combination(best, only(best, outcomes.size()), outcomes.get(best).validation());
      case MEAN ->
          validated(
              settings,
              best,
              Collections.nCopies(outcomes.size(), 1.0 / outcomes.size()),
              networks,
              workers);
      case STACKED -> validated(settings, best, stacked(networks, workers), networks, workers);
    };
  }

  private static int best(TrainingSettings settings, List<TrainingOutcome> outcomes) {
    Watched watched = new Watched(settings.earlyStopping());
    int best = 0;
    for (int i = 1; i < outcomes.size(); i++) {
      if (watched.isBetter(
          outcomes.get(i).history().kept(), outcomes.get(best).history().kept(), 0)) {
        best = i;
      }
    }
    return best;
  }

  private static List<Double> only(int member, int count) {
    List<Double> weights = new ArrayList<>(Collections.nCopies(count, 0.0));
    weights.set(member, 1.0);
    return weights;
  }

  private static List<Double> stacked(List<FrozenNetwork> networks, MemberWorkers workers) {
    StackSums sums =
        workers.stack(new FrozenEnsemble(networks, Collections.nCopies(networks.size(), 1.0)));
    double[] weights = sums.weights();
    if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
      throw new DataException(
          "training.combine = stacked: no network's forecasts go with what happened in the validation part, so that all"
              + " weights would be zero; train for more epochs, or set training.combine = mean");
    }
    return Arrays.stream(weights).boxed().toList();
  }

  private static Combination validated(
      TrainingSettings settings,
      int best,
      List<Double> weights,
      List<FrozenNetwork> networks,
      MemberWorkers workers) {
    Combination all = new Combination(best, weights, ValidationSums.NONE);
    return settings.validate()
        ? new Combination(best, weights, workers.validate(all.kept(networks)))
        : all;
  }

  /** Those of the networks that are kept. */
  public FrozenEnsemble kept(List<FrozenNetwork> networks) {
    List<FrozenNetwork> kept = new ArrayList<>();
    List<Double> their = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      if (weights.get(i) > 0) {
        kept.add(networks.get(i));
        their.add(weights.get(i));
      }
    }
    return new FrozenEnsemble(kept, their);
  }
}
