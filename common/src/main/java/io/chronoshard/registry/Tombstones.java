package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The numbers of versions that were removed. They are used up: no version gets one of them again,
 * and for readers a version whose number is among them is not there, whether it was moved away yet
 * or not.
 */
final class Tombstones {

  static final String FILE = "pruned.json";

  /** The format that this release writes. */
  static final int FORMAT = 1;

  private final Storage storage;
  private final NumberedFolders folders;

  /**
   * The tombstones of a model.
   *
   * @param model the model's folder
   */
  Tombstones(Storage storage, Path model) {
    this.storage = storage;
    this.folders = new NumberedFolders(storage, new Path(model, "pruned"), "");
  }

  /**
   * What a tombstone tells.
   *
   * @param format how the file is to be read
   * @param version the version that was removed
   * @param operator the user whose process removed it
   * @param pruned when, by that process' clock
   */
  @JsonPropertyOrder("format")
  record Stone(int format, int version, String operator, Instant pruned) {}

  boolean has(int number) {
    return storage.isFolder(path(number));
  }

  /** All of them, sorted. */
  List<Integer> numbers() {
    return folders.numbers();
  }

  /** The highest of them, where there is one. */
  Optional<Integer> newest() {
    return folders.newest();
  }

  /** The folder of a tombstone, which need not be there. */
  Path path(int number) {
    return folders.path(number);
  }
}
