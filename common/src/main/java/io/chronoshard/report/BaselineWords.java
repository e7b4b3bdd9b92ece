package io.chronoshard.report;

import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.evaluate.Forecasts.Role;
import io.chronoshard.report.Verdict.Outcome;
import java.util.List;

/**
 * How a verdict speaks of what a model was compared with.
 *
 * @param others the forecasts beside the model's, the best first
 */
record BaselineWords(List<Forecasts> others) {

  /** What all of them are. */
  String noun() {
    return others.stream().allMatch(one -> one.role() == Role.NAIVE)
        ? "naive forecast"
        : "baseline";
  }

  /** What the model does, of so many that it is nearer than. */
  String verb(Outcome outcome, int beaten) {
    int all = others.size();
    return switch (outcome) {
      case BETTER ->
          all == 1
              ? "beats the " + noun()
              : all == 2 ? "beats both " + noun() + "s" : "beats all " + all + " " + noun() + "s";
      case WORSE ->
          all == 1
              ? "does not beat the " + noun()
              : all == 2
                  ? "beats neither " + noun()
                  : "beats none of the " + all + " " + noun() + "s";
      case MIXED, UNKNOWN ->
          all == 2
              ? "beats only one of the two " + noun() + "s"
              : "beats only " + beaten + " of the " + all + " " + noun() + "s";
    };
  }

  /** The same as a heading, with the change against the best of them. */
  String headline(Outcome outcome, int beaten, ErrorRow row) {
    Forecasts best = others.get(0);
    double change = row.change(best);
    return switch (outcome) {
      case BETTER -> capital(verb(outcome, beaten)) + better() + Numbers.percent(change);
      case WORSE ->
          capital(verb(outcome, beaten))
              + ": "
              + (change == 0
                  ? "no better than the " + best.label()
                  : Numbers.percent(change) + " worse than the " + best.label());
      case MIXED, UNKNOWN ->
          others.size() == 2
              ? "Beats one " + noun() + ", but not the other"
              : "Beats " + beaten + " of " + others.size() + " " + noun() + "s, but not the best";
    };
  }

  private String better() {
    return switch (others.size()) {
      case 1 -> " by ";
      case 2 -> ", the better one by ";
      default -> ", the best by ";
    };
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
