package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.DueDates;
import io.chronoshard.retrain.Mandate;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightRetention;
import io.chronoshard.retrain.RunDate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * One start of {@link RetrainJob}: which dates are decided, the one that is asked for last.
 *
 * @param clock says what is now
 * @param place is told how far it has come
 */
record Retraining(
    JobContext context, Configuration settings, Asked asked, Clock clock, Place place) {

  /** Decides what is due, unless that is done already. */
  void run() {
    noteUnread();
    asked.date().ifPresent(place::at);
    Instant now = clock.instant();
    asked.date().ifPresent(date -> date.requireNotAfter(now));
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop(settings.security());
    ModelRegistry registry = ModelRegistry.toPublish(settings.registry(), hadoop);
    TableSnapshot snapshot = HistoryTable.snapshot(settings.history(), hadoop);
    RunDate date =
        asked.date().orElseGet(() -> dates().usual(DecidedNights.of(registry).newest(), now));
    place.at(date);
    if (isSettled(registry, date)) {
      return;
    }
    List<RunDate> due = due(registry, date);
    new NightCheck(context, registry, snapshot, hadoop).require(due);
    try (ModelLock lock = locked(registry, date)) {
      // While it waited for the lock, another process may have decided the very same date.
      if (!isSettled(registry, date)) {
        decide(registry, lock, snapshot, date);
      }
    }
  }

  /** What other jobs read, and this one does not. */
  private void noteUnread() {
    if (!settings.run().id().isEmpty()) {
      context.note(
          "run.id is not read by retrain: its runs are named by their dates, such as "
              + RunDate.parse("2024-03-01").runId());
    }
    if (settings.training().start().isPresent()) {
      context.note(
          "training.start is not read by retrain: what a challenger begins with is its start in"
              + " retrain.challengers");
    }
  }

  private DueDates dates() {
    return new DueDates(settings.retrain().every(), settings.retrain().catchUp());
  }

  /**
   * Another run that decides a date and has the lock tells what becomes of it. Of all else that may
   * have it, a training or an operator's, nobody hears that this date was not decided.
   */
  private ModelLock locked(ModelRegistry registry, RunDate date) {
    try {
      return registry.lock(asked.runId(date), settings.registry().lock());
    } catch (BusyException another) {
      another.holder().flatMap(RunDate::ofRun).ifPresent(night -> place.isAnothers());
      throw another;
    }
  }

  /** The dates that are decided now, the one that is asked for last. */
  private List<RunDate> due(ModelRegistry registry, RunDate date) {
    if (asked.isAlone()) {
      return List.of(date);
    }
    DecidedNights nights = DecidedNights.of(registry);
    return dates().of(nights.newest(), nights.begun(), date);
  }

  private void goTo(RunDate one, RunDate date) {
    if (one.equals(date)) {
      place.at(date);
    } else {
      place.before(one, date);
    }
  }

  /** Whether there is nothing left to do at a date; then it says what was decided. */
  private boolean isSettled(ModelRegistry registry, RunDate date) {
    DecidedNights nights = DecidedNights.of(registry);
    asked.mandate().force().ifPresent(force -> requireNewest(nights, date));
    Optional<NightDecision> decided = nights.decision(date);
    if (decided.isPresent()) {
      if (asked.isDry()
          || (asked.mandate().force().isPresent() && decided.get().promoted().isEmpty())) {
        return false;
      }
      noteOtherConfiguration(decided.get());
      context.result(
          decided.get(), () -> date + " is decided already: " + decided.get().sentence());
      return true;
    }
    Optional<OutOfOrder> late =
        nights
            .newest()
            .filter(newest -> newest.compareTo(date) > 0)
            .map(newest -> OutOfOrder.of(date, newest));
    late.ifPresent(result -> context.result(result, result::sentence));
    return late.isPresent();
  }

  /** Later dates stand on what was decided at one before them. */
  private static void requireNewest(DecidedNights nights, RunDate date) {
    nights
        .newest()
        .filter(newest -> newest.compareTo(date) > 0)
        .ifPresent(
            newest -> {
              throw new ConfigurationException(
                  String.format(
                      Locale.ROOT,
                      "--force cannot decide %s anew, for %s is decided, and dates are decided in order; force that one or"
                          + " a later date, or `models promote` the version that is wanted",
                      date,
                      newest));
            });
  }

  private void noteOtherConfiguration(NightDecision decided) {
    if (!decided.configuration().equals(NightRun.configuration(settings))) {
      context.note(
          String.format(
              Locale.ROOT,
              "the configuration is another one than %s was decided with; it counts from the next date on",
              decided.date()));
    }
  }

  private void decide(
      ModelRegistry registry, ModelLock lock, TableSnapshot snapshot, RunDate date) {
    List<RunDate> due = due(registry, date);
    if (due.size() > 1) {
      context.note(
          String.format(
              Locale.ROOT,
              "%s before %s, missed or not ended well, done first: %s",
              Plural.of(due.size() - 1, "date"),
              date,
              due.stream()
                  .limit(due.size() - 1L)
                  .map(RunDate::toString)
                  .collect(Collectors.joining(", "))));
    }
    goTo(due.get(0), date);
    try (SparkSession spark =
        Sessions.open("retrain " + settings.registry().model(), settings, context::note)) {
      for (RunDate one : due) {
        goTo(one, date);
        boolean isAsked = one.equals(date);
        new NightRun(
                isAsked ? context : context.ofPart(),
                spark,
                registry,
                lock,
                snapshot,
                one,
                isAsked ? asked.mandate() : Mandate.USUAL)
            .run();
      }
    }
    if (!asked.isDry()) {
      tidy(registry, lock);
    }
  }

  /** What was decided stands, whether or not older runs can be removed. */
  private void tidy(ModelRegistry registry, ModelLock lock) {
    try {
      List<String> gone =
          new NightRetention(settings.retrain().keep(), settings.registry().keep())
              .remove(registry, lock);
      if (!gone.isEmpty()) {
        context.note("removed " + Plural.of(gone.size(), "old run"));
      }
    } catch (UserException unremoved) {
      context.note("old runs are not removed: " + unremoved.getMessage());
    }
  }
}
