package io.chronoshard.gate;

import io.chronoshard.gate.SimulatedNights.Rule;
import java.util.List;
import java.util.Locale;

/**
 * Prints how often the gate is wrong and how soon it is right, simulated over so many years as the
 * argument says: {@code java -cp ... io.chronoshard.gate.GateFigures 2000}.
 */
final class GateFigures {

  private static final List<Integer> JUDGED = List.of(42, 56, 84);

  private GateFigures() {}

  /** Prints both tables in Markdown. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    int years = Integer.parseInt(args[0]);
    System.out.println(level(years));
    System.out.println(power(years));
  }

  /** How often a year without any better challenger has a promotion. */
  private static String level(int years) {
    StringBuilder table =
        new StringBuilder(
            "| days judged | days between tests | persistence | a false promotion in a year | of"
                + " independent days |\n"
                + "|---:|---:|---:|---:|---:|\n");
    for (int judged : JUDGED) {
      for (int every : new int[] {1, 7, 28}) {
        for (double persistence : new double[] {0, 0.3, 0.5, 0.7}) {
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %d | %d | %.1f | %.1f %% | %.1f %% |%n",
                  judged,
                  every,
                  persistence,
                  falsely(judged, every, persistence, Rule.GATE, years),
                  falsely(judged, every, persistence, Rule.INDEPENDENT_DAYS, years)));
        }
      }
    }
    return table.toString();
  }

  private static double falsely(int judged, int every, double persistence, Rule rule, int years) {
    int[] nights =
        new SimulatedNights(judged, every, persistence, 0.5, 0, rule).untilPromoted(years, 1);
    return 100 * SimulatedNights.promotedWithin(364, nights);
  }

  /** How soon a challenger is promoted that is really better. */
  private static String power(int years) {
    StringBuilder table =
        new StringBuilder(
            "| days judged | days between tests | gain, in deviations of a day | promoted within 7"
                + " nights | 28 | 91 | 364 |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|\n");
    for (int judged : JUDGED) {
      for (int every : new int[] {1, 7, 28}) {
        for (double gain : new double[] {0.25, 0.5, 0.75, 1, 1.5}) {
          int[] nights =
              new SimulatedNights(judged, every, 0.3, 0.5, gain, Rule.GATE).untilPromoted(years, 2);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %d | %d | %.2f | %.0f %% | %.0f %% | %.0f %% | %.0f %% |%n",
                  judged,
                  every,
                  gain,
                  100 * SimulatedNights.promotedWithin(7, nights),
                  100 * SimulatedNights.promotedWithin(28, nights),
                  100 * SimulatedNights.promotedWithin(91, nights),
                  100 * SimulatedNights.promotedWithin(364, nights)));
        }
      }
    }
    return table.toString();
  }
}
