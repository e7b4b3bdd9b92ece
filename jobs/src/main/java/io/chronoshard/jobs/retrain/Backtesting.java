package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.RetrainSettings.Start;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.retrain.Judging.Entrant;
import io.chronoshard.jobs.retrain.Judging.Means;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Promotion;
import io.chronoshard.registry.RunId;
import io.chronoshard.retrain.Backtest;
import io.chronoshard.retrain.Backtest.Fold;
import io.chronoshard.retrain.NightDecision.LeftOut;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.retrain.RunDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries the ways to train challengers at earlier dates.
 *
 * @param settings the whole configuration
 * @param training trains them
 * @param date that is decided
 * @param champion of the date, by whose scales losses are taken in all folds
 */
record Backtesting(
    Configuration settings, ChallengerTraining training, RunDate date, Champion champion) {

  private static final String THEN = "the champion of then";

  /**
   * As many folds as are configured and the history reaches back for.
   *
   * @param night the date's parts, of a history with its fingerprint
   */
  Backtest of(NightParts night) {
    List<Fold> folds = new ArrayList<>();
    Optional<NightParts> parts = night.earlier(settings.retrain());
    while (folds.size() < settings.retrain().folds() && parts.isPresent()) {
      folds.add(fold(folds.size() + 1, known(parts.get(), night)));
      parts = parts.get().earlier(settings.retrain());
    }
    if (folds.size() < settings.retrain().folds()) {
      training
          .context()
          .note(
              String.format(
                  Locale.ROOT,
                  "retrain.backtest = %d, and the history reaches back for %d",
                  settings.retrain().folds(),
                  folds.size()));
    }
    Backtest backtest = new Backtest(folds);
    if (!backtest.means().isEmpty()) {
      training
          .context()
          .note(
              Plural.of(folds.size(), "earlier date")
                  + ", mean losses: "
                  + backtest.means().stream()
                      .map(
                          one -> String.format(Locale.ROOT, "%s %.4g", one.contender(), one.loss()))
                      .collect(Collectors.joining(", ")));
    }
    return backtest;
  }

  /** What is known of an earlier part follows from what is known of the whole. */
  private static NightParts known(NightParts parts, NightParts night) {
    return parts.withFingerprint(
        RunId.of(night.history().fingerprint(), Long.toString(parts.cut())));
  }

  private Fold fold(int number, NightParts parts) {
    Optional<Champion> then = championOf(parts);
    List<Entrant> entrants = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Challenger challenger : settings.retrain().challengers()) {
      if (challenger.start() == Start.CHAMPION && then.isEmpty()) {
        leftOut.add(
            new LeftOut(
                challenger.name(), "no champion of then had seen nothing of what came next"));
        continue;
      }
      try {
        entrants.add(
            new Entrant("by " + challenger.name(), trained(number, challenger, parts, then)));
      } catch (UnfitStartException unfit) {
        leftOut.add(new LeftOut(challenger.name(), String.valueOf(unfit.getMessage())));
      }
    }
    then.ifPresent(one -> entrants.add(new Entrant(THEN, one.version())));
    Means means = means(parts, entrants);
    return new Fold(
        time(parts, parts.judged()),
        time(parts, parts.cut()),
        means.windows(),
        means.losses(),
        leftOut);
  }

  private Means means(NightParts parts, List<Entrant> entrants) {
    if (entrants.isEmpty()) {
      return new Means(0, List.of());
    }
    Entrant first = entrants.get(0);
    return new Judging(settings, training.snapshot(), parts, new Champion(first.version()))
        .means(
            training.spark(),
            first.name(),
            entrants.subList(1, entrants.size()),
            champion.version());
  }

  private ModelVersion trained(
      int number, Challenger challenger, NightParts parts, Optional<Champion> then) {
    Configuration own =
        ChallengerTraining.settings(
            training.context(),
            parts.settings(),
            challenger,
            then.map(one -> one.version().number()).orElse(0));
    int version =
        training.version(
            own,
            parts.history(),
            String.format(Locale.ROOT, "%s.fold-%d.%s", date.runId(), number, challenger.name()),
            "");
    return training.registry().version(new VersionChoice.Numbered(version));
  }

  /** The newest champion that can be judged on a fold. */
  private Optional<Champion> championOf(NightParts parts) {
    List<Promotion> newestFirst = new ArrayList<>(training.registry().promotions().all());
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .map(Promotion::version)
        .distinct()
        .map(
            number -> new Champion(training.registry().version(new VersionChoice.Numbered(number))))
        .filter(
            one ->
                one.seen() <= parts.judged()
                    && one.forecasts(settings.window())
                    && one.channels().gone(parts.history()).isEmpty())
        .findFirst();
  }

  private static Instant time(NightParts parts, long step) {
    return Instant.ofEpochMilli(Math.multiplyExact(step, parts.history().axis().stepMillis()));
  }
}
