package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is dropped follows from the seed, the layer, the minibatch, the direction and the use. */
class DropoutDrawsTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private static List<Float> values(Sequences factors) {
    List<Float> values = new ArrayList<>();
    for (int sample = 0; sample < factors.samples(); sample++) {
      for (int feature = 0; feature < factors.width(); feature++) {
        values.add(factors.at(sample, 0, feature));
      }
    }
    return values;
  }

  private static SequenceDropout recurrent(long seed) {
    return new SequenceDropout(
        new Lstm.Builder()
            .nIn(6)
            .nOut(6)
            .direction(Direction.CONCATENATE)
            .inputDropout(0.5)
            .recurrentDropout(0.5)
            .build(),
        seed);
  }

  @Test
  void ofARecurrentLayerDiffersInEverythingThatItFollowsFrom() {
    Set<List<Float>> drawn = new HashSet<>();
    int draws = 0;
    for (long seed = 0; seed < 3; seed++) {
      SequenceDropout dropout = recurrent(seed);
      for (int layer = 0; layer < 4; layer++) {
        for (int minibatch = 0; minibatch < 5; minibatch++) {
          dropout.begin(layer, minibatch);
          for (Sequences factors : dropout.factors(0, 20).input()) {
            drawn.add(values(factors));
            draws++;
          }
          for (Sequences factors : dropout.factors(0, 20).state()) {
            drawn.add(values(factors));
            draws++;
          }
        }
      }
    }

    assertThat(draws).isEqualTo(3 * 4 * 5 * 2 * 2);
    assertThat(drawn).hasSize(draws);
  }

  @Test
  void ofARecurrentLayerIsTheSameUntilOtherSequencesBegin() {
    SequenceDropout dropout = recurrent(1);
    dropout.begin(2, 3);
    List<Float> first = values(dropout.factors(0, 20).state().get(0));
    dropout.drawFrom(5);
    assertThat(values(dropout.factors(0, 20).state().get(0))).isEqualTo(first);
    dropout.begin(2, 3);
    assertThat(values(dropout.factors(0, 20).state().get(0))).isNotEqualTo(first);
    dropout.drawFrom(1);
    dropout.begin(2, 3);
    assertThat(values(dropout.factors(0, 20).state().get(0))).isEqualTo(first);
  }

  private static MultiLayerNetwork network(org.deeplearning4j.nn.conf.layers.Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().seed(3).list();
    Arrays.stream(layers).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static INDArray dropped(Layer layer, int minibatch) {
    layer.setIterationCount(minibatch);
    return layer.activate(Nd4j.ones(DataType.FLOAT, 20, 6), true, NONE);
  }

  @Test
  void ofADropoutDiffersFromLayerToLayerAndFromMinibatchToMinibatch() {
    MultiLayerNetwork network =
        network(new Dropout.Builder(0.5).build(), new Dropout.Builder(0.5).build());
    Set<List<Float>> drawn = new HashSet<>();
    for (Layer layer : network.getLayers()) {
      for (int minibatch = 0; minibatch < 5; minibatch++) {
        List<Float> values = new ArrayList<>();
        for (float value : dropped(layer, minibatch).dup('c').ravel().toFloatVector()) {
          values.add(value);
        }
        drawn.add(values);
      }
    }

    assertThat(drawn).hasSize(10);
    assertThat(dropped(network.getLayer(1), 3)).isEqualTo(dropped(network.getLayer(1), 3));
  }

  /** A network that is trained piece by piece counts the pieces as minibatches. */
  @Test
  void staysTheSameFromPieceToPieceOfASequence() {
    Lstm.Builder builder = new Lstm.Builder().nIn(3).nOut(5);
    BaseRecurrentLayer<?> pieces = running(builder);
    BaseRecurrentLayer<?> whole = running(builder);
    INDArray input = Values.of(1, DataType.FLOAT, 8, 3, 9);
    INDArray expected = whole.activate(input, true, NONE);
    for (int piece = 0; piece < 3; piece++) {
      pieces.setIterationCount(piece);
      INDArray given = pieces.rnnActivateUsingStoredState(steps(input, piece), true, true, NONE);
      Values.assertClose(given, steps(expected, piece));
    }

    pieces.rnnClearPreviousState();
    assertThat(pieces.rnnActivateUsingStoredState(steps(input, 0), true, true, NONE))
        .isNotEqualTo(steps(expected, 0).dup());
  }

  private static BaseRecurrentLayer<?> running(Lstm.Builder builder) {
    return (BaseRecurrentLayer<?>)
        network(builder.inputDropout(0.4).recurrentDropout(0.4).build()).getLayer(0);
  }

  private static INDArray steps(INDArray sequences, int piece) {
    return sequences.get(
        org.nd4j.linalg.indexing.NDArrayIndex.all(),
        org.nd4j.linalg.indexing.NDArrayIndex.all(),
        org.nd4j.linalg.indexing.NDArrayIndex.interval(3 * piece, 3 * piece + 3));
  }
}
