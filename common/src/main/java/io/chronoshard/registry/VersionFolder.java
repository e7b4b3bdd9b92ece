package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The files of one version: written, verified, read. */
record VersionFolder(Storage storage, Path path) {

  private static final int MANIFEST_LIMIT = 1 << 20;

  /**
   * Writes all files, the manifest last.
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
    files.forEach(
        (file, bytes) -> {
          Path of = new Path(path, file);
          if (!of.getParent().equals(path)) {
            storage.addFolder(of.getParent());
          }
          storage.writeThrough(of, bytes);
        });
    storage.writeThrough(new Path(path, Manifest.FILE), Json.bytes(manifest(files, series)));
  }

  private static void add(VersionFile file, Object content, Map<String, byte[]> files) {
    byte[] bytes = Json.bytes(content);
    file.requireRoom(bytes.length);
    files.put(file.fileName(), bytes);
  }

  private Manifest manifest(Map<String, byte[]> files, Iterator<SeriesModel> series) {
    if (!series.hasNext()) {
      return Manifest.of(files);
    }
    SeriesFile.Written written = SeriesFile.write(storage, path, series);
    byte[] list = Json.line(written.entries());
    SeriesFile.requireRoom(list.length);
    storage.writeThrough(new Path(path, SeriesFile.LIST), list);
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.put(SeriesFile.LIST, list);
    return Manifest.of(all).with(SeriesFile.FILE, written.file());
  }

  /**
   * Compares every file with the manifest, but that of many networks by its length, then builds
   * what they hold.
   *
   * @throws StorageException that names the file which does not match, or tells that another
   *     release wrote them all
   */
  VersionContents read() {
    Manifest manifest = manifest();
    Map<VersionFile, byte[]> files = new EnumMap<>(VersionFile.class);
    for (VersionFile file : VersionFile.values()) {
      files.put(file, verified(file.fileName(), file.limit(), manifest));
    }
    VersionContents contents =
        new VersionContents(
            members(files, manifest),
            json(files, VersionFile.PIPELINE, Pipeline.class),
            json(files, VersionFile.METRICS, Metrics.class),
            json(files, VersionFile.PROVENANCE, Provenance.class),
            json(files, VersionFile.SAMPLES, Samples.class),
            series(manifest));
    Provenance provenance = contents.provenance();
    TreeMap<String, String> hashes = new TreeMap<>();
    contents.series().stream()
        .flatMap(series -> series.entries().stream())
        .forEach(entry -> hashes.put(entry.series(), entry.hash()));
    String hash = ModelHash.of(provenance.identity(), contents.members(), hashes);
    if (!hash.equals(provenance.modelHash())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has the hash %s, and %s says %s; the version is damaged, choose another one",
              source(VersionFile.MODEL),
              hash,
              VersionFile.PROVENANCE.fileName(),
              provenance.modelHash()));
    }
    return contents;
  }

  /**
   * As {@link #read}, and besides all of the networks of single series: who opens a version has
   * each of these compared with its own hash when it is read.
   */
  void verify() {
    read();
    Manifest manifest = manifest();
    if (manifest.files().containsKey(SeriesFile.FILE)) {
      requireHash(
          SeriesFile.FILE,
          storage.sha256(new Path(path, SeriesFile.FILE)),
          manifest.entry(SeriesFile.FILE, path.toString()));
    }
  }

  private Manifest manifest() {
    return Manifest.read(
        storage.read(new Path(path, Manifest.FILE), MANIFEST_LIMIT), path.toString());
  }

  /** Sees to it that this release wrote the version, or one that wrote it alike. */
  void requireFormat() {
    manifest();
  }

  /** Bytes of each file, as the manifest says. */
  Map<String, Long> lengths() {
    TreeMap<String, Long> lengths = new TreeMap<>();
    manifest().files().forEach((file, entry) -> lengths.put(file, entry.length()));
    return lengths;
  }

  /** The provenance alone, unverified: for lists. */
  Provenance provenance() {
    return unverified(VersionFile.PROVENANCE, Provenance.class);
  }

  /** The metrics alone, unverified: for lists. */
  Metrics metrics() {
    return unverified(VersionFile.METRICS, Metrics.class);
  }

  private <T> T unverified(VersionFile file, Class<T> type) {
    return Json.read(
        storage.read(new Path(path, file.fileName()), file.limit()), type, source(file));
  }

  private List<Member> members(Map<VersionFile, byte[]> files, Manifest manifest) {
    MemberFiles names = json(files, VersionFile.MEMBERS, MemberFiles.class);
    names.requireOwnNames(source(VersionFile.MEMBERS));
    List<Member> members = new ArrayList<>();
    for (MemberFiles.Entry entry : names.members()) {
      byte[] zip =
          members.isEmpty()
              ? bytes(files, VersionFile.MODEL)
              : verified(entry.file(), VersionFile.MODEL.limit(), manifest);
      String source = new Path(path, entry.file()).toString();
      members.add(new Member(ModelFile.read(zip, source), entry.seed(), entry.weight()));
    }
    return members;
  }

  /**
   * The networks of single series: their list is compared with the manifest, and has a hash of each
   * for when it is read; of the file itself there may be much, and its length is compared alone.
   */
  private Optional<SeriesNetworks> series(Manifest manifest) {
    if (!manifest.files().containsKey(SeriesFile.FILE)) {
      return Optional.empty();
    }
    Path file = new Path(path, SeriesFile.FILE);
    Manifest.Entry expected = manifest.entry(SeriesFile.FILE, path.toString());
    requireLength(SeriesFile.FILE, expected);
    String source = new Path(path, SeriesFile.LIST).toString();
    byte[] list = verified(SeriesFile.LIST, SeriesFile.LIST_LIMIT, manifest);
    List<SeriesEntry> entries = List.of(Json.read(list, SeriesEntry[].class, source));
    SeriesFile.require(entries, expected.length(), source);
    return Optional.of(new SeriesNetworks(storage.qualify(file).toString(), entries));
  }

  private byte[] verified(String file, int limit, Manifest manifest) {
    Manifest.Entry expected = manifest.entry(file, path.toString());
    requireLength(file, expected);
    byte[] content = storage.read(new Path(path, file), limit);
    requireHash(file, Manifest.Entry.of(content).sha256(), expected);
    return content;
  }

  private void requireLength(String file, Manifest.Entry expected) {
    long length = storage.length(new Path(path, file));
    if (length != expected.length()) {
      throw damaged(file, length + " bytes", expected.length() + " bytes");
    }
  }

  private void requireHash(String file, String sha256, Manifest.Entry expected) {
    if (!sha256.equals(expected.sha256())) {
      throw damaged(file, "SHA-256 " + sha256, expected.sha256());
    }
  }

  private StorageException damaged(String file, String actual, String expected) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s does not match its manifest: %s, not %s; the version is damaged, choose another one"
                + " or bring the file back",
            new Path(path, file),
            actual,
            expected));
  }

  private <T> T json(Map<VersionFile, byte[]> files, VersionFile file, Class<T> type) {
    return Json.read(bytes(files, file), type, source(file));
  }

  private static byte[] bytes(Map<VersionFile, byte[]> files, VersionFile file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new IllegalStateException(file + " was not read");
    }
    return bytes;
  }

  private String source(VersionFile file) {
    return new Path(path, file.fileName()).toString();
  }
}
