package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.WayBack;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer's parameters may be many, as those of an embedding, and parts of a minibatch small. */
class LocalRunTest {

  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final INDArray CODES = Nd4j.create(new float[][] {{0}, {2}});

  private final LocalRun run =
      new LocalRun(new Embedding.Builder().nIn(3).nOut(1).build(), DataType.FLOAT);
  private final INDArray flat = Nd4j.createFromArray(1f, 2f, 3f);
  private final INDArray gradient = Nd4j.createFromArray(9f, 9f, 9f);

  private float[] forward() {
    return run.forward(CODES, flat, WayBack.FOLLOWS, WORKSPACES).toFloatVector();
  }

  private float[] gradient() {
    run.backward(Nd4j.create(new float[][] {{1}, {5}}), CODES, flat, gradient, WORKSPACES);
    return gradient.toFloatVector();
  }

  @Test
  void parametersAreReadWhenAMinibatchBegins() {
    run.begin(new Microbatch(0, 4, null));
    assertThat(forward()).containsExactly(1, 3);
    flat.muli(10);
    run.begin(new Microbatch(2, 4, null));
    assertThat(forward()).containsExactly(1, 3);
    run.begin(new Microbatch(0, 4, null));
    assertThat(forward()).containsExactly(10, 30);
    flat.muli(10);
    run.begin(null);
    assertThat(forward()).containsExactly(100, 300);
  }

  @Test
  void theGradientIsGivenWhenAMinibatchEnds() {
    run.begin(new Microbatch(0, 4, null));
    forward();
    assertThat(gradient()).containsExactly(9, 9, 9);
    run.begin(new Microbatch(2, 4, null));
    forward();
    assertThat(gradient()).containsExactly(2, 0, 10);
    run.begin(null);
    forward();
    assertThat(gradient()).containsExactly(1, 0, 5);
  }
}
