package io.chronoshard.peers;

import io.chronoshard.bench.Framework;
import io.chronoshard.bench.MadeUpMinibatches;
import io.chronoshard.bench.Network;
import io.chronoshard.bench.RunningNetwork;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's C++ library with OpenBLAS and oneDNN. Its recurrent modules have no recurrent dropout;
 * such a layer is written in its operations.
 */
public final class Libtorch implements Framework {

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public boolean trains(Network network) {
    return true;
  }

  @Override
  public boolean infers(Network network) {
    return !network.draws();
  }

  @Override
  public void load() {
    torch.manual_seed(1);
  }

  @Override
  public RunningNetwork open(Network network, MadeUpMinibatches minibatches, int threads) {
    return new LibtorchNetwork(network, minibatches, threads);
  }
}
