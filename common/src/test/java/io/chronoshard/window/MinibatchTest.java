package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.grid.Slice;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.scale.TargetScalerExamples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MinibatchTest {

  /**
   * Two blocks of 4 steps; an input is its step and 100 more, a target 10 times its step and 1000
   * times its step.
   */
  private static final WindowSet WINDOWS =
      new WindowSet(List.of(windows(0, 0, 1, 2, 3), windows(4, 0, 2)));

  private static final TargetScaler TARGET_SCALER =
      TargetScalerExamples.values(new Scaler.Column(10, 5), Scaler.Column.IDENTITY);

  @Test
  void adjoiningRowsAreCopiedWholeAndTargetsAreScaled() {
    WindowShape shape = new WindowShape(3, 1, 1, 1, 2, 2);
    Minibatch minibatch = new Minibatch(2, shape, 2, TARGET_SCALER);
    minibatch.fill(WINDOWS, new int[] {9, 5, 1}, 1, 3);
    assertThat(minibatch.size()).isEqualTo(2);
    assertThat(minibatch.inputs(0)).containsExactly(4, 104, 5, 105, 6, 106, -1, 99, 0, 100, 1, 101);
    assertThat(minibatch.targets(0)).containsExactly(12, 7000, 16, 9000, 2, 2000, 6, 4000);
  }

  @Test
  void rowsApartAreCopiedOneByOne() {
    WindowShape shape = new WindowShape(3, 2, 1, 0, 1, 1);
    Minibatch minibatch = new Minibatch(2, shape, 2, TARGET_SCALER);
    minibatch.fill(WINDOWS, new int[] {4, 0}, 0, 2);
    assertThat(minibatch.inputs(0)).containsExactly(0, 100, 2, 102, 4, 104, -4, 96, -2, 98, 0, 100);
    assertThat(minibatch.targets(0)).containsExactly(6, 4000, -2, 0);
  }

  @Test
  void memoryIsUsedAgain() {
    WindowShape shape = new WindowShape(1, 1, 1, 1, 1, 1);
    Minibatch minibatch = new Minibatch(3, shape, 2, TARGET_SCALER);
    float[] inputs = minibatch.inputs(0);
    float[] targets = minibatch.targets(0);
    minibatch.fill(WINDOWS, new int[] {0, 1, 2}, 0, 3);
    minibatch.fill(WINDOWS, new int[] {3}, 0, 1);
    assertThat(minibatch.size()).isEqualTo(1);
    assertThat(minibatch.inputs(0)).isSameAs(inputs).startsWith(3, 103);
    assertThat(minibatch.targets(0)).isSameAs(targets).startsWith(6, 4000);
    minibatch.fill(WINDOWS, new int[0], 0, 0);
    assertThat(minibatch.size()).isZero();
  }

  @Test
  void inputsAloneLeaveTargetsAsTheyWere() {
    WindowShape shape = new WindowShape(1, 1, 1, 1, 1, 1);
    Minibatch minibatch = new Minibatch(1, shape, 2, TARGET_SCALER);
    minibatch.fill(WINDOWS, new int[] {0}, 0, 1);
    minibatch.fillInputs(WINDOWS, new int[] {3}, 0, 1);
    assertThat(minibatch.inputs(0)).containsExactly(3, 103);
    assertThat(minibatch.targets(0)).containsExactly(0, 1000);
  }

  @Test
  void aSeriesThatHasMapsOfItsOwnIsScaledByThem() {
    WindowShape shape = new WindowShape(1, 1, 1, 1, 1, 1);
    List<Scaler.Column> own = List.of(new Scaler.Column(0, 10), new Scaler.Column(1000, 500));
    List<Scaler.Column> all = TARGET_SCALER.maps().columns();
    for (String name : List.of("s", "another")) {
      Minibatch minibatch =
          new Minibatch(
              1, shape, 2, TargetScalerExamples.values(new Scaler(all, Map.of(name, own))));
      minibatch.fill(WINDOWS, new int[] {1}, 0, 1);
      float first = 10 * (WINDOWS.origin(1) + 1);
      List<Scaler.Column> expected = name.equals("s") ? own : all;
      assertThat(minibatch.targets(0))
          .containsExactly(expected.get(0).scale(first), expected.get(1).scale(100 * first));
    }
  }

  private static BlockWindows windows(int coreFrom, int... origins) {
    int before = 4;
    int after = 4;
    float[] inputs = new float[(before + 4) * 2];
    for (int i = 0; i < before + 4; i++) {
      inputs[2 * i] = coreFrom - before + i;
      inputs[2 * i + 1] = coreFrom - before + i + 100;
    }
    float[] targets = new float[(4 + after) * 2];
    for (int i = 0; i < 4 + after; i++) {
      targets[2 * i] = 10 * (coreFrom + i);
      targets[2 * i + 1] = 1000 * (coreFrom + i);
    }
    Block block =
        new Block(
            new BlockId("s", coreFrom / 4),
            coreFrom,
            4,
            new Slice(coreFrom - before, 2, inputs),
            new Slice(coreFrom, 2, targets));
    return new BlockWindows(block, origins, WindowCounts.NONE);
  }
}
