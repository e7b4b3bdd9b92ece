package io.chronoshard.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.GateSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossesTest {

  private static final LossPlan PLAN =
      new LossPlan(List.of("old", "new"), List.of("new"), TimeAxis.clock(3_600_000), 24, 24);

  @Test
  void noOrderOfAddingChangesABit() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Losses> blocks = new ArrayList<>();
      for (int block = 0; block < 12; block++) {
        blocks.add(LossesExamples.random(PLAN, random));
      }
      Losses inOrder = blocks.stream().reduce(Losses.none(PLAN, 1), Losses::plus);
      Collections.shuffle(blocks, random);

      assertThat(grouped(blocks)).as("seed %d", seed).isEqualTo(inOrder);
    }
  }

  /** As a tree instead of a row. */
  private static Losses grouped(List<Losses> blocks) {
    if (blocks.size() == 1) {
      return blocks.get(0);
    }
    int middle = blocks.size() / 3 + 1;
    return grouped(blocks.subList(middle, blocks.size())).plus(grouped(blocks.subList(0, middle)));
  }

  @Test
  void addingChangesNeitherOfBoth() {
    Random random = new Random(1);
    Losses one = LossesExamples.random(PLAN, random);
    Losses next = LossesExamples.random(PLAN, random);
    Losses copy = one.plus(Losses.none(PLAN, 1));

    one.plus(next);

    assertThat(one).isEqualTo(copy);
  }

  @Test
  void sumsAreExact() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long[] parts = new long[2];
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < 500; i++) {
        // Of 53 bits, the last of which is worth 2^-63 at least.
        double loss =
            StrictMath.scalb((double) (random.nextLong() >>> 11), random.nextInt(31) - 63);
        LossSums.add(parts, 0, loss);
        sum = sum.add(new BigDecimal(loss));
      }

      assertThat(new LossSums(500, parts).sum(0))
          .as("seed %d", seed)
          .isCloseTo(sum.doubleValue(), within(Math.ulp(sum.doubleValue())));
    }
  }

  @Test
  void whatIsNoLossIsRefused() {
    for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.5, 0x1p21}) {
      assertThatThrownBy(() -> LossSums.add(new long[2], 0, loss))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(loss));
    }
  }

  @Test
  void lossesOfOtherContendersDoNotAddUp() {
    Losses one = Losses.none(PLAN, 1);
    Losses other =
        Losses.none(new LossPlan(List.of("old", "newer"), List.of(), PLAN.axis(), 24, 24), 1);

    assertThatThrownBy(() -> one.plus(other)).hasMessageContaining("newer");
  }

  @Test
  void manyOfTheGreatestLossesAddUp() {
    long[] parts = new long[2];
    LossSums.add(parts, 0, LossSums.LIMIT);
    LossSums sums = new LossSums(1, parts);
    for (int doubling = 0; doubling < 42; doubling++) {
      sums = sums.plus(sums);
    }

    assertThat(sums.sum(0)).isEqualTo(0x1p62);
  }

  @Test
  void sumsAreNotChangedFromOutside() {
    long[] parts = {1, 2};
    LossSums sums = new LossSums(1, parts);
    parts[0] = 7;
    sums.parts()[0] = 8;

    assertThat(sums).isEqualTo(new LossSums(1, new long[] {1, 2}));
    for (long[] wrong : new long[][] {{1}, {-1, 0}, {0, -1}}) {
      assertThatThrownBy(() -> new LossSums(1, wrong)).hasMessageContaining("parts");
    }
  }

  @Test
  void lossesThatAreNotOfThePlanAreRefused() {
    Losses none = Losses.none(PLAN, 1);
    assertThatThrownBy(
            () ->
                new Losses(PLAN, none.cells(), 0, 0, 0, List.of(0L), none.lacking(), none.ranges()))
        .hasMessageContaining("[old, new]");
    assertThatThrownBy(
            () ->
                new Losses(
                    PLAN, none.cells(), 2, 1, 2, none.missed(), none.lacking(), none.ranges()))
        .hasMessageContaining("2 windows of 1");
  }

  @Test
  void thePlanIsOfWhatIsConfigured() {
    GateSettings settings = ConfigurationReader.read(Optional.empty(), List.of()).gate();
    Candidates candidates = new Candidates("old", List.of("new"), List.of("mean"));
    WindowTargets values = new WindowTargets(new WindowShape(3, 1, 1, 1, 4, 1), 1);

    assertThat(LossPlan.of(settings, PLAN.axis(), candidates, values))
        .isEqualTo(new LossPlan(List.of("old", "new", "mean"), List.of("new"), PLAN.axis(), 24, 4));
    assertThatThrownBy(() -> LossPlan.of(settings, TimeAxis.cycles(), candidates, values))
        .hasMessage("what counts cycles has no bins of time");
    assertThatThrownBy(() -> new LossPlan(List.of("old"), List.of("old"), PLAN.axis(), 24, 4))
        .hasMessageContaining("[old] challenge the first of [old]");
  }

  /**
   * Leads up to 24, hourly origins: those of neighbouring days share targets.
   *
   * <pre>
   * bin        |· · · · o|o · · · ·|        the next origin shares all but one
   * reach               |-----------|
   * </pre>
   */
  @Test
  void binsHangTogetherAsFarAsWindowsShareTargets() {
    assertThat(sharing(24, 24)).isEqualTo(2);
    assertThat(sharing(24, 1)).isEqualTo(1);
    assertThat(sharing(24, 0)).isEqualTo(1);
    assertThat(sharing(24, 25)).isEqualTo(2);
    assertThat(sharing(24, 26)).isEqualTo(3);
    assertThat(sharing(1, 24)).isEqualTo(24);
    assertThat(sharing(1, 1)).isEqualTo(1);
  }

  private static int sharing(int binSteps, int reachSteps) {
    return new LossPlan(List.of("old"), List.of(), PLAN.axis(), binSteps, reachSteps).sharingBins();
  }

  @Test
  void binsBefore1970AreAligned() {
    assertThat(PLAN.bin(-1)).isEqualTo(-1);
    assertThat(PLAN.bin(-24)).isEqualTo(-1);
    assertThat(PLAN.bin(-25)).isEqualTo(-2);
    assertThat(PLAN.bin(0)).isZero();
  }

  @Test
  void spansAreToldAsOneWouldSayThem() {
    assertThat(PLAN.text(1)).isEqualTo("1 day");
    assertThat(PLAN.text(14)).isEqualTo("14 days");
    assertThat(new LossPlan(List.of("a"), List.of(), PLAN.axis(), 6, 1).text(5))
        .isEqualTo("30 hours");
    assertThat(new LossPlan(List.of("a"), List.of(), TimeAxis.cycles(), 50, 1).text(3))
        .isEqualTo("150 cycles");
  }
}
