package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.registry.ModelRegistry;
import org.apache.hadoop.conf.Configuration;

/** Makes the version the champion again that was it before. */
final class RollbackAction implements ModelsAction {

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public String words() {
    return "";
  }

  @Override
  public String summary() {
    return "Makes the champion before this one the champion again.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 0);
  }

  @Override
  public ModelRegistry registry(RegistrySettings settings, Configuration hadoop) {
    return ModelRegistry.toPublish(settings, hadoop);
  }

  @Override
  public void run(Asked asked) {
    PromotedVersion promoted =
        PromotedVersion.of(asked.model(), asked.registry().promotions().rollback());
    asked.context().result(promoted, () -> promoted.text("again"));
  }
}
