package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.MergeKernel.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Graphs with two inputs, a merge of sequences, one of vectors, and two heads. */
class MergeTest {

  private static final int SAMPLES = 4;
  private static final int STEPS = 5;

  private static ComputationGraph graph(Kind kind, DataType type) {
    ComputationGraphConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(9)
            .dataType(type)
            .updater(new NoOp())
            .miniBatch(false)
            .graphBuilder()
            .addInputs("left", "right")
            .addLayer("l", new Dense.Builder().nOut(3).curve(Curve.TANH).build(), "left")
            .addLayer("r", new Gru.Builder().nOut(3).build(), "right")
            .addVertex("both", new Merge(kind), "l", "r")
            .addLayer("one", new Lstm.Builder().nOut(2).lastOnly().build(), "both")
            .addLayer("other", new SimpleRnn.Builder().nOut(2).lastOnly().build(), "both")
            .addVertex("end", new Merge(kind), "one", "other")
            .addLayer("head", new Dense.Builder().nOut(1).build(), "end")
            .addLayer("loss", new Output.Builder(new Loss.MeanSquared()).build(), "head")
            .addLayer("steps", new Output.Builder(new Loss.LogCosh()).build(), "l")
            .setOutputs("loss", "steps")
            .setInputTypes(InputType.recurrent(2, STEPS), InputType.recurrent(4, STEPS))
            .build();
    ComputationGraph graph = new ComputationGraph(conf);
    graph.init();
    return graph;
  }

  private static INDArray values(long seed, DataType type, long... shape) {
    Random random = new Random(seed);
    INDArray made = Nd4j.create(type, shape);
    for (long i = 0; i < made.length(); i++) {
      made.putScalar(i, (float) random.nextGaussian());
    }
    return made;
  }

  private static INDArray[] inputs(DataType type) {
    return new INDArray[] {values(1, type, SAMPLES, 2, STEPS), values(2, type, SAMPLES, 4, STEPS)};
  }

  private static INDArray[] labels(DataType type) {
    return new INDArray[] {values(3, type, SAMPLES, 1), values(4, type, SAMPLES, 3, STEPS)};
  }

  @ParameterizedTest
  @EnumSource
  void passDeeplearning4jsOwnGradientCheck(Kind kind) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.GraphConfig()
                      .net(graph(kind, DataType.DOUBLE))
                      .inputs(inputs(DataType.DOUBLE))
                      .labels(labels(DataType.DOUBLE))
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
          .isTrue();
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void computeInFloatsWhatTheyComputeInDouble(Kind kind) {
    INDArray[] floats = graph(kind, DataType.FLOAT).output(inputs(DataType.FLOAT));
    INDArray[] doubles = graph(kind, DataType.DOUBLE).output(inputs(DataType.DOUBLE));
    for (int head = 0; head < 2; head++) {
      assertThat(floats[head].dup('c').ravel().toDoubleVector())
          .containsExactly(doubles[head].dup('c').ravel().toDoubleVector(), within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void haveInFloatsTheGradientThatTheyHaveInDouble(Kind kind) {
    ComputationGraph floats = graph(kind, DataType.FLOAT);
    ComputationGraph doubles = graph(kind, DataType.DOUBLE);
    computeGradient(floats, DataType.FLOAT);
    computeGradient(doubles, DataType.DOUBLE);

    assertThat(floats.score()).isCloseTo(doubles.score(), within(1e-6));
    Values.assertClose(floats.getFlattenedGradients(), doubles.getFlattenedGradients());
  }

  /** One input after the other, each sum and product rounded to a float. */
  @Test
  void computeInFloatsWhereTheNetworkDoes() {
    for (long seed = 0; seed < 100; seed++) {
      INDArray[] inputs = {
        values(3 * seed, DataType.FLOAT, 7, 2),
        values(3 * seed + 1, DataType.FLOAT, 7, 2),
        values(3 * seed + 2, DataType.FLOAT, 7, 2)
      };
      INDArray sum = merged(Kind.ADD, inputs);
      INDArray mean = merged(Kind.AVERAGE, inputs);
      INDArray product = merged(Kind.MULTIPLY, inputs);
      for (int i = 0; i < sum.length(); i++) {
        float a = inputs[0].getFloat(i);
        float b = inputs[1].getFloat(i);
        float c = inputs[2].getFloat(i);
        assertThat(sum.dup('c').getFloat(i)).as("seed %d", seed).isEqualTo(a + b + c);
        assertThat(mean.dup('c').getFloat(i)).as("seed %d", seed).isEqualTo((a + b + c) / 3);
        assertThat(product.dup('c').getFloat(i)).as("seed %d", seed).isEqualTo(a * b * c);
      }
    }
  }

  private static INDArray merged(Kind kind, INDArray[] inputs) {
    return MergeRun.of(kind, Precision.FLOAT).forward(inputs, LayerWorkspaceMgr.noWorkspaces());
  }

  @Test
  void computeInDoublesWhereTheNetworkDoes() {
    INDArray[] inputs = {
      Nd4j.createFromArray(new double[][] {{1, 1e-12}}), Nd4j.ones(DataType.DOUBLE, 1, 2)
    };
    INDArray sum =
        MergeRun.of(Kind.ADD, Precision.DOUBLE).forward(inputs, LayerWorkspaceMgr.noWorkspaces());
    assertThat(sum.getDouble(0, 1)).isEqualTo(1 + 1e-12);
  }

  private static void computeGradient(ComputationGraph graph, DataType type) {
    graph.setInputs(inputs(type));
    graph.setLabels(labels(type));
    graph.computeGradientAndScore();
  }

  /** A step that is masked in any of the inputs is left out behind the merge. */
  @ParameterizedTest
  @EnumSource
  void joinMasks(Kind kind) {
    INDArray left = Nd4j.ones(DataType.FLOAT, SAMPLES, STEPS);
    INDArray right = Nd4j.ones(DataType.FLOAT, SAMPLES, STEPS);
    left.putScalar(1, 3, 0);
    right.putScalar(1, 4, 0);
    right.putScalar(2, 4, 0);
    INDArray both = left.mul(right);

    INDArray joined = last(kind, left, right);
    assertThat(joined).isEqualTo(last(kind, both, both));
    assertThat(joined).isNotEqualTo(last(kind, left, left));
    assertThat(joined).isNotEqualTo(last(kind, right, right));
    assertThat(last(kind, null, right)).isEqualTo(last(kind, right, right));
    assertThat(last(kind, left, null)).isEqualTo(last(kind, left, left));
  }

  private static INDArray last(Kind kind, @Nullable INDArray left, @Nullable INDArray right) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(9)
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("both", new Merge(kind), "left", "right")
                .addLayer("last", new Gru.Builder().nOut(3).lastOnly().build(), "both")
                .addLayer("loss", new Output.Builder(new Loss.MeanSquared()).build(), "last")
                .setOutputs("loss")
                .setInputTypes(InputType.recurrent(2, STEPS), InputType.recurrent(2, STEPS))
                .build());
    graph.init();
    INDArray[] inputs = {
      values(1, DataType.FLOAT, SAMPLES, 2, STEPS), values(2, DataType.FLOAT, SAMPLES, 2, STEPS)
    };
    return graph.output(false, inputs, new INDArray[] {left, right}, null)[0];
  }

  @ParameterizedTest
  @EnumSource
  void travelAsModelFiles(Kind kind) throws IOException {
    ComputationGraph graph = graph(kind, DataType.FLOAT);
    String json = graph.getConfiguration().toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json)).isEqualTo(graph.getConfiguration());

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph opened =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);

    assertThat(opened.output(inputs(DataType.FLOAT)))
        .isEqualTo(graph.output(inputs(DataType.FLOAT)));
  }

  @ParameterizedTest
  @EnumSource
  void wrongInputsAreTold(Kind kind) {
    Merge merge = new Merge(kind);
    assertThatThrownBy(
            () -> merge.getOutputType(0, InputType.recurrent(3, 5), InputType.recurrent(3, 4)))
        .isInstanceOf(InvalidInputTypeException.class)
        .hasMessageStartingWith(merge + " of [");
    assertThatThrownBy(
            () ->
                merge.getOutputType(
                    0,
                    InputType.recurrent(3, 5, RNNFormat.NWC),
                    InputType.recurrent(3, 5, RNNFormat.NWC)))
        .hasMessage(merge + " of sequences in the order NWC");
    assertThatThrownBy(() -> merge.getOutputType(0, InputType.feedForward(2)))
        .hasMessage(merge + " of 1 inputs");
    ComputationGraph graph = graph(kind, DataType.FLOAT);
    assertThatThrownBy(
            () ->
                graph.output(
                    values(1, DataType.FLOAT, SAMPLES, 2, STEPS + 1),
                    values(2, DataType.FLOAT, SAMPLES, 4, STEPS)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("for the vertex \"both\", " + merge);
  }
}
