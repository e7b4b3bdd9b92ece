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
}
