package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Training steps through our layers, on some threads at once, and nothing else. */
final class BareKernels implements AutoCloseable {

  private final List<RunningNetwork> networks;
  private final ExecutorService threads;

  private BareKernels(List<RunningNetwork> networks) {
    this.networks = networks;
    this.threads = Executors.newFixedThreadPool(networks.size());
  }

  /** A network for each thread. */
  static BareKernels open(String network, int threads) {
    MadeUpMinibatches minibatches = new MadeUpMinibatches();
    List<RunningNetwork> networks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      networks.add(new Chronoshard().open(Network.of(network), minibatches, 1));
    }
    return new BareKernels(networks);
  }

  /** Seconds of the slowest thread for so many minibatches on each. */
  double busiest(int minibatches) throws InterruptedException, ExecutionException {
    List<Future<Double>> running = new ArrayList<>();
    for (RunningNetwork network : networks) {
      running.add(threads.submit(() -> seconds(network, minibatches)));
    }
    double most = 0;
    for (Future<Double> one : running) {
      most = Math.max(most, one.get());
    }
    return most;
  }

  private static double seconds(RunningNetwork network, int minibatches) {
    network.begin();
    long start = System.nanoTime();
    for (int step = 0; step < minibatches; step++) {
      network.train(step % MadeUpMinibatches.COUNT);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    network.end();
    return seconds;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
