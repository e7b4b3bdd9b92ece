package io.chronoshard.report;

import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Evidence.MeanLoss;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightDecision.Contender;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The losses of a date, over the same windows.
 *
 * @param night what was decided
 * @param champion the champion's
 * @param challenger the least one of those challengers that passed their checks
 * @param baseline the least one of the baselines
 */
record NightLosses(
    NightDecision night, double champion, Optional<Double> challenger, Optional<Double> baseline) {

  /** Nothing where none were compared. */
  static Optional<NightLosses> of(NightDecision night) {
    return NightContents.loss(night, night.champion().name())
        .map(
            champion -> {
              Evidence evidence = NightContents.evidence(Optional.of(night)).orElseThrow();
              List<String> contenders =
                  Stream.concat(Stream.of(night.champion()), night.challengers().stream())
                      .map(Contender::name)
                      .toList();
              return new NightLosses(
                  night,
                  champion,
                  evidence.ranking().stream()
                      .findFirst()
                      .flatMap(best -> NightContents.loss(night, best)),
                  evidence.losses().stream()
                      .filter(loss -> !contenders.contains(loss.contender()))
                      .map(MeanLoss::loss)
                      .min(Double::compare));
            });
  }

  Stream<Double> all() {
    return Stream.of(Optional.of(champion), challenger, baseline).flatMap(Optional::stream);
  }
}
