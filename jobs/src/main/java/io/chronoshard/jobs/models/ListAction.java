package io.chronoshard.jobs.models;

import io.chronoshard.registry.VersionListing;

/** All versions, a line for each. */
final class ListAction implements ModelsAction {

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String words() {
    return "";
  }

  @Override
  public String summary() {
    return "Lists the versions.";
  }

  @Override
  public Arity arity() {
    return new Arity(0, 0);
  }

  @Override
  public void run(Asked asked) {
    VersionListing found = asked.registry().list();
    VersionList list =
        new VersionList(
            asked.model(),
            asked.registry().path().toString(),
            found.versions(),
            found.unusable(),
            found.refusal());
    asked.context().result(list, list::text);
  }
}
