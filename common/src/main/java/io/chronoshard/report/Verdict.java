package io.chronoshard.report;

import io.chronoshard.evaluate.Evaluation.ForecasterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model beats the naive forecasts, and by how much, judged by mean absolute error.
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
    /** The model, against every naive forecast, for every target. */
    BETTER,
    /** The model against some naive forecast or for some target. */
    MIXED,
    /** The naive forecasts, for every target. */
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
          subject + " has no errors beside those of a naive forecast over " + over + ".",
          Optional.empty());
    }
    if (targets.size() > 1) {
      return ofMany(targets, subject, over);
    }
    return ofOne(targets.get(0), byLead, steps, subject, over);
  }

  private static Verdict ofOne(
      ErrorRow row, List<ErrorRow> byLead, StepText steps, String subject, String over) {
    List<ForecasterName> naive = row.naiveFromBest();
    long beaten = naive.stream().filter(row::beats).count();
    ForecasterName best = naive.get(0);
    int decimals = Numbers.decimals(row.maes().toList(), DIGITS);
    Outcome outcome =
        beaten == naive.size() ? Outcome.BETTER : beaten == 0 ? Outcome.WORSE : Outcome.MIXED;
    String headline =
        switch (outcome) {
          case BETTER -> better(naive.size(), Numbers.percent(row.change(best)));
          case WORSE -> worse(naive.size(), row, best);
          case MIXED, UNKNOWN -> "Beats one naive forecast, but not the other";
        };
    String verb =
        switch (outcome) {
          case BETTER ->
              naive.size() > 1 ? "beats both naive forecasts" : "beats the naive forecast";
          case WORSE ->
              naive.size() > 1
                  ? "beats neither naive forecast"
                  : "does not beat the naive forecast";
          case MIXED, UNKNOWN -> "beats only one of the two naive forecasts";
        };
    String joint = outcome == Outcome.MIXED ? ", but " : " and ";
    String comparison =
        naive.stream()
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "%s the %s (%s)",
                        side(row.change(name)),
                        name.label(),
                        Numbers.fixed(row.mae(name), decimals)))
            .reduce((one, other) -> one + joint + other)
            .orElse("");
    String sentence =
        String.format(
            Locale.ROOT,
            "%s %s of %s: its mean absolute error of %s is %s, over %s.",
            subject,
            verb,
            row.target(),
            Numbers.fixed(row.mae(ForecasterName.MODEL), decimals),
            comparison,
            over);
    return new Verdict(outcome, headline, sentence, leads(outcome, byLead, steps));
  }

  private static String better(int naive, String by) {
    return naive > 1
        ? "Beats both naive forecasts, the better one by " + by
        : "Beats the naive forecast by " + by;
  }

  private static String worse(int naive, ErrorRow row, ForecasterName best) {
    double change = row.change(best);
    String by =
        change == 0
            ? "no better than the " + best.label()
            : Numbers.percent(change) + " worse than the " + best.label();
    return (naive > 1 ? "Beats neither naive forecast: " : "Does not beat the naive forecast: ")
        + by;
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
    List<String> named = new ArrayList<>();
    for (ErrorRow row : targets.stream().limit(MOST_NAMED).toList()) {
      named.add(
          String.format(
              Locale.ROOT,
              "%s (%s the best naive forecast)",
              row.target(),
              side(row.changeAgainstBest())));
    }
    if (targets.size() > MOST_NAMED) {
      named.add("and " + (targets.size() - MOST_NAMED) + " more");
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "%s beats the naive forecasts for %s by mean absolute error over %s: %s.",
            subject,
            share,
            over,
            String.join(", ", named));
    return new Verdict(
        outcome, "Beats the naive forecasts for " + share, sentence, Optional.empty());
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
