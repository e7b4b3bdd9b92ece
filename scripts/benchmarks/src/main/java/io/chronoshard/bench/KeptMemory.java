package io.chronoshard.bench;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** The memory that a network of Deeplearning4j holds from one minibatch to the next. */
final class KeptMemory {

  private static final int STEPS = 3;

  private KeptMemory() {}

  /**
   * What the first minibatches leave behind, in bytes: on the heap, and in the calling thread's
   * workspaces of ND4J. A network before has loaded whatever is loaded once.
   */
  static long of(
      Framework framework, Network network, Work work, MadeUpMinibatches minibatches, int threads) {
    run(framework.open(network, minibatches, threads), work);
    RunningNetwork measured = framework.open(network, minibatches, threads);
    long before = StepMemory.held();
    run(measured, work);
    return StepMemory.held() - before + workspaces();
  }

  private static void run(RunningNetwork network, Work work) {
    network.begin();
    for (int minibatch = 0; minibatch < STEPS; minibatch++) {
      if (work == Work.TRAIN) {
        network.train(minibatch);
      } else {
        network.infer(minibatch);
      }
    }
    network.end();
  }

  private static long workspaces() {
    long bytes = 0;
    for (MemoryWorkspace workspace :
        Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread()) {
      bytes += workspace.getCurrentSize();
    }
    return bytes;
  }
}
