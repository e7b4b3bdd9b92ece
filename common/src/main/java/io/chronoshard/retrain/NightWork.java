package io.chronoshard.retrain;

import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.PastTests;
import io.chronoshard.retrain.NightDecision.Contender;
import java.util.List;
import java.util.Optional;

/**
 * What is done at a date. Whatever an earlier attempt has finished is found and not done again;
 * what comes of it is the same to the bit.
 */
public interface NightWork {

  /** What is new since the champion's data. */
  Quality quality();

  /** What there is, for the next date to tell what has changed since. */
  Seen seen();

  /** The faults of rows that count at the date. */
  HeldFaults faults();

  /** Why nothing could be judged, whatever was trained. */
  Optional<String> unjudgeable();

  /**
   * How the challengers' ways to train would have done before.
   *
   * @throws io.chronoshard.error.UserException where one cannot be trained
   */
  Backtest backtest();

  /**
   * Trains a challenger and publishes it, or finds it published.
   *
   * @throws io.chronoshard.error.UnfitStartException where it is to begin from the champion, and
   *     cannot
   * @throws io.chronoshard.error.UserException where it cannot be trained
   */
  Contender train(Challenger challenger);

  /** Compares the champion, challengers and baselines on the very same windows. */
  Decision judge(List<Contender> challengers, PastTests past);

  /**
   * Trains what was promoted on, where that is configured.
   *
   * @return the version of its own that comes of it
   * @throws io.chronoshard.error.UserException where it cannot be trained
   */
  Optional<Integer> refit(Contender promoted);
}
