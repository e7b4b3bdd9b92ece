package io.chronoshard.jobs.models;

import io.chronoshard.jobs.cli.Verbosity;

/** Where a version comes from. */
final class ShowAction implements ModelsAction {

  @Override
  public String name() {
    return "show";
  }

  @Override
  public String words() {
    return "[VERSION]";
  }

  @Override
  public String summary() {
    return "Tells where a version comes from, the champion where none is named.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 1);
  }

  @Override
  public void run(Asked asked) {
    ShownVersion version =
        ShownVersion.of(
            asked.model(),
            asked.registry().facts(VersionWord.choice(asked.word(0).orElse("champion"))));
    asked
        .context()
        .result(
            version,
            () ->
                version.text(
                    asked.context().verbosity() == Verbosity.VERBOSE
                        ? ShownVersion.Keys.ALL
                        : ShownVersion.Keys.OWN));
  }
}
