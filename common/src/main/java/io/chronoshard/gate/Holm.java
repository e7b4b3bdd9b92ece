package io.chronoshard.gate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Probabilities of several tests, each corrected for their number, whatever they have to do with
 * each other: S. Holm, <i>A simple sequentially rejective multiple test procedure</i>, Scandinavian
 * Journal of Statistics 6 (1979).
 */
final class Holm {

  private Holm() {}

  /** In the order in which they are given. */
  static double[] adjusted(List<Double> p) {
    List<Integer> order =
        IntStream.range(0, p.size()).boxed().sorted(Comparator.comparing(p::get)).toList();
    double[] adjusted = new double[p.size()];
    double greatest = 0;
    for (int rank = 0; rank < adjusted.length; rank++) {
      int at = order.get(rank);
      greatest = Math.max(greatest, Math.min(1, (adjusted.length - rank) * p.get(at)));
      adjusted[at] = greatest;
    }
    return adjusted;
  }
}
