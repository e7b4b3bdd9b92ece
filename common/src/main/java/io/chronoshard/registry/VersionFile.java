package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** The files of a version, beside its manifest. */
enum VersionFile {
  /** A Deeplearning4j model file: the first network. */
  MODEL("model.zip", 1 << 30),
  /** {@link MemberFiles}. */
  MEMBERS("members.json", 16 << 20),
  /** {@link Pipeline}, which may hold the maps of many series. */
  PIPELINE("pipeline.json", 256 << 20),
  /** {@link Metrics}. */
  METRICS("metrics.json", 64 << 20),
  /** {@link Provenance}. */
  PROVENANCE("provenance.json", 64 << 20),
  /** {@link Samples}. */
  SAMPLES("samples.json", 256 << 20);

  private final String fileName;
  private final int limit;

  VersionFile(String fileName, int limit) {
    this.fileName = fileName;
    this.limit = limit;
  }

  String fileName() {
    return fileName;
  }

  /** Bytes that it may have. */
  int limit() {
    return limit;
  }

  /** Bytes that a file of a version may have; nothing of a name that none of its files has. */
  static OptionalLong limit(String name) {
    if (name.equals(SeriesFile.FILE)) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
    if (name.equals(SeriesFile.LIST)) {
      return OptionalLong.of(SeriesFile.LIST_LIMIT);
    }
    if (MemberFiles.isFileName(name)) {
      return OptionalLong.of(MODEL.limit);
    }
    return Arrays.stream(values())
        .filter(file -> file.fileName.equals(name))
        .mapToLong(file -> file.limit)
        .findFirst();
  }

  /**
   * Refuses to write what could not be read again.
   *
   * @throws StorageException that names both lengths
   */
  void requireRoom(long length) {
    if (length > limit) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s would have %d bytes, and is read up to %d; the version is not published",
              fileName,
              length,
              limit));
    }
  }
}
