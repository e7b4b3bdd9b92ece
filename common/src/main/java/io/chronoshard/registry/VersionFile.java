package io.chronoshard.registry;

/** The files of a version, beside its manifest. */
enum VersionFile {
  /** A Deeplearning4j model file: the first network. */
  MODEL("model.zip", 1 << 30),
  /** {@link MemberFiles}. */
  MEMBERS("members.json", 16 << 20),
  /** {@link Pipeline}. */
  PIPELINE("pipeline.json", 64 << 20),
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
}
