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

    Tested.Mean tested(int resamples, long seed) {
      Resamples blocks = new Resamples(contrast.sums().length, length, seed);
      return new Tested(List.of(contrast), blocks, resamples).of(0);
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
        results.add(result(one, challenger, champion, 1, 1, Verdict.TOO_FEW));
      } else {
        double notWorse = means.get(at).pBelow();
        Verdict verdict = Verdict.of(worse[at], notWorse, settings.level());
        results.add(
            result(
                one,
                challenger,
                champion,
                worse[at],
                notWorse,
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
    int count = JudgedBins.resamples(settings.resamples(), settings.level());
    Tested.Mean mean = excess.tested(count, settings.seed());
    int more = JudgedBins.atMost(EXCEEDING * segments / settings.level());
    return mean.p() <= settings.level() && more > count
        ? excess.tested(more, settings.seed())
        : mean;
  }

  private SegmentResult result(
      Excess excess,
      String challenger,
      String champion,
      double worse,
      double notWorse,
      Verdict verdict) {
    Contrast own = bins.of(excess.segment(), challenger);
    return new SegmentResult(
        challenger,
        excess.segment(),
        (long) Contrast.total(own.values()),
        own.filled(),
        own.mean(),
        bins.of(excess.segment(), champion).mean(),
        worse,
        notWorse,
        verdict);
  }
}
