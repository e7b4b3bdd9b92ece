package io.chronoshard.registry;

import io.chronoshard.model.Compute;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The files of one version: written, verified, read.
 *
 * @param model the name of the model that it is a version of
 * @param signing signs what is written, and says by whom that must be signed which is read
 */
record VersionFolder(Storage storage, Path path, String model, Signing signing) {

  /**
   * Writes all files, then the manifest, and its signature where there is a key.
   *
   * @param series networks of single series, by name
   */
  void write(VersionContents contents, Iterator<SeriesModel> series) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int member = 0; member < contents.members().size(); member++) {
      byte[] model = ModelFile.write(contents.members().get(member).network());
      VersionFile.MODEL.requireRoom(model.length);
      files.put(MemberFiles.fileName(member), model);
    }
    add(VersionFile.MEMBERS, MemberFiles.of(contents.members()), files);
    add(VersionFile.PIPELINE, contents.pipeline(), files);
    add(VersionFile.METRICS, contents.metrics(), files);
    add(VersionFile.PROVENANCE, contents.provenance(), files);
    add(VersionFile.SAMPLES, contents.samples(), files);
    files.forEach((file, bytes) -> storage.writeThrough(new Path(path, file), bytes));
    byte[] manifest = Json.bytes(manifest(files, series));
    storage.writeThrough(new Path(path, Manifest.FILE), manifest);
    signing
        .sign(Statement.ofVersion(manifest))
        .ifPresent(json -> storage.writeThrough(new Path(path, SignatureFile.NAME), json));
  }

  /** Writes all files of a version from elsewhere, its signature too, the manifest last. */
  void copy(ArchiveSource from) {
    from.files().entrySet().stream()
        .filter(file -> !file.getKey().equals(Manifest.FILE))
        .forEach(file -> storage.writeThrough(new Path(path, file.getKey()), file.getValue()));
    storage.writeThrough(
        new Path(path, Manifest.FILE), from.read(Manifest.FILE, ManifestFiles.MANIFEST_LIMIT));
  }

  private static void add(VersionFile file, Object content, Map<String, byte[]> files) {
    byte[] bytes = Json.bytes(content);
    file.requireRoom(bytes.length);
    files.put(file.fileName(), bytes);
  }

  private Manifest manifest(Map<String, byte[]> files, Iterator<SeriesModel> series) {
    if (!series.hasNext()) {
      return Manifest.of(model, files);
    }
    SeriesFile.Written written = SeriesFile.write(storage, path, series);
    byte[] list = Json.line(written.entries());
    SeriesFile.requireRoom(list.length);
    storage.writeThrough(new Path(path, SeriesFile.LIST), list);
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.put(SeriesFile.LIST, list);
    return Manifest.of(model, all).with(SeriesFile.FILE, written.file());
  }

  private VersionReader reader() {
    return new VersionReader(source(), model, signing);
  }

  /** Its files as they lie there. */
  VersionSource source() {
    return new FolderSource(storage, path);
  }

  /** Opens it: {@link VersionReader#read}. */
  VersionContents read() {
    return reader().read();
  }

  /**
   * Looks through all of it: {@link VersionReader#verify}.
   *
   * @return the SHA-256 of its manifest, which tells it apart from any other
   */
  String verify() {
    return reader().verifiedHash();
  }

  /** The same, as {@link VersionReader#verify} says. */
  Verification verify(int number, Optional<Compute> compute) {
    return reader().verify(number, compute);
  }

  /** The SHA-256 of its manifest. */
  String hash() {
    return Sha256.of(ManifestFiles.bytes(source()));
  }

  /**
   * Sees to it that it is signed as it must be.
   *
   * @return the SHA-256 of its manifest
   * @throws io.chronoshard.error.StorageException where it is not
   */
  String signedHash() {
    return ManifestFiles.of(source(), model, signing).hash();
  }

  /** What its manifest tells, by whomever it is signed: {@link ManifestFiles#told}. */
  ManifestFiles told() {
    return ManifestFiles.told(source(), signing);
  }

  /**
   * Where it comes from, compared with its manifest.
   *
   * @throws io.chronoshard.error.StorageException where it does not match, or this release did not
   *     write the version, nor one that wrote it alike
   */
  Provenance provenance() {
    return told().json(VersionFile.PROVENANCE, Provenance.class);
  }
}
