package io.chronoshard.registry;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a version is published: staged, verified, and renamed to the next free number; once for each
 * run.
 */
record Publishing(VersionFolders versions, RunVersions runs, Promotions promotions) {

  /**
   * Publishes.
   *
   * @param series sorted by series; gone through once, where the run has not published yet
   * @param stages a folder to fill, for a run's id; asked for where the run has not published yet
   * @return the version's number
   */
  int publish(
      VersionContents contents, Iterable<SeriesModel> series, Function<String, Stage> stages) {
    String runId = contents.provenance().runId();
    Optional<Integer> published = runs.of(runId);
    int number =
        published.isPresent() ? published.get() : publishNew(contents, series, stages.apply(runId));
    runs.published(runId, number);
    promotions.first(runId);
    return number;
  }

  private int publishNew(VersionContents contents, Iterable<SeriesModel> series, Stage stage) {
    VersionFolder staged = new VersionFolder(versions.storage(), stage.content());
    staged.write(contents, series.iterator());
    staged.read();
    runs.publishing(contents.provenance().runId());
    int number = versions.next();
    while (stage.publish(versions.folder(number).path()) == Medium.Outcome.TAKEN) {
      number = Math.max(number + 1, versions.next());
    }
    return number;
  }
}
