package io.chronoshard.train.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * How long a training takes on 1, 2, 4, … executors, and from where on more of them do not help.
 *
 * @param rows by the number of executors, up to where all shards train at once; the cluster's own
 *     number is among them
 * @param enough executors with which an epoch takes hardly longer than with any number
 * @param reason why more do not help, as a sentence
 */
public record ExecutorTimes(List<ExecutorTime> rows, int enough, String reason) {

  /** By how much an epoch may take longer than the shortest one. */
  private static final double HARDLY = 0.05;

  /** Copies the list. */
  public ExecutorTimes {
    rows = List.copyOf(rows);
  }

  /**
   * What the times follow from.
   *
   * @param clock of the first epoch, which all networks have in common
   * @param calibration of the cluster
   * @param models of each network that is trained, which of the configured models, from 1
   * @param epochs of each network, at most
   * @param cluster whose executors are counted
   * @param threads of a minibatch on so many executors
   */
  public record Facts(
      EpochClock clock,
      Calibration calibration,
      List<Integer> models,
      int epochs,
      Cluster cluster,
      IntUnaryOperator threads) {

    /** Copies the list. */
    public Facts {
      models = List.copyOf(models);
    }

    private double epochSeconds(EpochClock clock, int model, int executors) {
      return clock.seconds(
          executors * cluster.slots(),
          calibration.speed(model, threads.applyAsInt(executors)),
          calibration.roundSeconds());
    }

    private double epochSeconds(int executors) {
      return epochSeconds(clock, models.get(0), executors);
    }

    private double allSeconds(int model, int executors) {
      double sum = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        sum += epochSeconds(clock.at(epoch), model, executors);
      }
      return sum;
    }

    /** On so many executors. */
    ExecutorTime of(int executors) {
      double epoch = epochSeconds(executors);
      double all = models.stream().mapToDouble(model -> allSeconds(model, executors)).sum();
      long windows = clock.shards().stream().mapToLong(shard -> shard.training()).sum();
      int jobs = clock.rounds() + (isValidated() ? 1 : 0);
      return new ExecutorTime(
          executors,
          executors * cluster.cores(),
          threads.applyAsInt(executors),
          clock.ofEpochs(epochs, one -> epochSeconds(one, models.get(0), executors)),
          all,
          windows / epoch,
          jobs * calibration.roundSeconds() / epoch);
    }

    private boolean isValidated() {
      return clock.shards().stream().anyMatch(shard -> shard.validation() > 0);
    }

    /** With which all shards train at once. */
    private int most() {
      return (clock.shards().size() - 1) / cluster.slots() + 1;
    }
  }

  /** Those that follow. */
  public static ExecutorTimes of(Facts facts) {
    int most = facts.most();
    TreeSet<Integer> executors = new TreeSet<>(List.of(facts.cluster().executors(), most));
    for (int some = 1; some < most; some *= 2) {
      executors.add(some);
    }
    int enough = enough(facts, most);
    executors.add(enough);
    List<ExecutorTime> rows = new ArrayList<>();
    executors.forEach(some -> rows.add(facts.of(some)));
    return new ExecutorTimes(rows, enough, reason(facts, enough, most));
  }

  /** The fewest, found by halves: more of them never take longer. */
  private static int enough(Facts facts, int most) {
    double longest = facts.epochSeconds(most) * (1 + HARDLY);
    int tooFew = 0;
    int enough = most;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) >>> 1;
      if (facts.epochSeconds(middle) <= longest) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  private static String reason(Facts facts, int enough, int most) {
    int shards = facts.clock().shards().size();
    ExecutorTime there = facts.of(enough);
    if (enough == most) {
      return shards == 1
          ? "there is one shard, and one task trains it"
          : String.format(
              Locale.ROOT,
              "there are %d shards, and no more than %d tasks train at once; more shards make another model",
              shards,
              shards);
    }
    return there.roundShare() > HARDLY
        ? String.format(
            Locale.ROOT,
            "%.0f %% of an epoch is what each round takes whoever trains; a longer training.period has fewer rounds, and"
                + " makes another model",
            100 * there.roundShare())
        : String.format(
            Locale.ROOT,
            "the largest of %d shards takes as long as the others together on the other executors",
            shards);
  }

  /** The time on so many executors, or on the nearest number below. */
  public ExecutorTime on(int executors) {
    return rows.stream()
        .filter(row -> row.executors() <= executors)
        .max(Comparator.comparingInt(ExecutorTime::executors))
        .orElseGet(() -> rows.get(0));
  }
}
