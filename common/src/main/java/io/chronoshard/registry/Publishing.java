package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

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
    return publish(
        contents.provenance().runId(), staged -> staged.write(contents, series.iterator()), stages);
  }

  /**
   * Publishes.
   *
   * @param filling writes the version, where its run has not published yet
   */
  int publish(String runId, Consumer<VersionFolder> filling, Function<String, Stage> stages) {
    Optional<Integer> published = runs.of(runId);
    int number =
        published.isPresent() ? published.get() : publishNew(runId, filling, stages.apply(runId));
    complete(runId, number);
    return number;
  }

  /** Does what follows once a run's version has its number, where that is not done yet. */
  void complete(String runId, int number) {
    runs.published(runId, number);
    promotions.first(runId);
  }

  private int publishNew(String runId, Consumer<VersionFolder> filling, Stage stage) {
    VersionFolder staged = versions.staged(stage.content());
    filling.accept(staged);
    staged.verify();
    runs.publishing(runId);
    int number = versions.next();
    while (stage.publish(versions.folder(number).path()) == Medium.Outcome.TAKEN) {
      number = Math.max(number + 1, versions.next());
    }
    return settled(number);
  }

  /**
   * Where the version stays. A number that looked free to a publisher who was stopped since may
   * have been given and removed meanwhile; readers take no notice of what is there, and it moves
   * on.
   */
  private int settled(int number) {
    int at = number;
    while (versions.tombstones().has(at)) {
      int next = Math.max(at + 1, versions.next());
      Path hidden = versions.folder(at).path();
      switch (versions.storage().publish(hidden, versions.folder(next).path())) {
        case PUBLISHED -> at = next;
        case TAKEN -> {}
        case GONE ->
            throw new StorageException(
                hidden
                    + " was removed while it was published under a number that was used up; nothing was published, so run again");
      }
    }
    return at;
  }
}
