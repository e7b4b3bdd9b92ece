package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class OriginsTest {

  /** Three inputs two steps apart, five steps between origins, targets at leads 3 and 4. */
  private static final WindowShape SHAPE = new WindowShape(3, 2, 5, 3, 2, 1);

  private static final SeriesExtent WHOLE = new SeriesExtent("a", 0, 100);

  @Test
  void trainingBeginsWhereTheFirstInputsFit() {
    assertThat(steps(origins("inside", Part.TRAINING, WHOLE)))
        .containsExactly(4L, 9L, 14L, 19L, 24L, 29L, 34L, 39L, 44L);
    assertThat(origins("before", Part.TRAINING, WHOLE))
        .isEqualTo(origins("inside", Part.TRAINING, WHOLE));
  }

  @Test
  void inputsInsideKeepOriginsAwayFromThePartsBeginning() {
    assertThat(steps(origins("inside", Part.VALIDATION, WHOLE)))
        .containsExactly(54L, 59L, 64L, 69L);
  }

  @Test
  void inputsBeforeLetTheFirstTargetBeThePartsFirstStep() {
    assertThat(steps(origins("before", Part.VALIDATION, WHOLE)))
        .containsExactly(47L, 52L, 57L, 62L, 67L);
    assertThat(steps(origins("before", Part.TEST, WHOLE))).containsExactly(72L, 77L, 82L, 87L, 92L);
  }

  @Test
  void aSeriesThatBeginsLaterKeepsThePartsRaster() {
    SeriesExtent late = new SeriesExtent("b", 7, 100);
    assertThat(steps(origins("inside", Part.TRAINING, WHOLE, late)).subList(0, 2))
        .containsExactly(4L, 9L);
    Origins origins = origins("inside", Part.TRAINING, late, WHOLE);
    assertThat(origins.anchor()).isEqualTo(4);
    assertThat(steps(origins).subList(0, 2)).containsExactly(14L, 19L);
  }

  @Test
  void aPartThatASeriesDoesNotReachHasNone() {
    SeriesExtent brief = new SeriesExtent("b", 0, 40);
    Origins origins = origins("before", Part.TEST, brief, WHOLE);
    assertThat(origins.count()).isZero();
    assertThat(steps(origins)).isEmpty();
  }

  @Test
  void everyStepWithItsInputsBehindItCanBeScored() {
    Origins origins = Origins.all(new SeriesExtent("a", -10, 12), SHAPE);
    assertThat(steps(origins)).containsExactly(-6L, -1L, 4L, 9L);
    assertThat(Origins.all(new SeriesExtent("a", 0, 4), SHAPE).count()).isZero();
    assertThat(Origins.all(new SeriesExtent("a", 0, 5), SHAPE).count()).isEqualTo(1);
  }

  @Test
  void theCountIsTheNumberOfStepsOnTheRaster() {
    for (int seed = 1; seed <= 500; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      long anchor = random.nextInt(100) - 50L;
      long from = anchor + random.nextInt(50);
      Origins origins =
          new Origins(anchor, from, from + random.nextInt(60) - 10, 1 + random.nextInt(9));
      List<Long> steps = steps(origins);
      assertThat(origins.count()).as("seed %d: %s", seed, origins).isEqualTo(steps.size());
      long step = from + random.nextInt(30) - 10;
      long next = origins.firstFrom(step);
      assertThat(next).as("seed %d: %s", seed, origins).isGreaterThanOrEqualTo(step);
      assertThat(next).isGreaterThanOrEqualTo(from);
      assertThat((next - anchor) % origins.stride()).isZero();
      assertThat(next - Math.max(step, from)).isLessThan(origins.stride());
    }
  }

  private static List<Long> steps(Origins origins) {
    List<Long> steps = new ArrayList<>();
    for (long step = origins.from(); step < origins.to(); step++) {
      if (Math.floorMod(step - origins.anchor(), origins.stride()) == 0) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static Origins origins(
      String inputs, Part part, SeriesExtent series, SeriesExtent... others) {
    List<SeriesExtent> all = new ArrayList<>(List.of(others));
    all.add(series);
    History history =
        new History(
            TimeAxis.clock(600_000), 16, List.of("c"), RecordedTimes.FROM_STEPS, all, "made up");
    Parts parts =
        Parts.of(
            ConfigurationReader.read(Optional.empty(), List.of("split.inputs=" + inputs)).split(),
            history);
    return Origins.of(part, parts, series, SHAPE, 0, 0);
  }
}
