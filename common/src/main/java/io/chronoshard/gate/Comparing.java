package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.SegmentResult.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Compares challengers with the champion and with baselines. */
final class Comparing {

  private final GateSettings settings;
  private final JudgedBins bins;
  private final Resamples resamples;
  private final Sample sample;

  /** Of enough bins. */
  Comparing(GateSettings settings, JudgedBins bins, Sample sample) {
    this.settings = settings;
    this.bins = bins;
    this.sample = sample;
    this.resamples = new Resamples(bins.bins(), sample.blockLength(), sample.seed());
  }

  /**
   * All challengers with the champion and each baseline.
   *
   * @param challengers in their order
   * @param level that the test may spend; 0 where none is due
   */
  List<Comparison> all(Candidates candidates, List<String> challengers, double level) {
    List<Comparison> all = new ArrayList<>();
    Tested gains =
        new Tested(
            challengers.stream().map(one -> bins.gain(one, candidates.champion())).toList(),
            resamples,
            sample.resamples());
    for (int i = 0; i < challengers.size(); i++) {
      all.add(
          comparison(
              challengers.get(i),
              candidates.champion(),
              Role.CHAMPION,
              gains.of(i),
              gains.p(i),
              level));
    }
    for (String challenger : challengers) {
      for (String baseline : candidates.baselines()) {
        Tested gain =
            new Tested(List.of(bins.gain(challenger, baseline)), resamples, settings.resamples());
        all.add(
            comparison(
                challenger, baseline, Role.BASELINE, gain.of(0), gain.p(0), settings.level()));
      }
    }
    return all;
  }

  private Comparison comparison(
      String challenger, String other, Role role, Tested.Mean gain, double p, double level) {
    return new Comparison(
        challenger,
        other,
        role,
        bins.mean(challenger),
        bins.mean(other),
        gain.low(),
        gain.high(),
        gain.statistic(),
        p,
        level);
  }

  /**
   * A challenger with the champion in each segment. Two things are tested of each: that its loss is
   * no more than the champion's and a margin on it, which is refuted where a segment is worse
   * (corrected for the number of segments, so that chance alone calls any of them worse with a
   * probability of {@code gate.level} at most); and that it is more than that, which is refuted
   * where a segment is shown not to be worse (non-inferiority; as all segments must be shown to be
   * so, their number needs no correction).
   */
  List<SegmentResult> segments(String challenger, String champion) {
    List<Segment> judged = new ArrayList<>();
    List<Contrast> excesses = new ArrayList<>();
    for (Segment segment : bins.segments()) {
      if (isEnough(bins.of(segment, challenger))) {
        judged.add(segment);
        excesses.add(bins.excess(segment, challenger, champion, settings.margin()));
      }
    }
    Tested tested = new Tested(excesses, resamples, settings.resamples());
    List<SegmentResult> results = new ArrayList<>();
    for (Segment segment : bins.segments()) {
      int at = judged.indexOf(segment);
      if (at < 0) {
        results.add(result(challenger, champion, segment, 1, 1, Verdict.TOO_FEW));
      } else {
        double worse = tested.p(at);
        double notWorse = tested.of(at).pBelow();
        Verdict verdict = Verdict.of(worse, notWorse, settings.level());
        results.add(result(challenger, champion, segment, worse, notWorse, verdict));
      }
    }
    return results;
  }

  private boolean isEnough(Contrast losses) {
    return sample.isEnoughOfSegment(losses.filled());
  }

  private SegmentResult result(
      String challenger,
      String champion,
      Segment segment,
      double worse,
      double notWorse,
      Verdict verdict) {
    Contrast own = bins.of(segment, challenger);
    return new SegmentResult(
        challenger,
        segment,
        (long) Contrast.total(own.values()),
        own.filled(),
        own.mean(),
        bins.of(segment, champion).mean(),
        worse,
        notWorse,
        verdict);
  }
}
