package io.chronoshard.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** A layer without parameters of any number of features, which it gives as many of. */
public abstract class FreeLocalLayer extends FreeLayer implements LocalLayer {

  /** For reading a file. */
  FreeLocalLayer() {}

  FreeLocalLayer(Builder<?> builder) {
    super(builder);
  }

  @Override
  public long reads() {
    return 0;
  }

  @Override
  public long gives(long features) {
    return features;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return LocalLayer.output(this, input);
  }

  @Override
  Layer running(NeuralNetConfiguration conf, DataType type) {
    return new RunningFree(conf, this, type);
  }
}
