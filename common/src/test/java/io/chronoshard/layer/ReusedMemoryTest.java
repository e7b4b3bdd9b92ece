package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chronoshard.kernel.MergeKernel.Kind;
import java.lang.management.ManagementFactory;
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
    INDArray[] inputs = {
      Values.of(1, DataType.FLOAT, 64, VALUES / 64), Values.of(2, DataType.FLOAT, 64, VALUES / 64)
    };
    for (Kind kind : Kind.values()) {
      MergeRun merge = MergeRun.of(kind, Precision.FLOAT);
      long bytes =
          bytesOfTheSecond(
              () -> {
                INDArray merged = merge.forward(inputs, LayerWorkspaceMgr.noWorkspaces());
                merge.backward(inputs, merged, LayerWorkspaceMgr.noWorkspaces());
              });

      assertThat(bytes).as("%s", kind).isLessThan(VALUES);
    }
  }
}
