package io.chronoshard.jobs.models;

import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.model.Compute;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Verification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that versions are whole, and that they compute here what they computed when made. */
final class VerifyAction implements ModelsAction {

  private static final String ENGINE = "--engine";
  private static final String ALL = "all";

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String words() {
    return "[VERSION | all]";
  }

  @Override
  public String summary() {
    return "Compares all of a version with its hashes and replays its stored windows.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 1);
  }

  @Override
  public List<JobOption> options() {
    return List.of(
        new JobOption(
            ENGINE,
            "ENGINE",
            "verify: what replays the windows, scalar or vector; the fastest here if not given.",
            List.of(name())));
  }

  @Override
  public void run(Asked asked) {
    Optional<Compute> compute = asked.option(ENGINE).map(VerifyAction::compute);
    List<VerifiedVersions.Verified> versions =
        numbers(asked).stream().map(number -> verified(asked.registry(), number, compute)).toList();
    VerifiedVersions result = new VerifiedVersions(asked.model(), versions);
    asked.context().result(result, result::text);
    result.requireSound();
  }

  private static List<Integer> numbers(Asked asked) {
    String word = asked.word(0).orElse("champion");
    ModelRegistry registry = asked.registry();
    if (!word.equals(ALL)) {
      return List.of(registry.number(VersionWord.choice(word)));
    }
    registry.number(new VersionChoice.Latest());
    return registry.numbers();
  }

  private static VerifiedVersions.Verified verified(
      ModelRegistry registry, int number, Optional<Compute> compute) {
    try {
      Verification found = registry.verify(number, compute);
      return new VerifiedVersions.Verified(number, Optional.of(found), Optional.empty());
    } catch (StorageException e) {
      return new VerifiedVersions.Verified(
          number, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static Compute compute(String word) {
    Engine engine =
        Stream.of(Engine.SCALAR, Engine.VECTOR)
            .filter(one -> one.toString().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        ENGINE + " '" + word + "' must be scalar or vector; there is no other"));
    if (engine == Engine.VECTOR && !io.chronoshard.kernel.Engine.VECTOR.isAvailable()) {
      throw new ConfigurationException(
          ENGINE
              + " vector needs Java's module jdk.incubator.vector; set the environment variable"
              + " JDK_JAVA_OPTIONS to '--add-modules jdk.incubator.vector', or take scalar, which"
              + " gives the same bits");
    }
    return new Compute(engine, 1);
  }
}
