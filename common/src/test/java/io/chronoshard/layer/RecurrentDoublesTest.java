package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.Loss;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Recurrent layers of a network of data type DOUBLE go on where they stand. */
class RecurrentDoublesTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();
  private static final int SAMPLES = 4;
  private static final int STEPS = 7;

  private static List<RecurrentBuilder<?>> builders() {
    return List.of(
        new Lstm.Builder(),
        new Gru.Builder().inputDropout(0.3).recurrentDropout(0.3),
        new SimpleRnn.Builder().recurrentDropout(0.4));
  }

  private static MultiLayerNetwork network(
      DataType type, RecurrentBuilder<?> builder, RNNFormat format) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new Sgd(0.2))
                .list()
                .layer(builder.nIn(3).nOut(4).format(format).build())
                .layer(new Dense.Builder().nIn(4).nOut(2).format(format).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).format(format).build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(3)
                .build());
    network.init();
    network.initGradientsView();
    return network;
  }

  private static INDArray steps(INDArray sequences, RNNFormat format, int from, int to) {
    return format == RNNFormat.NCW
        ? sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
        : sequences.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  private static double[] flat(INDArray array) {
    return array.dup('c').ravel().toDoubleVector();
  }

  @Test
  void giveInPiecesWhatTheyGiveOfTheWholeSequence() {
    for (RecurrentBuilder<?> builder : builders()) {
      for (RNNFormat format : RNNFormat.values()) {
        MultiLayerNetwork network = network(DataType.DOUBLE, builder, format);
        INDArray input = Values.of(1, DataType.DOUBLE, SAMPLES, 3, STEPS);
        INDArray inOrder = format == RNNFormat.NCW ? input : input.permute(0, 2, 1);
        INDArray whole = network.output(inOrder).dup();

        for (int[] piece : new int[][] {{0, 1}, {1, 4}, {4, STEPS}}) {
          INDArray given = network.rnnTimeStep(steps(inOrder, format, piece[0], piece[1]).dup());
          assertThat(flat(given))
              .as("%s, %s", builder.build(), format)
              .containsExactly(flat(steps(whole, format, piece[0], piece[1])), within(1e-14));
        }
      }
    }
  }

  @Test
  void keepTheirStateInDouble() {
    MultiLayerNetwork network = network(DataType.DOUBLE, new Lstm.Builder(), RNNFormat.NCW);
    network.rnnTimeStep(Values.of(1, DataType.DOUBLE, SAMPLES, 3, 2));
    assertThat(network.rnnGetPreviousState(0).values())
        .hasSize(2)
        .allSatisfy(kept -> assertThat(kept.dataType()).isEqualTo(DataType.DOUBLE));

    assertThatThrownBy(() -> network.rnnTimeStep(Values.of(1, DataType.DOUBLE, 9, 3, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the kept state has shape [4, 4], but the input has 9 samples and Lstm \"layer0\" 4"
                + " units; call rnnClearPreviousState() before other samples");
    network.rnnClearPreviousState();
    network.rnnTimeStep(Values.of(1, DataType.DOUBLE, 9, 3, 2));
  }

  @Test
  void learnInPiecesWhatTheyLearnInFloats() {
    for (RecurrentBuilder<?> builder : builders()) {
      MultiLayerNetwork doubles = network(DataType.DOUBLE, builder, RNNFormat.NCW);
      MultiLayerNetwork floats = network(DataType.FLOAT, builder, RNNFormat.NCW);
      double before = doubles.score(data(DataType.DOUBLE));
      for (int i = 0; i < 20; i++) {
        doubles.fit(data(DataType.DOUBLE));
        floats.fit(data(DataType.FLOAT));
      }

      assertThat(doubles.score(data(DataType.DOUBLE))).isLessThan(before / 1.2);
      assertThat(flat(doubles.params())).containsExactly(flat(floats.params()), within(1e-5));
    }
  }

  private static DataSet data(DataType type) {
    INDArray inputs = Values.of(1, type, SAMPLES, 3, STEPS);
    return new DataSet(inputs, inputs.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2)).dup());
  }

  /** Against finite differences; what was kept is no function of the parameters. */
  @Test
  void theWayBackOfAPieceBeginsAtTheKeptState() {
    for (RecurrentBuilder<?> builder : builders()) {
      BaseRecurrentLayer<?> layer =
          (BaseRecurrentLayer<?>) network(DataType.DOUBLE, builder, RNNFormat.NCW).getLayer(0);
      layer.rnnActivateUsingStoredState(
          Values.of(1, DataType.DOUBLE, SAMPLES, 3, STEPS), true, true, NONE);
      Map<String, INDArray> kept = layer.rnnGetTBPTTState();
      INDArray piece = Values.of(2, DataType.DOUBLE, SAMPLES, 3, 3);
      INDArray epsilon = Values.of(3, DataType.DOUBLE, SAMPLES, 4, 3);
      layer.rnnActivateUsingStoredState(piece, true, true, NONE);
      layer.tbpttBackpropGradient(epsilon, 3, NONE);
      INDArray gradient = layer.getGradientsViewArray().dup();

      INDArray parameters = layer.params();
      for (long i = 0; i < parameters.length(); i++) {
        double at = parameters.getDouble(i);
        parameters.putScalar(i, at + 1e-6);
        double above = product(layer, kept, piece, epsilon);
        parameters.putScalar(i, at - 1e-6);
        double below = product(layer, kept, piece, epsilon);
        parameters.putScalar(i, at);

        assertThat((above - below) / 2e-6).isCloseTo(gradient.getDouble(i), within(1e-7));
      }
    }
  }

  private static double product(
      BaseRecurrentLayer<?> layer, Map<String, INDArray> kept, INDArray piece, INDArray epsilon) {
    layer.rnnSetTBPTTState(kept);
    return layer
        .rnnActivateUsingStoredState(piece, true, false, NONE)
        .mul(epsilon)
        .sumNumber()
        .doubleValue();
  }

  @Test
  void aShorterWayBackAndAnotherDirectionAreRefused() {
    BaseRecurrentLayer<?> layer =
        (BaseRecurrentLayer<?>)
            network(DataType.DOUBLE, new Gru.Builder(), RNNFormat.NCW).getLayer(0);
    layer.rnnActivateUsingStoredState(
        Values.of(1, DataType.DOUBLE, SAMPLES, 3, 4), true, true, NONE);
    INDArray epsilon = Values.of(2, DataType.DOUBLE, SAMPLES, 4, 4);

    assertThatThrownBy(() -> layer.tbpttBackpropGradient(epsilon, 3, NONE))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("set tBPTTBackwardLength to the forward length");

    MultiLayerNetwork backward =
        network(DataType.DOUBLE, new Gru.Builder().direction(Direction.BACKWARD), RNNFormat.NCW);
    assertThatThrownBy(() -> backward.rnnTimeStep(Values.of(1, DataType.DOUBLE, SAMPLES, 3, 4)))
        .hasMessageContaining("only a layer that runs forward in time can go on where it stands");
  }
}
