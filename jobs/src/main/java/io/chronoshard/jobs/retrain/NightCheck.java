package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UnfitStartException;
import io.chronoshard.gate.Candidates;
import io.chronoshard.gate.LossPlan;
import io.chronoshard.gate.LossRule;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.train.PreparedTraining;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.NightParts;
import io.chronoshard.retrain.RunDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be said of dates before anything is locked or started.
 *
 * @param context of the run
 * @param registry of the model
 * @param snapshot the history table as it is read
 * @param hadoop by which it is
 */
record NightCheck(
    JobContext context,
    ModelRegistry registry,
    TableSnapshot snapshot,
    org.apache.hadoop.conf.Configuration hadoop) {

  /**
   * Refuses what will not work.
   *
   * @param due in their order, the one that is asked for last
   * @throws io.chronoshard.error.UserException that says why
   */
  void require(List<RunDate> due) {
    Configuration settings = context.configuration();
    List<NightParts> parts =
        due.stream()
            .map(
                date ->
                    NightParts.of(date, settings.retrain(), settings.split(), snapshot.history()))
            .toList();
    settings.retrain().quality().requireSteps(snapshot.history().axis());
    Champion champion = Champion.of(registry, settings);
    NightParts last = parts.get(parts.size() - 1);
    // Without a channel that it reads nothing can be opened: the date is decided, and says so.
    if (champion.channels().gone(last.history()).isEmpty()) {
      require(champion, last);
    }
  }

  private void require(Champion champion, NightParts parts) {
    List<String> names = new ArrayList<>();
    List<List<ForecastForm>> forms = new ArrayList<>();
    List<String> unfit = new ArrayList<>();
    OpenedVersion opened = OpenedVersion.of(champion.version(), parts.history());
    forms.add(opened.objectives().forms());
    List<Challenger> challengers = context.configuration().retrain().challengers();
    for (Challenger challenger : challengers) {
      if (context.configuration().retrain().refit() > 0) {
        ChallengerTraining.refit(context, parts, challenger, champion.version().number());
      }
      try {
        forms(challenger, champion, parts)
            .ifPresent(
                known -> {
                  names.add(challenger.name());
                  forms.add(known);
                });
      } catch (UnfitStartException one) {
        unfit.add(challenger.name() + ": " + one.getMessage());
      }
    }
    if (unfit.size() == challengers.size()) {
      throw new ConfigurationException(
          unfit.stream()
              .collect(
                  Collectors.joining(
                      System.lineSeparator(),
                      "no challenger can begin from "
                          + champion.name()
                          + ", and none begins from nothing: add one with start = nothing to"
                          + " retrain.challengers"
                          + System.lineSeparator(),
                      "")));
    }
    unfit.forEach(one -> context.note("left out, the challenger " + one));
    if (names.isEmpty()) {
      return;
    }
    Configuration settings = context.configuration();
    LossPlan plan =
        LossPlan.of(
            settings.gate(),
            parts.history().axis(),
            new Candidates(champion.name(), names, List.of()),
            opened.units().layout().values());
    new LossRule(settings.gate().loss()).requireComparable(plan, forms);
  }

  /** What a challenger forecasts; nothing where categories of the history decide on its widths. */
  private Optional<List<ForecastForm>> forms(
      Challenger challenger, Champion champion, NightParts parts) {
    Configuration settings =
        ChallengerTraining.settings(
            context, parts.settings(), challenger, champion.version().number());
    return PreparedTraining.of(settings, snapshot, parts.history(), hadoop)
        .known()
        .map(design -> design.objectives().forms());
  }
}
