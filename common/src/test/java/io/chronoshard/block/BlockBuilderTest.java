package io.chronoshard.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.scale.Scaler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBuilderTest {

  private static final TimeAxis AXIS = TimeAxis.clock(600_000);

  @ParameterizedTest
  @CsvSource({
    // the farther of inputs with their look-back and of naive targets
    "119, 0,   0,   0, 144, 119, 144",
    "119, 6,   0,   0, 144, 125, 144",
    "119, 6,   0, 144,   0, 144,   0",
    "  0, 0,   0,   0,   0,   0,   0",
    // the farther of what is known ahead and of targets
    "119, 0, 150,   0, 144, 119, 150",
    "  0, 0,   7,   0,   0,   0,   7",
  })
  void aHaloReachesAsFarAsAnythingReads(
      int inputs,
      int lookBack,
      int inputsAfter,
      int targetsBefore,
      int targetsAfter,
      int before,
      int after) {
    Halo halo = new Halo(inputs, lookBack, inputsAfter, targetsBefore, targetsAfter, 0, 0);
    assertThat(halo.before()).isEqualTo(before);
    assertThat(halo.after()).isEqualTo(after);
  }

  @Test
  void aNegativeHaloIsRefused() {
    assertThatThrownBy(() -> new Halo(0, -1, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -12, 21", "3, 48, 36, 69", "-1, -16, -28, 5", "-5, -80, -92, -59"})
  void coresAreAlignedToTheAbsoluteStep(long number, long coreFrom, long readFrom, long readTo) {
    BlockBuilder builder = builder(new Halo(9, 3, 0, 4, 5, 0, 0));
    BlockId id = new BlockId("s", number);
    assertThat(builder.coreFrom(id)).isEqualTo(coreFrom);
    assertThat(builder.readFrom(id)).isEqualTo(readFrom);
    assertThat(builder.readTo(id)).isEqualTo(readTo);
  }

  /**
   *
   *
   * <pre>
   * read      84 |··|·········|················|·····| 117
   * inputs          87        96 core         112
   * targets               92  96              112  117
   * </pre>
   */
  @Test
  void aBlockHoldsWhatTheWindowsOfItsCoreRead() {
    BlockBuilder builder = builder(new Halo(9, 3, 0, 4, 5, 0, 0));
    BlockId id = new BlockId("s", 6);
    Block block = builder.build(id, 0, counting(84, 117), StepTimes.of(AXIS));
    assertThat(block.id()).isEqualTo(id);
    assertThat(block.coreFrom()).isEqualTo(96);
    assertThat(block.coreTo()).isEqualTo(112);
    assertThat(block.inputs().fromStep()).isEqualTo(87);
    assertThat(block.inputs().toStep()).isEqualTo(112);
    assertThat(block.targets().fromStep()).isEqualTo(92);
    assertThat(block.targets().toStep()).isEqualTo(117);
    for (long step = 87; step < 112; step++) {
      assertThat(block.inputs().at(step, 0)).isEqualTo((float) step);
      assertThat(block.inputs().at(step, 1)).isEqualTo((float) (step - 3));
    }
    for (long step = 92; step < 117; step++) {
      assertThat(block.targets().at(step, 0)).isEqualTo((float) step);
    }
  }

  @Test
  void aBlockHoldsWhatIsKnownAheadOfItsCore() {
    Block block =
        builder(new Halo(9, 3, 2, 4, 5, 0, 0))
            .build(new BlockId("s", 6), 0, counting(84, 117), StepTimes.of(AXIS));
    assertThat(block.inputs().fromStep()).isEqualTo(87);
    assertThat(block.inputs().toStep()).isEqualTo(114);
    assertThat(block.inputs().at(113, 0)).isEqualTo(113);
    assertThat(block.targets().toStep()).isEqualTo(117);
  }

  @Test
  void nothingIsKnownBeforeASeriesBegins() {
    Block block =
        builder(new Halo(9, 3, 0, 4, 5, 0, 0))
            .build(new BlockId("s", 6), 95, counting(84, 117), StepTimes.of(AXIS));
    assertThat(block.inputs().at(94, 0)).isNaN();
    assertThat(block.inputs().at(94, 1)).isNaN();
    assertThat(block.inputs().at(95, 0)).isEqualTo(95);
    assertThat(block.inputs().at(95, 1)).isEqualTo(92);
  }

  @Test
  void scalingABlockLeavesItsTargetsInTheirOwnUnits() {
    BlockBuilder builder = builder(new Halo(9, 3, 0, 4, 5, 0, 0));
    Block block = builder.build(new BlockId("s", 6), 0, counting(84, 117), StepTimes.of(AXIS));
    Scaler scaler = new Scaler(List.of(new Scaler.Column(100, 2), new Scaler.Column(90, 4)));
    Block scaled = block.scaled(scaler);
    assertThat(scaled.inputs().at(104, 0)).isEqualTo(2);
    assertThat(scaled.inputs().at(105, 1)).isEqualTo(3);
    assertThat(scaled.targets()).isEqualTo(block.targets());
    assertThat(block.inputs().at(104, 0)).isEqualTo(104);
  }

  @Test
  void blocksAreOrderedBySeriesThenByTime() {
    assertThat(Stream.of(new BlockId("b", -1), new BlockId("a", 10), new BlockId("a", 9)).sorted())
        .containsExactly(new BlockId("a", 9), new BlockId("a", 10), new BlockId("b", -1));
  }

  /** A grid of one channel whose value is its step. */
  private static Slice counting(int from, int to) {
    float[] values = new float[to - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i;
    }
    return new Slice(from, 1, values);
  }

  /** Blocks of 16 steps with a channel and its value three steps before. */
  private static BlockBuilder builder(Halo halo) {
    Configuration configuration =
        ConfigurationReader.read(
            Optional.empty(), List.of("features.derived=[{type=lag, channel=c, steps=3}]"));
    History history =
        new History(
            AXIS,
            16,
            List.of("c"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("s", 0, 1000)),
            "made up");
    FeatureSet features =
        FeatureSet.of(configuration.features(), TargetExamples.channels("c"), history);
    return new BlockBuilder(features, halo, 16);
  }
}
