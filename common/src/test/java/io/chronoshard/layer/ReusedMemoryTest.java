package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chronoshard.layer.Merge.Kind;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Behind the first minibatch, no heap memory is taken for each value. */
class ReusedMemoryTest {

  private static final int VALUES = 1 << 18;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long bytesOfTheSecond(Runnable work) {
    work.run();
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @ParameterizedTest
  @EnumSource
  void ofAPenalty(Penalty.Kind kind) {
    Penalty penalty = new Penalty(kind, 0.1);
    INDArray parameters = Values.of(1, DataType.FLOAT, VALUES);
    INDArray gradient = Values.of(2, DataType.FLOAT, VALUES);

    assertThat(bytesOfTheSecond(() -> penalty.apply(parameters, gradient, 0.1, 0, 0)))
        .isLessThan(VALUES);
    assertThat(bytesOfTheSecond(() -> penalty.score(parameters, 0, 0))).isLessThan(VALUES);
  }

  @Test
  void ofAMerge() {
    MergeValues one = new MergeValues();
    MergeValues two = new MergeValues();
    MergeValues merged = new MergeValues();
    MergeValues back = new MergeValues();
    INDArray input = Values.of(1, DataType.FLOAT, 64, VALUES / 64);
    for (Kind kind : Kind.values()) {
      long bytes =
          bytesOfTheSecond(
              () -> {
                one.read(input, DataType.FLOAT);
                two.read(input, DataType.FLOAT);
                Merged.of(kind, List.of(one, two), merged);
                Merged.back(kind, List.of(one, two), 1, merged, back);
                back.give(
                    2, DataType.FLOAT, ArrayType.ACTIVATION_GRAD, LayerWorkspaceMgr.noWorkspaces());
              });

      assertThat(bytes).as("%s", kind).isLessThan(VALUES);
    }
  }
}
