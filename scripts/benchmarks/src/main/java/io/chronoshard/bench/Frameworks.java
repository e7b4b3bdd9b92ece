package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Who is measured. */
final class Frameworks {

  private Frameworks() {}

  /**
   * Peers that are on the class path, Chronoshard, and Deeplearning4j's own layers; loaded in this
   * order, for libtorch and ND4J live in one process only where libtorch came first.
   */
  static List<Framework> all() {
    List<Framework> all = new ArrayList<>();
    ServiceLoader.load(Framework.class).forEach(all::add);
    all.add(new Chronoshard());
    all.add(new StockDeeplearning4j());
    return all;
  }

  /** Those that can do a work with a network. */
  static List<Framework> of(Network network, Work work) {
    return all().stream()
        .filter(
            framework -> work == Work.TRAIN ? framework.trains(network) : framework.infers(network))
        .toList();
  }
}
