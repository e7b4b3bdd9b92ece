package io.chronoshard.retrain;

import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.retrain.NightDecision.LeftOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How each way to train challengers would have done at earlier dates: trained on what lay before,
 * judged on what came then, beside the champion as far as it had not seen that, and baselines. It
 * is told and decides nothing, for its folds share their training parts.
 *
 * @param folds the newest one first
 */
public record Backtest(List<Fold> folds) {

  /** Where none was asked for. */
  public static final Backtest NONE = new Backtest(List.of());

  /** Copies the list. */
  public Backtest {
    folds = List.copyOf(folds);
  }

  /**
   * One earlier date.
   *
   * @param from the time of the first step that could be judged
   * @param to the time behind the last one; nothing of the history from then on was read
   * @param windows that were judged
   * @param losses over these, of each way to train by its name, the champion and baselines; of one
   *     of which a forecast is no number none is told
   * @param leftOut ways that could not be trained there
   */
  public record Fold(
      Instant from, Instant to, long windows, List<MeanLoss> losses, List<LeftOut> leftOut) {

    /** Copies the lists. */
    public Fold {
      losses = List.copyOf(losses);
      leftOut = List.copyOf(leftOut);
    }

    private double loss(String contender) {
      return losses.stream()
          .filter(one -> one.contender().equals(contender))
          .mapToDouble(MeanLoss::loss)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  /**
   * Of each contender that all folds with windows have, the mean over these, each as often as it
   * has windows; in the order of the newest one.
   */
  public List<MeanLoss> means() {
    List<Fold> judged = folds.stream().filter(fold -> fold.windows() > 0).toList();
    long windows = judged.stream().mapToLong(Fold::windows).sum();
    List<MeanLoss> means = new ArrayList<>();
    for (MeanLoss one : judged.isEmpty() ? List.<MeanLoss>of() : judged.get(0).losses()) {
      double loss = 0;
      for (Fold fold : judged) {
        loss += fold.loss(one.contender()) * fold.windows() / windows;
      }
      if (!Double.isNaN(loss)) {
        means.add(new MeanLoss(one.contender(), loss, 0));
      }
    }
    return means;
  }
}
