package io.chronoshard.train.plan;

import io.chronoshard.train.AveragingPlace;
import java.util.List;
import java.util.Optional;

/**
 * What a training is going to take.
 *
 * @param run the training's run
 * @param identity hash of all that decides the training's result: data, configuration and seed
 * @param start the version that training begins from; nothing for initial weights
 * @param history what is read
 * @param windows that are possible; which of them touch unknown values is known once they are read
 * @param shards what each will hold, the smallest and the largest
 * @param rounds how many there will be, where no training ends early
 * @param travel what each round sends
 * @param memory what it takes of the cluster's
 * @param cluster what it is to run on
 * @param engine what it computes with, and why
 * @param calibration what was measured; nothing where what does not fit was not tried
 * @param times on any number of executors, where something was measured
 * @param shortages what does not fit, or only just
 * @param notes what the plan does not know
 */
public record Prediction(
    String run,
    String identity,
    Optional<String> start,
    Read history,
    Windows windows,
    Shards shards,
    Rounds rounds,
    Travel travel,
    MemoryPlan memory,
    Cluster cluster,
    String engine,
    Optional<Calibration> calibration,
    Optional<ExecutorTimes> times,
    List<Shortage> shortages,
    List<String> notes) {

  /** The file in a plan's folder that holds it. */
  public static final String FILE = "plan.json";

  /** Copies the lists. */
  public Prediction {
    shortages = List.copyOf(shortages);
    notes = List.copyOf(notes);
  }

  /**
   * What is read of a history table.
   *
   * @param rows that were ingested
   * @param series how many there are
   * @param steps of all series, each from its first reading to its last
   * @param channels that are read
   * @param inputs columns of a step that windows read
   */
  public record Read(long rows, int series, long steps, int channels, int inputs) {}

  /**
   * Windows that are possible.
   *
   * @param training of the training part
   * @param validation of the validation part, where there is one
   * @param test of the test part, which evaluation reads
   */
  public record Windows(long training, long validation, long test) {}

  /**
   * How blocks are dealt.
   *
   * @param count of shards
   * @param blocks of all of them
   * @param blockSteps steps of a block's core
   * @param heldBytes of all shards, on executors' heaps
   * @param smallest the one that takes the least memory
   * @param largest the one that takes the most
   */
  public record Shards(
      int count,
      int blocks,
      int blockSteps,
      long heldBytes,
      PlannedShard smallest,
      PlannedShard largest) {

    /** Those that are planned. */
    public static Shards of(PlannedShards planned, int blockSteps) {
      return new Shards(
          planned.shards().size(),
          (int) planned.sum(PlannedShard::blocks),
          blockSteps,
          planned.sum(PlannedShard::heldBytes),
          planned.smallest(),
          planned.largest());
    }
  }

  /**
   * How often is trained.
   *
   * @param ofEpochs rounds of the epochs, up to the last one that differs from the one before:
   *     later ones have fewer where training.period grows
   * @param epochs of a network, at most
   * @param networks that are trained one after the other
   * @param all rounds of all epochs of all networks
   */
  public record Rounds(List<Integer> ofEpochs, int epochs, int networks, long all) {

    /** Copies the list. */
    public Rounds {
      ofEpochs = List.copyOf(ofEpochs);
    }

    /** Those of so many networks. */
    public static Rounds of(EpochClock clock, int epochs, int networks) {
      return new Rounds(
          clock.ofEpochs(epochs, EpochClock::rounds),
          epochs,
          networks,
          clock.rounds(epochs) * networks);
    }

    /** Of an epoch, from 1. */
    public int of(int epoch) {
      return EpochClock.of(ofEpochs, epoch);
    }
  }

  /**
   * What a round sends, of the network that is largest.
   *
   * @param state parameters and the updater's state
   * @param sentBytes from the driver to all executors, which also hand it on to each other
   * @param returnedBytes to the driver: of all shards, or their mean where executors average
   */
  public record Travel(StateSize state, long sentBytes, long returnedBytes) {

    /** On so many executors. */
    public static Travel of(StateSize state, int shards, Cluster cluster) {
      return new Travel(
          state,
          cluster.executors() * state.bytes(),
          AveragingPlace.of(shards, state.bytes(), cluster.roomForResults()).bytesToDriver());
    }
  }

  /** Whether there is something that does not fit. */
  public boolean isRefused() {
    return shortages.stream().anyMatch(shortage -> shortage.kind() == Shortage.Kind.DOES_NOT_FIT);
  }
}
