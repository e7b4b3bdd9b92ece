package io.chronoshard.jobs.spark.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which executor holds which part of something that all work on at the same time, so that it is
 * done in the fewest turns that executors of their sizes can do it in.
 */
final class Placement {

  private final List<Executor> executors;
  private final Map<Executor, Integer> load = new LinkedHashMap<>();

  private Placement(List<Executor> executors) {
    this.executors = executors;
    executors.forEach(executor -> load.put(executor, 0));
  }

  /**
   * Places parts. One that lies somewhere stays there, unless its executor has so many that others
   * would wait for it.
   *
   * @param executors at least one
   * @param held where each part lies; empty, or an executor that is gone, where it has to be made
   * @return each part's executor
   */
  static List<Executor> of(List<Executor> executors, List<Optional<Executor>> held) {
    if (executors.isEmpty()) {
      throw new IllegalArgumentException("no executors to place " + held.size() + " parts on");
    }
    return new Placement(executors).place(held);
  }

  private List<Executor> place(List<Optional<Executor>> held) {
    int turns = fewestTurns(held.size());
    List<Optional<Executor>> placed = new ArrayList<>();
    for (Optional<Executor> at : held) {
      placed.add(at.filter(load::containsKey).filter(executor -> takes(executor, turns)));
    }
    return placed.stream().map(at -> at.orElseGet(this::leastBusy)).toList();
  }

  private int fewestTurns(int parts) {
    int turns = 0;
    long room = 0;
    while (room < parts) {
      turns++;
      room += executors.stream().mapToLong(Executor::slots).sum();
    }
    return turns;
  }

  /** Gives it one more, if it does all of its own in so many turns. */
  private boolean takes(Executor executor, int turns) {
    int parts = load(executor);
    if (parts >= turns * executor.slots()) {
      return false;
    }
    load.put(executor, parts + 1);
    return true;
  }

  /** Gives one more to the executor that is done with it first. */
  private Executor leastBusy() {
    Executor least = executors.get(0);
    for (Executor executor : executors) {
      if ((load(executor) + 1L) * least.slots() < (load(least) + 1L) * executor.slots()) {
        least = executor;
      }
    }
    load.merge(least, 1, Integer::sum);
    return least;
  }

  private int load(Executor executor) {
    return load.getOrDefault(executor, 0);
  }
}
