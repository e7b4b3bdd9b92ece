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
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** Recurrent layers in floats: with masks, in both directions, and piece by piece. */
class RecurrentFloatsTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();
  private static final int SAMPLES = 19;
  private static final int STEPS = 8;

  private static List<RecurrentBuilder<?>> builders(Direction direction) {
    return List.of(
        new Lstm.Builder().nOut(4).direction(direction),
        new Gru.Builder().nOut(4).direction(direction).inputDropout(0.3).recurrentDropout(0.3),
        new SimpleRnn.Builder().nOut(4).direction(direction).recurrentDropout(0.4));
  }

  private static MultiLayerNetwork network(DataType type, Layer first, RNNFormat format) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new NoOp())
                .miniBatch(false)
                .list()
                .layer(new Dense.Builder().nOut(3).build())
                .layer(first.clone())
                .layer(new Dense.Builder().nOut(2).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .setInputType(InputType.recurrent(3, STEPS, format))
                .build());
    network.init();
    return network;
  }

  /** Masked steps at the beginning, in the middle, at the end, and everywhere. */
  private static INDArray mask(DataType type) {
    INDArray mask = Nd4j.ones(type, SAMPLES, STEPS);
    mask.putScalar(0, 0, 0);
    mask.putScalar(0, 1, 0);
    mask.putScalar(3, 4, 0);
    mask.putScalar(18, 6, 0);
    mask.putScalar(18, 7, 0);
    for (int step = 0; step < STEPS; step++) {
      mask.putScalar(7, step, 0);
    }
    return mask;
  }

  private static void run(MultiLayerNetwork network, DataType type, RNNFormat format, Layer layer) {
    boolean isLast = ((RecurrentLayer) layer).givesLastOnly();
    network.setInput(turned(Values.of(1, type, SAMPLES, 3, STEPS), format));
    network.setLabels(
        isLast
            ? Values.of(2, type, SAMPLES, 2)
            : turned(Values.of(2, type, SAMPLES, 2, STEPS), format));
    network.setLayerMaskArrays(mask(type), isLast ? null : mask(type));
    network.computeGradientAndScore();
  }

  private static INDArray turned(INDArray sequences, RNNFormat format) {
    return format == RNNFormat.NWC ? sequences.permute(0, 2, 1) : sequences;
  }

  @ParameterizedTest
  @EnumSource
  void giveWhatTheyGiveInDoubleBehindAMask(Direction direction) {
    for (RecurrentBuilder<?> builder : builders(direction)) {
      for (RNNFormat format : RNNFormat.values()) {
        assertFloatsAreDoubles(builder.build(), format);
      }
      assertFloatsAreDoubles(builder.lastOnly().build(), RNNFormat.NCW);
    }
  }

  private static void assertFloatsAreDoubles(Layer layer, RNNFormat format) {
    MultiLayerNetwork floats = network(DataType.FLOAT, layer, format);
    MultiLayerNetwork doubles = network(DataType.DOUBLE, layer, format);
    run(floats, DataType.FLOAT, format, layer);
    run(doubles, DataType.DOUBLE, format, layer);

    assertThat(floats.score()).as("%s", layer).isCloseTo(doubles.score(), within(1e-6));
    assertThat(floats.getFlattenedGradients().normmaxNumber().floatValue()).isGreaterThan(0.01f);
    Values.assertClose(floats.getFlattenedGradients(), doubles.getFlattenedGradients());
  }

  private static MultiLayerNetwork inPieces(RecurrentBuilder<?> recurrent) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.2))
                .list()
                .layer(recurrent.nIn(3).nOut(4).build())
                .layer(new Dense.Builder().nIn(4).nOut(2).build())
                .layer(new Output.Builder(new Loss.MeanSquared()).build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(3)
                .build());
    network.init();
    network.initGradientsView();
    return network;
  }

  @Test
  void learnInPieces() {
    for (RecurrentBuilder<?> builder : builders(Direction.FORWARD)) {
      MultiLayerNetwork network = inPieces(builder);
      INDArray inputs = Values.of(1, DataType.FLOAT, SAMPLES, 3, STEPS);
      INDArray labels = inputs.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2)).dup();
      double before = network.score(new DataSet(inputs, labels));
      for (int i = 0; i < 30; i++) {
        network.fit(inputs, labels);
      }

      assertThat(network.score(new DataSet(inputs, labels))).isLessThan(before / 2);
    }
  }

  /** Against finite differences; what was kept is no function of the parameters. */
  @Test
  void theWayBackOfAPieceBeginsAtTheKeptState() {
    for (RecurrentBuilder<?> builder : builders(Direction.FORWARD)) {
      BaseRecurrentLayer<?> layer = (BaseRecurrentLayer<?>) inPieces(builder).getLayer(0);
      layer.rnnActivateUsingStoredState(
          Values.of(1, DataType.FLOAT, SAMPLES, 3, STEPS), true, true, NONE);
      Map<String, INDArray> kept = layer.rnnGetTBPTTState();
      INDArray piece = Values.of(2, DataType.FLOAT, SAMPLES, 3, 3);
      INDArray epsilon = Values.of(3, DataType.FLOAT, SAMPLES, 4, 3);
      layer.rnnActivateUsingStoredState(piece, true, true, NONE);
      layer.tbpttBackpropGradient(epsilon, 3, NONE);
      INDArray gradient = layer.getGradientsViewArray().dup();

      INDArray parameters = layer.params();
      float reach = 1e-2f;
      for (long i = 0; i < parameters.length(); i++) {
        float at = parameters.getFloat(i);
        parameters.putScalar(i, at + reach);
        double above = product(layer, kept, piece, epsilon);
        parameters.putScalar(i, at - reach);
        double below = product(layer, kept, piece, epsilon);
        parameters.putScalar(i, at);

        assertThat((above - below) / (2 * reach)).isCloseTo(gradient.getDouble(i), within(5e-3));
      }
    }
  }

  private static double product(
      BaseRecurrentLayer<?> layer, Map<String, INDArray> kept, INDArray piece, INDArray epsilon) {
    layer.rnnSetTBPTTState(kept);
    return layer
        .rnnActivateUsingStoredState(piece, true, false, NONE)
        .castTo(DataType.DOUBLE)
        .mul(epsilon.castTo(DataType.DOUBLE))
        .sumNumber()
        .doubleValue();
  }

  @Test
  void aShorterWayBackIsRefused() {
    BaseRecurrentLayer<?> layer = (BaseRecurrentLayer<?>) inPieces(new Lstm.Builder()).getLayer(0);
    INDArray input = Values.of(1, DataType.FLOAT, SAMPLES, 3, 4);
    layer.rnnActivateUsingStoredState(input, true, true, NONE);

    assertThatThrownBy(
            () -> layer.tbpttBackpropGradient(Values.of(2, DataType.FLOAT, SAMPLES, 4, 4), 3, NONE))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("set tBPTTBackwardLength to the forward length");
  }

  @Test
  void tellTheMemoryOfAllStepsAndDirections() {
    long one = memory(new Lstm.Builder(), 1);
    assertThat(memory(new Lstm.Builder(), 30)).isEqualTo(30 * one);
    assertThat(memory(new Lstm.Builder().direction(Direction.ADD), 30)).isEqualTo(60 * one);
    assertThat(memory(new Lstm.Builder(), -1)).isEqualTo(one);
  }

  /** Bytes of a sample while training, without what a layer gives. */
  private static long memory(Lstm.Builder builder, int steps) {
    MemoryReport report =
        builder.nIn(3).nOut(4).build().getMemoryReport(InputType.recurrent(3, steps));
    return report.getMemoryBytes(
            MemoryType.WORKING_MEMORY_VARIABLE,
            2,
            MemoryUseMode.TRAINING,
            org.deeplearning4j.nn.conf.CacheMode.NONE,
            DataType.FLOAT)
        - report.getMemoryBytes(
            MemoryType.WORKING_MEMORY_VARIABLE,
            1,
            MemoryUseMode.TRAINING,
            org.deeplearning4j.nn.conf.CacheMode.NONE,
            DataType.FLOAT);
  }
}
