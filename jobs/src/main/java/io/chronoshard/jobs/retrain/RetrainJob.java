package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.JobOption;
import java.time.Clock;
import java.util.List;

/**
 * Retrains a model on the history before a date, and promotes what is better by more than chance.
 */
public final class RetrainJob implements Job {

  private final Clock clock;

  /** By the clock of this machine. */
  public RetrainJob() {
    this(Clock.systemUTC());
  }

  /** By a clock, which says what is now. */
  public RetrainJob(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "retrain";
  }

  @Override
  public String summary() {
    return "Trains challengers of a model's champion, and promotes one where the gate says so.";
  }

  @Override
  public List<JobOption> options() {
    return Asked.options();
  }

  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    Place place = new Place();
    try {
      new Retraining(context, settings, Asked.of(context.options()), clock, place).run();
    } catch (Exception | Error failure) {
      place.past().ifPresent(context::note);
      if (!Asked.isDry(context.options())) {
        place
            .failed(settings.registry().model(), failure)
            .ifPresent(NightRun.alerts(context, settings)::tell);
      }
      throw failure;
    }
  }
<<<<<<< HEAD

  private static void retrain(JobContext context, Configuration settings, Asked asked) {
    org.apache.hadoop.conf.Configuration hadoop = Sessions.hadoop(settings.security());
    ModelRegistry registry = ModelRegistry.toPublish(settings.registry(), hadoop);
    TableSnapshot snapshot = HistoryTable.snapshot(settings.history(), hadoop);
    RunDate date = asked.date().orElseGet(() -> usual(settings, registry, snapshot.history()));
    if (isSettled(context, asked, registry, date)) {
      return;
    }
    new NightCheck(context, registry, snapshot, hadoop)
        .require(due(settings, asked, registry, date));
    try (ModelLock lock = registry.lock(date.runId(), settings.registry().lock())) {
      // While it waited for the lock, another process may have decided the very same date.
      if (!isSettled(context, asked, registry, date)) {
        decide(context, settings, asked, registry, lock, snapshot, date);
      }
    }
  }

  private static RunDate usual(Configuration settings, ModelRegistry registry, History history) {
    return new DueDates(settings.retrain().every())
        .usual(DecidedNights.of(registry).newest(), Clock.systemUTC().instant(), end(history));
  }

  /** The time of the step behind the last one. */
  private static Instant end(History history) {
    return Instant.ofEpochMilli(Math.multiplyExact(history.toStep(), history.axis().stepMillis()));
  }

  /** The dates that are decided now, the one that is asked for last. */
  private static List<RunDate> due(
      Configuration settings, Asked asked, ModelRegistry registry, RunDate date) {
    return asked.isDry()
        ? List.of(date)
        : new DueDates(settings.retrain().every()).of(DecidedNights.of(registry).newest(), date);
  }

  /** Whether there is nothing left to do at a date; then it says what was decided. */
  private static boolean isSettled(
      JobContext context, Asked asked, ModelRegistry registry, RunDate date) {
    DecidedNights nights = DecidedNights.of(registry);
    Optional<NightDecision> decided = nights.decision(date);
    if (decided.isPresent()) {
      if (asked.isDry()
          || (asked.mandate().force().isPresent() && decided.get().promoted().isEmpty())) {
        return false;
      }
      noteOtherConfiguration(context, decided.get());
      context.result(
          decided.get(), () -> date + " is decided already: " + decided.get().sentence());
      return true;
    }
    if (nights.newest().filter(newest -> newest.compareTo(date) > 0).isEmpty()) {
      return false;
    }
    RunFolder newest = registry.run(nights.newest().orElseThrow().runId());
    context.result(
        newest.read(NightDecision.FILE, NightDecision.class),
        () ->
            String.format(
                Locale.ROOT,
                "%s lies before %s, which is decided; dates are decided in order, and nothing was done",
                date,
                nights.newest().orElseThrow()));
    return true;
  }

  private static void noteOtherConfiguration(JobContext context, NightDecision decided) {
    if (!decided.configuration().equals(NightRun.configuration(context.configuration()))) {
      context.note(
          String.format(
              Locale.ROOT,
              "the configuration is another one than %s was decided with; it counts from the next date on",
              decided.date()));
    }
  }

  private static void decide(
      JobContext context,
      Configuration settings,
      Asked asked,
      ModelRegistry registry,
      ModelLock lock,
      TableSnapshot snapshot,
      RunDate date) {
    List<RunDate> due = due(settings, asked, registry, date);
    if (due.size() > 1) {
      context.note(
          String.format(
              Locale.ROOT,
              "%s since %s: missed, and caught up now",
              Plural.of(due.size() - 1, "date"),
              DecidedNights.of(registry).newest().orElseThrow()));
    }
    try (SparkSession spark =
        Sessions.open("retrain " + settings.registry().model(), settings, context::note)) {
      for (RunDate one : due) {
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
      tidy(context, settings, registry, lock);
    }
  }

  /** What was decided stands, whether or not older runs can be removed. */
  private static void tidy(
      JobContext context, Configuration settings, ModelRegistry registry, ModelLock lock) {
    try {
      List<String> gone =
          new NightRetention(settings.retrain().keep(), settings.registry().keep())
              .remove(registry, lock);
      if (!gone.isEmpty()) {
        context.note("removed " + Plural.of(gone.size(), "old run"));
      }
    } catch (StorageException unremoved) {
      context.note("old runs are not removed: " + unremoved.getMessage());
    }
  }
=======
>>>>>>> 8dafff1ce5dc96347120f4b8ad47157d6e1c4861
}
