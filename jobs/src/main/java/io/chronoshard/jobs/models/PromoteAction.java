package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Promotions.Change;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Makes a version the champion. */
final class PromoteAction implements ModelsAction {

  private static final String EXPECT = "--expect";

  @Override
  public String name() {
    return "promote";
  }

  @Override
  public String words() {
    return "VERSION";
  }

  @Override
  public String summary() {
    return "Makes a version the champion, once it is found whole.";
  }

  @Override
  public Arity arity() {
    return new Arity(1, 1);
  }

  @Override
  public List<JobOption> options() {
    return List.of(
        new JobOption(
            EXPECT,
            "VERSION",
            "promote: only where this version is the champion.",
            List.of(name())));
  }

  @Override
  public ModelRegistry registry(RegistrySettings settings, Configuration hadoop) {
    return ModelRegistry.toPublish(settings, hadoop);
  }

  @Override
  public void run(Asked asked) {
    ModelRegistry registry = asked.registry();
    int version = registry.number(VersionWord.choice(asked.words().get(0)));
    Change change =
        asked
            .option(EXPECT)
            .map(VersionWord::choice)
            .map(expected -> promote(registry, version, expected))
            .orElseGet(() -> registry.promotions().promote(version));
    PromotedVersion promoted = PromotedVersion.of(asked.model(), change);
    asked.context().result(promoted, () -> promoted.text("now"));
  }

  private static Change promote(ModelRegistry registry, int version, VersionChoice expected) {
    return registry.promotions().promote(version, registry.number(expected));
  }
}
