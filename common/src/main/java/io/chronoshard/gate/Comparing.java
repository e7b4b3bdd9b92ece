package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.Evidence.Beside;
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
    int count = JudgedBins.resamples(settings.resamples(), settings.level());
    for (String challenger : challengers) {
      for (String baseline : candidates.baselines()) {
        Tested gain = new Tested(List.of(bins.gain(challenger, baseline)), resamples, count);
        all.add(
            comparison(
                challenger, baseline, Role.BASELINE, gain.of(0), gain.p(0), settings.level()));
      }
    }
    return all;
  }

  /** Each baseline with the champion. */
  List<Beside> baselines(Candidates candidates) {
    int count = JudgedBins.resamples(settings.resamples(), settings.level());
    return candidates.baselines().stream()
        .map(
            baseline -> {
              Contrast gain = bins.gain(baseline, candidates.champion());
              Tested.Mean mean = new Tested(List.of(gain), resamples, count).of(0);
              return new Beside(baseline, mean.low(), mean.high());
            })
        .toList();
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
}
