package io.chronoshard.jobs.describe;

import io.chronoshard.config.Configuration;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.feature.Holidays;
import io.chronoshard.feature.Vocabularies;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.security.Login;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.train.ModelDesign;

/** Tells layers, shapes and numbers of parameters of the configured model. */
public final class DescribeJob implements Job {

  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String summary() {
    return "Tells layers, shapes and parameters of the configured model.";
  }

  /** The file systems' settings come from the class path alone: nothing of Spark is loaded. */
  @Override
  public void run(JobContext context) {
    Configuration settings = context.configuration();
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    Login.of(settings.security(), hadoop);
    History table =
        TableSnapshots.of(settings.history().table(), hadoop)
            .chosen(settings.history().snapshot())
            .history();
    // Widths alone matter here, and the days of holidays do not change them.
    FeatureFacts facts =
        new FeatureFacts(
            Vocabularies.atMost(table, settings.features().categories()), Holidays.NONE);
    ModelDescription description =
        ModelDescription.of(
            settings.registry().model(),
            ModelDesign.of(settings, table, facts),
            settings.model().seriesWindows(),
            settings.training().allSeeds().size());
    context.result(description, description::text);
  }
}
