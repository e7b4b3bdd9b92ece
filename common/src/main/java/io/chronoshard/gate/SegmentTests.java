package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.gate.SegmentResult.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A challenger with the champion in each segment, each over its own bins, those that it has, in
 * blocks of its own length. Two things are tested of each: that its loss is no more than the
 * champion's and a margin on it, which is refuted where a segment is worse (corrected for the
 * number of segments by {@link Holm}, so that chance alone calls any of them worse with a
 * probability of {@code gate.level} at most); and that it is more than that, which is refuted where
 * a segment is shown not to be worse (non-inferiority; as all segments must be shown to be so,
 * their number needs no correction). Both err a little more often where a segment is short and one
 * bin much like the next: at the level of 5 %, 28 bins with a correlation of 0.5 in 7 of 100 cases.
 * Where no bin's loss is more than that, there is nothing to refute.
 */
final class SegmentTests {

  /** Resamples that may exceed a segment's statistic, where many segments make levels small. */
  private static final int EXCEEDING = 2;

  /** Of a segment that has too few bins. */
  private static final Tested.Mean UNTESTED =
      new Tested.Mean(Double.NaN, 1, 1, Double.NaN, Double.NaN);

  private final GateSettings settings;
  private final JudgedBins bins;

  SegmentTests(GateSettings settings, JudgedBins bins) {
    this.settings = settings;
    this.bins = bins;
  }

  /** Of one segment. */
  private record Excess(Segment segment, Contrast contrast, int length) {

    boolean isEnough() {
      return Sample.isEnoughOfSegment(contrast.filled(), contrast.sums().length, length);
    }

    /** Whether some bin's loss is more than the champion's and the margin. */
    boolean isAnywhere() {
      for (double sum : contrast.sums()) {
        if (sum > 0) {
          return true;
        }
      }
      return false;
    }

    Tested.Mean tested(int resamples, long seed, double below, double above) {
      Resamples blocks = new Resamples(contrast.sums().length, length, seed);
      return new Tested(List.of(contrast), blocks, resamples, below, above).of(0);
    }
  }

  /** What comes out of each segment, in their order. */
  List<SegmentResult> of(String challenger, String champion) {
    List<Excess> all =
        bins.segments().stream().map(one -> excess(one, challenger, champion)).toList();
    List<Excess> judged = all.stream().filter(Excess::isEnough).toList();
    List<Tested.Mean> means = judged.stream().map(one -> tested(one, judged.size())).toList();
    double[] worse = Holm.adjusted(means.stream().map(Tested.Mean::p).toList());
    List<SegmentResult> results = new ArrayList<>();
    for (Excess one : all) {
      int at = judged.indexOf(one);
      if (at < 0) {
        results.add(result(one, challenger, champion, UNTESTED, 1, Verdict.TOO_FEW));
      } else {
        Tested.Mean mean = means.get(at);
        Verdict verdict = Verdict.of(worse[at], mean.pBelow(), settings.level());
        results.add(
            result(
                one,
                challenger,
                champion,
                mean,
                worse[at],
                one.isAnywhere() ? verdict : Verdict.NOT_WORSE));
      }
    }
    return results;
  }

  private Excess excess(Segment segment, String challenger, String champion) {
    Contrast contrast = bins.excess(segment, challenger, champion, settings.margin()).withoutGaps();
    return new Excess(segment, contrast, bins.length(settings, List.of(contrast)));
  }

  /** With more resamples where fewer could tell nothing at a level that so many segments share. */
  private Tested.Mean tested(Excess excess, int segments) {
    double level = settings.level();
    double shared = level / segments;
    int count = JudgedBins.resamples(settings.resamples(), level);
    Tested.Mean mean = excess.tested(count, settings.seed(), shared, level);
    int more = JudgedBins.atMost(EXCEEDING * segments / level);
    return mean.p() <= level && more > count
        ? excess.tested(more, settings.seed(), shared, level)
        : mean;
  }

  /** By what share of the champion's loss an excess over the margin is more than that loss. */
  private double share(double excess, double championLoss) {
    return championLoss > 0 ? excess / championLoss + settings.margin() : Double.NaN;
  }

  private SegmentResult result(
      Excess excess,
      String challenger,
      String champion,
      Tested.Mean mean,
      double worse,
      Verdict verdict) {
    Contrast own = bins.of(excess.segment(), challenger);
    double championLoss = bins.of(excess.segment(), champion).mean();
    return new SegmentResult(
        challenger,
        excess.segment(),
        (long) Contrast.total(own.values()),
        own.filled(),
        own.mean(),
        championLoss,
        share(mean.low(), championLoss),
        share(mean.high(), championLoss),
        worse,
        mean.pBelow(),
        verdict);
  }
}
