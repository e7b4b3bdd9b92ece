package io.chronoshard.registry;

import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.SeriesResult.Diverged;
import io.chronoshard.train.SeriesResult.Standing;
import io.chronoshard.train.ValidationSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the networks of single series came out.
 *
 * @param own series that have a network of their own
 * @param better of these, the series whose own network has the smaller error over their validation
 *     part than that of all series
 * @param spread of their errors; nothing where nothing was validated
 * @param without the series that the network of all forecasts, by name
 */
public record SeriesSummary(int own, int better, Optional<Spread> spread, List<Without> without) {

  /** Copies the list. */
  public SeriesSummary {
    without = List.copyOf(without);
  }

  /**
   * A series that has no network of its own.
   *
   * @param windows that it has to train on
   * @param diverged when the loss of its own network was no number any more; nothing where it was
   */
  public record Without(
      String series, Standing standing, long windows, Optional<Diverged> diverged) {

    /** Of a series whose own network did not diverge. */
    public Without(String series, Standing standing, long windows) {
      this(series, standing, windows, Optional.empty());
    }
  }

  /**
   * Mean absolute errors over the validation part, in the targets' own unit; losses where only
   * probabilities are forecast.
   *
   * @param best the series of the smallest one
   * @param median of the one in the middle; of two, the smaller one
   * @param worst of the largest one
   */
  public record Spread(Named best, Named median, Named worst) {}

  /**
   * A series' errors.
   *
   * @param error of its own network
   * @param shared of the network of all series
   */
  public record Named(String series, double error, double shared) {}

  /**
   * Of what trainings came to.
   *
   * @param results sorted by series
   */
  public static SeriesSummary of(List<SeriesResult> results) {
    List<Named> named = new ArrayList<>();
    List<Without> without = new ArrayList<>();
    int own = 0;
    for (SeriesResult result : results) {
      if (result.own().isEmpty()) {
        without.add(
            new Without(
                result.series(),
                result.standing(),
                result.counts().training().used(),
                result.diverged()));
      } else {
        own++;
        result
            .shared()
            .ifPresent(
                shared ->
                    named.add(
                        new Named(
                            result.series(),
                            result.validation().map(SeriesSummary::error).orElseThrow(),
                            error(shared))));
      }
    }
    int better = (int) named.stream().filter(one -> one.error() < one.shared()).count();
    named.sort(Comparator.comparingDouble(Named::error).thenComparing(Named::series));
    return new SeriesSummary(own, better, spread(named), without);
  }

  /** Of values the mean absolute error; where there are none the loss. */
  public static double error(ValidationSums sums) {
    return Double.isNaN(sums.mae()) ? sums.loss() : sums.mae();
  }

  private static Optional<Spread> spread(List<Named> sorted) {
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Spread(
                sorted.get(0), sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() - 1)));
  }
}
