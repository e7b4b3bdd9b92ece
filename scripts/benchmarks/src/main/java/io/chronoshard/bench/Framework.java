package io.chronoshard.bench;

/** Something that trains and runs networks. */
public interface Framework {

  /** Its name in the table. */
  String name();

  /** Whether it has all layers of a network, for training. */
  boolean trains(Network network);

  /** Whether it has all layers of a network, for inference. */
  boolean infers(Network network);

  /** Whether its layers mean the same as the others', so that it must give the same. */
  default boolean agrees(Network network) {
    return true;
  }

  /** Loads what it needs, in the order of {@link Frameworks#all}. */
  void load();

  /**
   * Builds a network that begins with {@link Network#weights}.
   *
   * @param threads that share a minibatch
   */
  RunningNetwork open(Network network, MadeUpMinibatches minibatches, int threads);
}
