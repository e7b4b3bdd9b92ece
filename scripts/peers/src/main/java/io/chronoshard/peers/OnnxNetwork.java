package io.chronoshard.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.chronoshard.bench.MadeUpMinibatches;
import io.chronoshard.bench.Network;
import io.chronoshard.bench.Part;
import io.chronoshard.bench.Part.Flatten;
import io.chronoshard.bench.Part.Recurrent;
import io.chronoshard.bench.RunningNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network in a session of ONNX Runtime, with all its optimisations; it does not train. */
final class OnnxNetwork implements RunningNetwork {

  private final OrtSession session;
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();

  OnnxNetwork(Network network, MadeUpMinibatches minibatches, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      // Threads that wait for work in loops would take the others' turns from them.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(new OnnxGraph(network).bytes(), options);
    }
    for (int i = 0; i < MadeUpMinibatches.COUNT; i++) {
      Part first = network.parts().get(0);
      float[] values = values(first, minibatches, i);
      FloatBuffer memory =
          ByteBuffer.allocateDirect(Float.BYTES * values.length)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer()
              .put(values)
              .rewind();
      OnnxTensor input = OnnxTensor.createTensor(environment, memory, OnnxGraph.shape(first));
      inputs.add(Map.of(OnnxGraph.INPUT, input));
    }
  }

  private static float[] values(Part first, MadeUpMinibatches minibatches, int number) {
    if (first instanceof Recurrent) {
      return minibatches.byStep(number);
    }
    return first instanceof Flatten ? minibatches.inputs(number) : minibatches.byChannel(number);
  }

  @Override
  public void begin() {}

  @Override
  public void train(int minibatch) {
    throw new UnsupportedOperationException("ONNX Runtime does not train");
  }

  @Override
  public float[] infer(int minibatch) {
    try (OrtSession.Result result = session.run(inputs.get(minibatch))) {
      float[] forecasts = new float[Network.BATCH];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(forecasts);
      return forecasts;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses a minibatch", e);
    }
  }
}
