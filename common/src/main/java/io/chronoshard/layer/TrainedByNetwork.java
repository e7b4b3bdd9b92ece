package io.chronoshard.layer;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The end of a network, which trains it and forecasts with it. Deeplearning4j's interface also
 * wants that an output layer does so by itself, which is refused.
 */
interface TrainedByNetwork extends IOutputLayer {

  /** What errors call it. */
  String called();

  @Override
  default double f1Score(DataSet data) {
    throw ofTheNetwork(this);
  }

  @Override
  default double f1Score(INDArray examples, INDArray wanted) {
    throw ofTheNetwork(this);
  }

  @Override
  @SuppressWarnings("deprecation") // The interface wants it.
  default int numLabels() {
    throw ofTheNetwork(this);
  }

  @Override
  default void fit(DataSetIterator data) {
    throw ofTheNetwork(this);
  }

  @Override
  default int[] predict(INDArray examples) {
    throw ofTheNetwork(this);
  }

  @Override
  default List<String> predict(DataSet data) {
    throw ofTheNetwork(this);
  }

  @Override
  default void fit(INDArray examples, INDArray wanted) {
    throw ofTheNetwork(this);
  }

  @Override
  default void fit(DataSet data) {
    throw ofTheNetwork(this);
  }

  @Override
  default void fit(INDArray examples, int[] wanted) {
    throw ofTheNetwork(this);
  }

  private static UnsupportedOperationException ofTheNetwork(TrainedByNetwork layer) {
    return new UnsupportedOperationException(
        layer.called() + " is the end of a network; ask the network");
  }
}
