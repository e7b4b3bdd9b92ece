package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.chronoshard.error.StorageException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version each run has published, so that a run that is repeated finds its own without
 * looking at all of them.
 *
 * <pre>
 * runs/&lt;run-id&gt;/publishing.json  from here on it may have published a version
 * runs/&lt;run-id&gt;/version.json     the version that it has published
 * </pre>
 */
final class RunVersions {

  private static final Logger LOG = LoggerFactory.getLogger(RunVersions.class);
  private static final String PUBLISHING = "publishing.json";
  private static final String VERSION = "version.json";
  private static final int FORMAT = 1;
  private static final int LIMIT = 1 << 20;

  private final Storage storage;
  private final Path runs;
  private final VersionFolders versions;

  /**
   * What the runs of a model have published.
   *
   * @param runs the folder of their folders
   */
  RunVersions(Storage storage, Path runs, VersionFolders versions) {
    this.storage = storage;
    this.runs = runs;
    this.versions = versions;
  }

  @JsonPropertyOrder("format")
  private record Publishing(int format, String runId) {}

  @JsonPropertyOrder("format")
  private record Published(int format, int version) {}

  /** The version that a run has published, where it has and that is there. */
  Optional<Integer> of(String runId) {
    Optional<Integer> told = told(runId);
    if (told.isPresent() && isOf(runId, told.get())) {
      return told;
    }
    return storage.exists(file(runId, PUBLISHING)) ? found(runId) : Optional.empty();
  }

  /** Says that a run may have published from here on. */
  void publishing(String runId) {
    storage.makeFolder(new Path(runs, runId));
    storage.replace(file(runId, PUBLISHING), Json.bytes(new Publishing(FORMAT, runId)));
  }

  /** Says which version a run has published. */
  void published(String runId, int version) {
    if (!told(runId).equals(Optional.of(version))) {
      storage.makeFolder(new Path(runs, runId));
      storage.replace(file(runId, VERSION), Json.bytes(new Published(FORMAT, version)));
    }
  }

  private Optional<Integer> told(String runId) {
    Path file = file(runId, VERSION);
    Optional<byte[]> json = storage.readIfThere(file, LIMIT);
    json.ifPresent(bytes -> Format.require(bytes, FORMAT, file.toString(), "remove the file"));
    return json.map(bytes -> Json.read(bytes, Published.class, file.toString()).version());
  }

  private Optional<Integer> found(String runId) {
    List<Integer> numbers = versions.numbers();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (isOf(runId, numbers.get(i))) {
        return Optional.of(numbers.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether a version is a run's; not where what says so is damaged, or of another release. */
  private boolean isOf(String runId, int number) {
    if (!versions.has(number)) {
      return false;
    }
    try {
      return versions.folder(number).provenance().runId().equals(runId);
    } catch (StorageException e) {
      LOG.warn(
          "{} does not say where it comes from: {}", ModelVersion.name(number), e.getMessage());
      return false;
    }
  }

  private Path file(String runId, String name) {
    return new Path(runs, runId + "/" + name);
  }
}
