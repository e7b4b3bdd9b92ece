package io.chronoshard.bench;

import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one way of averaging came to.
 *
 * @param label what it is called
 * @param shards that were averaged
 * @param rounds of an epoch
 * @param seeds how training went with each seed, in as many epochs
 */
record AveragingLine(String label, int shards, int rounds, List<TrainingHistory> seeds) {

  /** The mean over seeds of the least error. */
  double best() {
    return leastOfSeeds().getAverage();
  }

  /** The luckiest seed's. */
  double least() {
    return leastOfSeeds().getMin();
  }

  /** The unluckiest seed's. */
  double most() {
    return leastOfSeeds().getMax();
  }

  private DoubleSummaryStatistics leastOfSeeds() {
    return seeds.stream()
        .mapToDouble(
            seed -> seed.epochs().stream().mapToDouble(Epoch::validationMae).min().orElseThrow())
        .summaryStatistics();
  }

  /** The mean over seeds of the errors after each epoch. */
  List<Double> errors() {
    return IntStream.range(0, seeds.get(0).epochs().size())
        .mapToObj(
            epoch ->
                seeds.stream()
                    .mapToDouble(seed -> seed.epochs().get(epoch).validationMae())
                    .average()
                    .orElseThrow())
        .toList();
  }

  /** The epoch, from 1, after which the mean over seeds is least. */
  int epochOfBest() {
    List<Double> errors = errors();
    return 1
        + IntStream.range(0, errors.size())
            .reduce((a, b) -> errors.get(b) < errors.get(a) ? b : a)
            .orElseThrow();
  }
}
