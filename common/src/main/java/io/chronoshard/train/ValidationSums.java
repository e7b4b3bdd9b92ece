package io.chronoshard.train;

import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.Errors;
import io.chronoshard.window.WindowTargets.HeadTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of errors over windows; they add up over shards.
 *
 * @param windows how many
 * @param lossSum sum over windows of the loss in scaled units, of all heads by their weights
 * @param heads one entry per head
 * @param places what each head's target is
 * @param targets per head's target, the sums over windows and leads in the target's own unit
 */
public record ValidationSums(
    long windows,
    double lossSum,
    List<Head> heads,
    List<HeadTarget> places,
    List<ErrorSums> targets) {

  /** Of no windows and no targets. */
  static final ValidationSums NONE = new ValidationSums(0, 0, List.of(), List.of(), List.of());

  /**
   * One head.
   *
   * @param name what it is called
   * @param lossSum sum over windows of its own loss in scaled units
   */
  public record Head(String name, double lossSum) {}

  /** Copies the lists. */
  public ValidationSums {
    heads = List.copyOf(heads);
    places = List.copyOf(places);
    targets = List.copyOf(targets);
  }

  /** Errors of a head's target over all windows and leads, in its own unit. */
  public Errors errors(int target) {
    return targets.get(target).overall(windows * places.get(target).rows());
  }

  /** Mean loss of one head in scaled units. */
  public double loss(int head) {
    return heads.get(head).lossSum() / windows;
  }

  /** The sums of both. */
  public ValidationSums plus(ValidationSums other) {
    List<ErrorSums> sums = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      sums.add(targets.get(target).plus(other.targets.get(target)));
    }
    List<Head> both = new ArrayList<>();
    for (int head = 0; head < heads.size(); head++) {
      Head one = heads.get(head);
      both.add(new Head(one.name(), one.lossSum() + other.heads.get(head).lossSum()));
    }
    return new ValidationSums(windows + other.windows, lossSum + other.lossSum, both, places, sums);
  }

  /** Mean loss in scaled units, of all heads by their weights. */
  public double loss() {
    return lossSum / windows;
  }

  /**
   * Mean absolute error over all windows, leads, heads and targets of values, in the targets' own
   * unit; NaN where there are none.
   */
  public double mae() {
    return all().mae();
  }

  /** Root of the mean squared error over the same. */
  public double rmse() {
    return all().rmse();
  }

  /**
   * What is told beside: of probabilities, and where there are several heads of each of them, which
   * is called by the head's name and a blank before its own.
   */
  public Map<String, Double> further() {
    Map<String, Double> further = new TreeMap<>(all().ofProbabilities());
    for (int head = 0; heads.size() > 1 && head < heads.size(); head++) {
      String name = heads.get(head).name() + " ";
      further.put(name + "loss", loss(head));
      MeanErrors own = of(head);
      own.ofValues().forEach((measure, value) -> further.put(name + measure, value));
      own.ofProbabilities().forEach((measure, value) -> further.put(name + measure, value));
    }
    return further;
  }

  private MeanErrors all() {
    List<Errors> all = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      all.add(errors(target));
    }
    return new MeanErrors(all);
  }

  private MeanErrors of(int head) {
    List<Errors> own = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      if (places.get(target).head() == head) {
        own.add(errors(target));
      }
    }
    return new MeanErrors(own);
  }
}
