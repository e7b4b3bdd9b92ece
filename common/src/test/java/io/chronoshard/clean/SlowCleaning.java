package io.chronoshard.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rules of cleaning as their words say them, over a whole series, one rule after the other. */
public final class SlowCleaning {

  private final long[] times;

  /** What remains; of no meaning where a rule refuses it. */
  public final double[] values;

  public final Finding[] findings;

  public SlowCleaning(
      long[] times, double[] read, CleaningRules rules, List<Intervals.Interval> excluded) {
    this.times = times;
    values = read.clone();
    findings = new Finding[read.length];
    Arrays.fill(findings, Finding.CLEAN);
    for (int i = 0; i < read.length; i++) {
      for (Intervals.Interval one : excluded) {
        if (one.from() <= times[i] && times[i] < one.to()) {
          findings[i] = Finding.EXCLUDED;
        }
      }
    }
    if (rules.isCounter()) {
      count(rules.counterWithin());
    }
    CleaningRules.Rate rate = rules.rate();
    if (rate != null) {
      limit(rate);
    }
    CleaningRules.Hampel hampel = rules.hampel();
    if (hampel != null) {
      standOut(hampel);
    }
    if (rules.stuck() > 0) {
      stick(rules.stuck());
    }
  }

  private List<Integer> left() {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (findings[i] == Finding.CLEAN) {
        left.add(i);
      }
    }
    return left;
  }

  private void count(long within) {
    List<Integer> left = left();
    double[] read = values.clone();
    for (int at = 0; at < left.size(); at++) {
      int i = left.get(at);
      if (at == 0 || times[i] - times[left.get(at - 1)] > within) {
        findings[i] = Finding.COUNTER_START;
      } else if (read[i] < read[left.get(at - 1)]) {
        findings[i] = Finding.COUNTER_RESET;
      } else {
        values[i] = read[i] - read[left.get(at - 1)];
      }
    }
  }

  private void limit(CleaningRules.Rate rate) {
    List<Integer> left = left();
    for (int at = 0; at < left.size(); at++) {
      int i = left.get(at);
      int compared = 0;
      int faster = 0;
      for (int other : left.subList(Math.max(0, at - 3), at)) {
        long since = times[i] - times[other];
        if (since <= 10 * rate.per()) {
          compared++;
          if (Math.abs(values[i] - values[other]) > rate.change() * since / rate.per()) {
            faster++;
          }
        }
      }
      if (compared > 0 && faster == compared) {
        findings[i] = Finding.TOO_FAST;
      }
    }
  }

  private void standOut(CleaningRules.Hampel hampel) {
    List<Integer> left = left();
    for (int i : left) {
      double[] window =
          left.stream()
              .filter(j -> times[j] > times[i] - hampel.window() && times[j] < times[i])
              .mapToDouble(j -> values[j])
              .toArray();
      double median = median(window);
      double[] distances = Arrays.stream(window).map(one -> Math.abs(one - median)).toArray();
      double deviation = 1.4826 * median(distances);
      if (window.length >= 5
          && deviation > 0
          && Math.abs(values[i] - median) > hampel.deviations() * deviation) {
        findings[i] = Finding.SPIKE;
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private void stick(long limit) {
    List<Integer> left = left();
    for (int at = left.size() - 1; at >= 0; at--) {
      int i = left.get(at);
      int first = at;
      while (first > 0
          && values[left.get(first - 1)] == values[i]
          && times[left.get(first)] - times[left.get(first - 1)] <= limit) {
        first--;
      }
      if (times[i] - times[left.get(first)] > limit) {
        findings[i] = Finding.STUCK;
      }
    }
  }
}
