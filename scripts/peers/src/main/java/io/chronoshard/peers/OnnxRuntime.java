package io.chronoshard.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.chronoshard.bench.Framework;
import io.chronoshard.bench.MadeUpMinibatches;
import io.chronoshard.bench.Network;
import io.chronoshard.bench.RunningNetwork;

/** ONNX Runtime, which infers. */
public final class OnnxRuntime implements Framework {

  @Override
  public String name() {
    return "ONNX Runtime";
  }

  @Override
  public boolean trains(Network network) {
    return false;
  }

  @Override
  public boolean infers(Network network) {
    return !network.draws();
  }

  @Override
  public void load() {
    OrtEnvironment.getEnvironment();
  }

  @Override
  public RunningNetwork open(Network network, MadeUpMinibatches minibatches, int threads) {
    try {
      return new OnnxNetwork(network, minibatches, threads);
    } catch (OrtException e) {
      throw new IllegalStateException(network + " is no network to ONNX Runtime", e);
    }
  }
}
