package io.chronoshard.jobs.models;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.jobs.cli.JobContext;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.registry.ModelRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Something that {@code models} can be told to do. */
interface ModelsAction {

  /** The word that selects it. */
  String name();

  /** What follows it, as the help shows it, such as {@code [VERSION]}; empty where nothing does. */
  String words();

  /** What it does, in one line of the help. */
  String summary();

  /** How many words may follow it. */
  Arity arity();

  /** Options that it takes, beside those of all jobs. */
  default List<JobOption> options() {
    return List.of();
  }

  /** The registry as it needs it: to read, unless it says otherwise. */
  default ModelRegistry registry(RegistrySettings settings, Configuration hadoop) {
    return ModelRegistry.toRead(settings, hadoop);
  }

  /** Does it. */
  void run(Asked asked);

  /**
   * A number of words.
   *
   * @param least that must be there
   * @param most that may be there
   */
  record Arity(int least, int most) {}

  /**
   * What was asked.
   *
   * @param context takes the result
   * @param settings of the registry and the model
   * @param registry its versions
   * @param words after the action
   */
  record Asked(
      JobContext context, RegistrySettings settings, ModelRegistry registry, List<String> words) {

    /** The model's name. */
    String model() {
      return settings.model();
    }

    /** The word at a place, where so many were given. */
    Optional<String> word(int place) {
      return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    /** What followed an option, where it was given. */
    Optional<String> option(String name) {
      return Optional.ofNullable(context.options().get(name));
    }
  }
}
