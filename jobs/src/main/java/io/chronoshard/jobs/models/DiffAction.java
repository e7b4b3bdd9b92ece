package io.chronoshard.jobs.models;

/** How two versions differ. */
final class DiffAction implements ModelsAction {

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String words() {
    return "VERSION VERSION";
  }

  @Override
  public String summary() {
    return "Compares two versions' data, configurations and metrics.";
  }

  @Override
  public Arity arity() {
    return new Arity(2, 2);
  }

  @Override
  public void run(Asked asked) {
    VersionDifference difference =
        VersionDifference.between(
            asked.registry().facts(VersionWord.choice(asked.words().get(0))),
            asked.registry().facts(VersionWord.choice(asked.words().get(1))));
    asked.context().result(difference, difference::text);
  }
}
