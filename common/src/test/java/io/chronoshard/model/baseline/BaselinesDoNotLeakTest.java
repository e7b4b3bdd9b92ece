package io.chronoshard.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TargetExamples;
import io.chronoshard.split.Part;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise after the training part changes no baseline. */
class BaselinesDoNotLeakTest {

  private static final WindowShape SHAPE = new WindowShape(3, 2, 1, 2, 2, 2);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsFittedKnowsTheTrainingPartAlone(long seed) {
    requireNoLeak(seed, BaselinesDoNotLeakTest::fit);
  }

  /** Whether a threshold is passed soon looks ahead of its own step. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void norDoesTheShareOfEventsLookBehindIt(long seed) {
    requireNoLeak(seed, BaselinesDoNotLeakTest::events);
  }

  private static void requireNoLeak(long seed, BiFunction<MadeUpHistory, Long, BaselineCase> fit) {
    MadeUpHistory made = MadeUpHistory.random(seed, 3, 2, 0.01);
    BaselineCase honest = fit.apply(made, seed);
    long cut = honest.windows.parts().cut(Part.VALIDATION).from();
    FittedBaselines disturbed = fit.apply(made.disturbedFrom(cut, seed + 100), seed).fitted();

    assertThat(disturbed)
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(honest.fitted());
  }

  private static BaselineCase events(MadeUpHistory made, long seed) {
    return new BaselineCase(
        made,
        SHAPE,
        seed % 2 == 0 ? 16 : 100,
        TargetExamples.of(
            "[{ type = passes, channel = c0, above = 0, within = 4 },"
                + " { type = passes, channel = c1, below = -0.5, within = 9 }]"),
        "evaluation.baselines = [climatology]",
        "evaluation { climatology.by = [hour-of-day], fit-by = "
            + List.of("all", "series").get((int) seed % 2)
            + " }");
  }

  private static BaselineCase fit(MadeUpHistory made, long seed) {
    return new BaselineCase(
        made,
        SHAPE,
        seed % 2 == 0 ? 16 : 100,
        2,
        "evaluation.baselines = [climatology, autoregression, ridge]",
        "evaluation.autoregression { lags = 2, differences = " + seed % 3 + " }",
        "evaluation { climatology.by = [hour-of-day], fit-by = "
            + List.of("all", "series").get((int) seed % 2)
            + " }");
  }
}
