package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.registry.Imported;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import org.apache.hadoop.conf.Configuration;

/** Publishes a version that was exported elsewhere. */
final class ImportAction implements ModelsAction {

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String words() {
    return "FILE";
  }

  @Override
  public String summary() {
    return "Publishes a version from a file, once it is found sound.";
  }

  @Override
  public Arity arity() {
    return new Arity(1, 1);
  }

  @Override
  public ModelRegistry registry(RegistrySettings settings, Configuration hadoop) {
    return ModelRegistry.toPublish(settings, hadoop);
  }

  @Override
  public void run(Asked asked) {
    Imported imported =
        asked
            .registry()
            .exchange()
            .importFrom(asked.words().get(0), asked.settings().lock(), new Configuration());
    asked.context().result(imported, () -> text(imported, asked.model()));
  }

  private static String text(Imported imported, String model) {
    String here = ModelVersion.name(imported.version()) + " of " + model;
    String there = ModelVersion.name(imported.there());
    return switch (imported.standing()) {
      case NEW -> here + " (" + there + " where it was exported)";
      case HERE -> "the same is here already: " + here;
    };
  }
}
