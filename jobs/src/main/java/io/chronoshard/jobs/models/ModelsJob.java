package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.cli.Job;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.jobs.models.ModelsAction.Asked;
import io.chronoshard.jobs.security.Login;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Looks after the versions of a model. */
public final class ModelsJob implements Job {

  private static final List<ModelsAction> ACTIONS =
      List.of(
          new ListAction(),
          new ShowAction(),
          new DescribeAction(),
          new DiffAction(),
          new VerifyAction(),
          new PromoteAction(),
          new RollbackAction(),
          new PruneAction(),
          new ExportAction(),
          new ImportAction());

  @Override
  public String name() {
    return "models";
  }

  @Override
  public String summary() {
    return "Looks after the versions of a model.";
  }

  @Override
  public List<JobOption> options() {
    return ACTIONS.stream().flatMap(action -> action.options().stream()).toList();
  }

  @Override
  public List<String> footer() {
    return ACTIONS.stream()
        .map(
            action ->
                String.format(
                    Locale.ROOT,
                    "%-28s%s",
                    (action.name() + " " + action.words()).strip(),
                    action.summary()))
        .toList();
  }

  @Override
  public List<String> actions() {
    return ACTIONS.stream().map(ModelsAction::name).toList();
  }

  /** The file systems' settings come from the class path alone: nothing of Spark is loaded. */
  @Override
  public void run(JobContext context) {
    ModelsAction action =
        ACTIONS.stream()
            .filter(one -> one.name().equals(context.words().get(0)))
            .findFirst()
            .orElseThrow();
    List<String> words = context.words().subList(1, context.words().size());
    ModelsAction.Arity arity = action.arity();
    if (words.size() < arity.least() || words.size() > arity.most()) {
      throw new ConfigurationException(
          action.words().isEmpty()
              ? "models " + action.name() + " takes no further words, and was given " + words
              : "write models "
                  + action.name()
                  + " "
                  + action.words()
                  + "; it was given "
                  + (words.isEmpty() ? "no version" : words));
    }
    io.chronoshard.config.Configuration configuration = context.configuration();
    RegistrySettings settings = configuration.registry();
    Configuration hadoop = new Configuration();
    Login.of(configuration.security(), hadoop);
    action.run(new Asked(context, settings, action.registry(settings, hadoop), words));
  }
}
