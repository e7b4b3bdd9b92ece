package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.VersionListing;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Tells what versions of a model there are. */
public final class ModelsJob implements Job {

  private static final String LIST = "list";

  @Override
  public String name() {
    return "models";
  }

  @Override
  public String summary() {
    return "Lists the versions of a model.";
  }

  @Override
  public List<String> actions() {
    return List.of(LIST);
  }

  /** The file systems' settings come from the class path alone: nothing of Spark is loaded. */
  @Override
  public void run(JobContext context) {
    if (!context.words().equals(List.of(LIST))) {
      throw new ConfigurationException(
          "models list takes no further words, and was given " + context.words());
    }
    RegistrySettings settings = context.configuration().registry();
    ModelRegistry registry =
        ModelRegistry.open(settings.path(), settings.model(), new Configuration());
    VersionListing found = registry.list();
    VersionList list =
        new VersionList(
            settings.model(), registry.path().toString(), found.versions(), found.unusable());
    context.result(list, list::text);
  }
}
