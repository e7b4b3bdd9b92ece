package io.chronoshard.jobs.retrain;

import io.chronoshard.gate.Candidates;
import io.chronoshard.gate.Check;
import io.chronoshard.gate.ForecastRange;
import io.chronoshard.gate.Losses;
import java.util.ArrayList;
import java.util.List;

/**
 * Candidates and their losses over the same windows.
 *
 * @param candidates in the order of the losses
 * @param labels of heads' targets
 */
record Compared(Candidates candidates, Losses losses, List<String> labels) {

  /** Forecasts may leave what is usual by as much as that is wide. */
  private static final float WIDER = 1;

  /** Copies the list. */
  Compared {
    labels = List.copyOf(labels);
  }

  /** That forecasts of challengers lie about where those of the champion and the baselines do. */
  List<Check> ranges() {
    List<Check> checks = new ArrayList<>();
    for (int place = 1; place <= candidates.challengers().size(); place++) {
      for (int target = 0; target < labels.size(); target++) {
        ForecastRange usual = usual(target);
        ForecastRange own = losses.ranges().get(place).get(target);
        if (own.lowest() <= own.highest() && usual.lowest() <= usual.highest()) {
          float wider = WIDER * (usual.highest() - usual.lowest());
          checks.add(
              Check.range(
                  candidates.all().get(place),
                  "\"" + labels.get(target) + "\"",
                  own,
                  new ForecastRange(usual.lowest() - wider, usual.highest() + wider)));
        }
      }
    }
    return checks;
  }

  /** Of the champion and the baselines. */
  private ForecastRange usual(int target) {
    ForecastRange usual = losses.ranges().get(0).get(target);
    for (int other = 1 + candidates.challengers().size();
        other < candidates.all().size();
        other++) {
      usual = usual.plus(losses.ranges().get(other).get(target));
    }
    return usual;
  }
}
