package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** The bins that are judged, from the first to the last that has windows. */
final class JudgedBins {

  /** Blocks that bins are resampled in, where their length follows from the losses. */
  private static final int MOST_BLOCKS = 8;

  /** Resamples, however small a level is. */
  private static final int MOST = 10_000_000;

  private final Losses losses;
  private final long from;
  private final int bins;

  /** Of losses that are of one window at least. */
  JudgedBins(Losses losses) {
    SortedMap<Long, LossSums> all = of(losses, Segment.ALL);
    this.losses = losses;
    this.from = all.firstKey();
    this.bins = Math.toIntExact(all.lastKey() - from + 1);
  }

  private static SortedMap<Long, LossSums> of(Losses losses, Segment segment) {
    return losses.cells().getOrDefault(segment, Collections.emptySortedMap());
  }

  int bins() {
    return bins;
  }

  /** Mean loss of a contender over all values. */
  double mean(String contender) {
    return weighted(Segment.ALL, contender, 1, contender, 0).mean();
  }

  /** By how much the loss of a challenger is less than another one's. */
  Contrast gain(String challenger, String other) {
    return weighted(Segment.ALL, other, 1, challenger, -1);
  }

  /** By how much a segment's loss is more than another one's that is larger by a margin. */
  Contrast excess(Segment segment, String challenger, String champion, double margin) {
    return weighted(segment, challenger, 1, champion, -(1 + margin));
  }

  /** A segment's losses of one contender. */
  Contrast of(Segment segment, String contender) {
    return weighted(segment, contender, 1, contender, 0);
  }

  private Contrast weighted(
      Segment segment, String one, double weight, String other, double otherWeight) {
    int first = losses.plan().place(one);
    int second = losses.plan().place(other);
    double[] sums = new double[bins];
    double[] values = new double[bins];
    of(losses, segment)
        .forEach(
            (bin, cell) -> {
              int at = (int) (bin - from);
              sums[at] = weight * cell.sum(first) + otherWeight * cell.sum(second);
              values[at] = cell.values();
            });
    return new Contrast(sums, values);
  }

  /** The segments that are not all there is. */
  List<Segment> segments() {
    SortedMap<Long, LossSums> all = of(losses, Segment.ALL);
    return losses.cells().entrySet().stream()
        .filter(one -> !one.getValue().equals(all))
        .map(one -> one.getKey())
        .toList();
  }

  /**
   * How they are resampled: in blocks that are as long as windows share targets, and where no
   * length is configured also an eighth of the bins, and as long as what autoregressions leave of
   * the gains over the champion hangs together. So few blocks make a careful test of what persists.
   *
   * @param gains of the challengers that are compared
   * @param level that a test may spend; 0 where none is due
   */
  Sample sample(GateSettings settings, List<Contrast> gains, double level) {
    LossPlan plan = losses.plan();
    int length =
        Math.max(settings.blockLength().orElseGet(() -> longest(gains)), plan.sharingBins());
    return new Sample(
        losses.windows(),
        from * plan.binSteps(),
        (from + bins) * plan.binSteps(),
        bins,
        of(losses, Segment.ALL).size(),
        length,
        Math.max(settings.leastBins(), Sample.LEAST_BLOCKS * length),
        resamples(settings.resamples(), level),
        settings.seed());
  }

  private static int longest(List<Contrast> gains) {
    return gains.stream().mapToInt(JudgedBins::blockLength).max().orElse(1);
  }

  /** How many bins of a gain are resampled together. */
  static int blockLength(Contrast gain) {
    double[] left = Whitened.of(gain.residuals()).left();
    return Math.max((int) Math.ceil(BlockLength.of(left)), left.length / MOST_BLOCKS);
  }

  /** So many that 20 of them may exceed what is tested, whatever the level. */
  static int resamples(int least, double level) {
    return level > 0 ? (int) Math.max(least, Math.min(MOST, Math.ceil(20 / level))) : least;
  }
}
