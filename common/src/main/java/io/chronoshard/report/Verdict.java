package io.chronoshard.report;

import io.chronoshard.evaluate.Forecasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model beats what it is compared with, and by how much, judged by mean absolute error,
 * or by the Brier score of probabilities.
 *
 * @param outcome who wins
 * @param headline the answer in a few words
 * @param sentence the answer with its numbers and what they were taken over
 * @param byLead where the leads do not agree with the answer: at which ones; else empty
 */
record Verdict(Outcome outcome, String headline, String sentence, Optional<String> byLead) {

  /** Digits that an error shows in a sentence at least. */
  private static final int DIGITS = 3;

  /** Names of leads or targets that a sentence lists at most. */
  private static final int MOST_NAMED = 4;

  /** Who wins. */
  enum Outcome {
    /** The model, against every baseline, for every target. */
    BETTER,
    /** The model against some baseline or for some target. */
    MIXED,
    /** The baselines, for every target. */
    WORSE,
    /** Nothing was compared. */
    UNKNOWN
  }

  /**
   * Judges a model.
   *
   * @param subject the version, as the subject of a sentence
   * @param over what was compared, to follow the word "over"
   */
  static Verdict of(
      List<ErrorRow> overall, List<ErrorRow> byLead, StepText steps, String subject, String over) {
    List<ErrorRow> targets = overall.stream().filter(ErrorRow::isComparable).toList();
    if (targets.isEmpty()) {
      return new Verdict(
          Outcome.UNKNOWN,
          "Nothing could be compared",
          subject + " has no errors beside those of a baseline over " + over + ".",
          Optional.empty());
    }
    if (targets.size() > 1) {
      return ofMany(targets, subject, over);
    }
    return ofOne(targets.get(0), byLead, steps, subject, over);
  }

  private static Verdict ofOne(
      ErrorRow row, List<ErrorRow> byLead, StepText steps, String subject, String over) {
    List<Forecasts> others = row.baselinesFromBest();
    int beaten = (int) others.stream().filter(row::beats).count();
    Outcome outcome =
        beaten == others.size() ? Outcome.BETTER : beaten == 0 ? Outcome.WORSE : Outcome.MIXED;
    int decimals = Numbers.decimals(row.errors().toList(), DIGITS);
    BaselineWords words = new BaselineWords(others);
    String sentence =
        String.format(
            Locale.ROOT,
            "%s %s of %s: its %s of %s is %s, over %s.",
            subject,
            words.verb(outcome, beaten),
            row.target(),
            row.measure(),
            Numbers.fixed(row.error(Forecasts.MODEL), decimals),
            comparison(row, others, decimals),
            over);
    return new Verdict(
        outcome, words.headline(outcome, beaten, row), sentence, leads(outcome, byLead, steps));
  }

  /** The model's error beside each of the others, the best first. */
  private static String comparison(ErrorRow row, List<Forecasts> others, int decimals) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < others.size(); i++) {
      Forecasts one = others.get(i);
      if (i > 0) {
        boolean turns = row.beats(one) && !row.beats(others.get(i - 1));
        text.append(turns ? ", but " : i == others.size() - 1 ? " and " : ", ");
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%s the %s (%s)",
              side(row.change(one)),
              one.label(),
              Numbers.fixed(row.error(one), decimals)));
    }
    return text.toString();
  }

  private static String side(double change) {
    if (change == 0) {
      return "the same as that of";
    }
    if (!Double.isFinite(change)) {
      return "above that of";
    }
    return Numbers.percent(change) + (change < 0 ? " below" : " above") + " that of";
  }

  private static Verdict ofMany(List<ErrorRow> targets, String subject, String over) {
    long won = targets.stream().filter(ErrorRow::beatsAll).count();
    Outcome outcome =
        won == targets.size() ? Outcome.BETTER : won == 0 ? Outcome.WORSE : Outcome.MIXED;
    String share =
        switch (outcome) {
          case BETTER ->
              targets.size() == 2 ? "both targets" : "all " + targets.size() + " targets";
          case WORSE -> "none of the " + targets.size() + " targets";
          case MIXED, UNKNOWN -> won + " of " + targets.size() + " targets";
        };
    String noun =
        new BaselineWords(
                targets.stream()
                    .flatMap(row -> row.baselinesFromBest().stream())
                    .distinct()
                    .toList())
            .noun();
    List<String> named = new ArrayList<>();
    for (ErrorRow row : targets.stream().limit(MOST_NAMED).toList()) {
      named.add(
          String.format(
              Locale.ROOT,
              "%s (%s the best %s)",
              row.target(),
              side(row.changeAgainstBest()),
              noun));
    }
    if (targets.size() > MOST_NAMED) {
      named.add("and " + (targets.size() - MOST_NAMED) + " more");
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "%s beats the %ss for %s by %s over %s: %s.",
            subject,
            noun,
            share,
            targets.get(0).measure(),
            over,
            String.join(", ", named));
    return new Verdict(outcome, "Beats the " + noun + "s for " + share, sentence, Optional.empty());
  }

  /** Says at which leads the answer is another one than over all of them. */
  private static Optional<String> leads(Outcome outcome, List<ErrorRow> byLead, StepText steps) {
    List<ErrorRow> leads = byLead.stream().filter(ErrorRow::isComparable).toList();
    List<ErrorRow> won = leads.stream().filter(ErrorRow::beatsAll).toList();
    if (leads.isEmpty() || (outcome == Outcome.BETTER && won.size() == leads.size())) {
      return Optional.empty();
    }
    if (won.isEmpty()) {
      return outcome == Outcome.WORSE
          ? Optional.empty()
          : Optional.of("At no single lead does it beat all of them.");
    }
    if (won.size() == leads.size()) {
      return Optional.of("At each single lead it beats all of them.");
    }
    List<ErrorRow> lost = leads.stream().filter(row -> !row.beatsAll()).toList();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "By lead: it beats them at %s, not at %s.",
            names(won, leads, steps),
            names(lost, leads, steps)));
  }

  private static String names(List<ErrorRow> some, List<ErrorRow> all, StepText steps) {
    int first = all.indexOf(some.get(0));
    boolean consecutive = all.subList(first, first + some.size()).equals(some);
    List<String> names = some.stream().map(row -> steps.span(row.leadSteps())).toList();
    if (consecutive && names.size() > 2) {
      return names.get(0) + " to " + names.get(names.size() - 1);
    }
    if (names.size() > MOST_NAMED) {
      return Numbers.count(names.size()) + " of " + Numbers.count(all.size()) + " leads";
    }
    return String.join(", ", names);
  }
}
