package io.chronoshard.registry;

import io.chronoshard.model.error.Further;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How training went.
 *
 * @param training what happened in each epoch; of several networks, of the best one
 * @param kept what was kept comes to; of several networks what they give together. With networks of
 *     single series its validation is of all series, each forecast by its own network or that of
 *     all, and its epoch and training loss are those of the network of all
 * @param validation errors over the validation part with the parameters that were kept, one entry
 *     per target of each head; none where nothing was validated
 * @param heads the loss of each head there; none where nothing was validated
 * @param networks all that were trained, in order; none where there is but one
 * @param series how the networks of single series came out, beside which {@code training} is that
 *     of the network of all; nothing where there are none
 */
public record Metrics(
    TrainingHistory training,
    Epoch kept,
    List<TargetErrors> validation,
    List<HeadLoss> heads,
    List<Trained> networks,
    Optional<SeriesSummary> series) {

  /** Copies what it is given, and checks that the best epoch is there. */
  public Metrics {
    validation = List.copyOf(validation);
    heads = List.copyOf(heads);
    networks = List.copyOf(networks);
    if (training.bestEpoch() < 1 || training.bestEpoch() > training.epochs().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the best epoch is %d of %d",
              training.bestEpoch(),
              training.epochs().size()));
    }
  }

  /** Of networks that are of all series. */
  public Metrics(
      TrainingHistory training,
      Epoch kept,
      List<TargetErrors> validation,
      List<HeadLoss> heads,
      List<Trained> networks) {
    this(training, kept, validation, heads, networks, Optional.empty());
  }

  /** Of one network. */
  public Metrics(TrainingHistory training, List<TargetErrors> validation, List<HeadLoss> heads) {
    this(training, training.kept(), validation, heads, List.of());
  }

  /** Where the weights of several networks come from. */
  public VersionSummary.Weights weights() {
    List<Trained> kept = networks.stream().filter(one -> one.weight() > 0).toList();
    boolean isMean =
        kept.size() == networks.size()
            && kept.stream().allMatch(one -> one.weight() == kept.get(0).weight());
    boolean isOne = kept.size() == 1 && kept.get(0).weight() == 1;
    return isMean || isOne ? VersionSummary.Weights.GIVEN : VersionSummary.Weights.FOUND;
  }

  /**
   * One of several networks.
   *
   * @param model which of the configured models it is, from 1
   * @param seed that it was trained with
   * @param weight of its outputs in the version's; 0 where it was not kept
   * @param training what happened in each epoch
   */
  public record Trained(int model, long seed, double weight, TrainingHistory training) {}

  /**
   * Errors of one target over all leads.
   *
   * @param target the channel
   * @param mae mean absolute error, in the target's own unit
   * @param rmse root of the mean squared error, in the target's own unit
   * @param further what is told of forecasts of more than a value
   */
  public record TargetErrors(String target, double mae, double rmse, Further further) {}

  /**
   * The loss of one head, in scaled units.
   *
   * @param head its name
   */
  public record HeadLoss(String head, double loss) {}
}
