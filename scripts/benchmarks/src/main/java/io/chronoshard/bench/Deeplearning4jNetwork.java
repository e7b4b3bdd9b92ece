package io.chronoshard.bench;

import io.chronoshard.layer.NativeFloats;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A network of Deeplearning4j, whosever layers it has. It reads minibatches as training hands them
 * over: {@code [sample][channel][step]} in memory of {@code [step][channel][sample]}.
 */
final class Deeplearning4jNetwork implements RunningNetwork {

  private final MultiLayerNetwork network;
  private final INDArray[] inputs = new INDArray[MadeUpMinibatches.COUNT];
  private final INDArray[] targets = new INDArray[MadeUpMinibatches.COUNT];

  Deeplearning4jNetwork(MultiLayerNetwork network, MadeUpMinibatches minibatches) {
    this.network = network;
    for (int i = 0; i < inputs.length; i++) {
      float[] values = minibatches.bySample(i);
      INDArray memory = Nd4j.create(DataType.FLOAT, values.length);
      NativeFloats.write(values, values.length, memory);
      inputs[i] = memory.reshape('f', Network.BATCH, Network.CHANNELS, Network.STEPS);
      targets[i] = Nd4j.createFromArray(minibatches.targets(i)).reshape('c', Network.BATCH, 1);
    }
  }

  /** Holds ND4J to one thread, with which its layers are fastest. */
  @Override
  public void begin() {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getNDArrayFactory().blas().setMaxThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  @Override
  public void train(int minibatch) {
    network.fit(inputs[minibatch], targets[minibatch]);
  }

  @Override
  public float[] infer(int minibatch) {
    return NativeFloats.read(network.output(inputs[minibatch]));
  }

  /**
   * Sets a parameter.
   *
   * @param from holds the parameter in C order from {@code at} on
   */
  static void put(MultiLayerNetwork network, String key, float[] from, int at, long... shape) {
    INDArray parameter = network.getParam(key);
    int length = Math.toIntExact(parameter.length());
    float[] values = Arrays.copyOfRange(from, at, at + length);
    parameter.assign(Nd4j.createFromArray(values).reshape('c', shape));
  }
}
