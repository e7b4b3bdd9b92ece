package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.SeriesOutputs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * The files of one version: written, verified, read.
 *
 * @param model the name of the model that it is a version of
 */
record VersionFolder(Storage storage, Path path, String model) {

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
    files.forEach((file, bytes) -> storage.writeThrough(new Path(path, file), bytes));
    storage.writeThrough(new Path(path, Manifest.FILE), Json.bytes(manifest(files, series)));
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

  /**
   * Compares every file with the manifest, but that of many networks by its length, then builds
   * what they hold, and replays the stored windows.
   *
   * @throws StorageException that names the file which does not match, or the number that comes out
   *     otherwise, or tells that another release wrote them all
   */
  VersionContents read() {
    return accepted(ManifestFiles.of(storage, path, model), Optional.empty());
  }

  private VersionContents accepted(ManifestFiles files, Optional<Compute> compute) {
    VersionContents contents = read(files);
    Acceptance.of(contents).require(outputs(contents, compute), path.toString());
    return contents;
  }

  /**
   * Where series have networks of their own, a copy of the one that stands in takes their turns.
   */
  private List<? extends Outputs> outputs(VersionContents contents, Optional<Compute> compute) {
    List<ModelNetwork> networks =
        contents.series().isEmpty()
            ? contents.members().stream().map(Member::network).toList()
            : List.of(FrozenNetwork.of(contents.network()).network());
    compute.ifPresent(chosen -> networks.forEach(chosen::prepare));
    return contents.series().isEmpty()
        ? networks
        : List.of(
            new SeriesOutputs(networks.get(0), new SeriesReader(contents.series().get(), storage)));
  }

  private VersionContents read(ManifestFiles files) {
    VersionContents contents =
        new VersionContents(
            members(files),
            json(files, VersionFile.PIPELINE, Pipeline.class),
            json(files, VersionFile.METRICS, Metrics.class),
            json(files, VersionFile.PROVENANCE, Provenance.class),
            json(files, VersionFile.SAMPLES, Samples.class),
            series(files));
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
    verify(0, Optional.empty());
  }

  /**
   * The same.
   *
   * @param number of the version; 0 where it has none yet
   * @param compute what replays the stored windows; the fastest that this JVM has where none is
   *     named
   */
  Verification verify(int number, Optional<Compute> compute) {
    ManifestFiles files = ManifestFiles.of(storage, path, model);
    VersionContents contents = accepted(files, compute);
    if (files.has(SeriesFile.FILE)) {
      files.verify(SeriesFile.FILE);
    }
    Acceptance acceptance = Acceptance.of(contents);
    return new Verification(
        number,
        files.manifest().files().size(),
        contents.members().size(),
        acceptance.modelHash(),
        acceptance.samples().windows().size(),
        acceptance.exactness());
  }

  private Manifest manifest() {
    return ManifestFiles.manifest(storage, path);
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
    byte[] json = ManifestFiles.plain(storage, path, file.fileName(), file.limit());
    return Json.read(json, type, source(file));
  }

  private List<Member> members(ManifestFiles files) {
    MemberFiles names = json(files, VersionFile.MEMBERS, MemberFiles.class);
    names.requireOwn(source(VersionFile.MEMBERS));
    List<Member> members = new ArrayList<>();
    for (MemberFiles.Entry entry : names.members()) {
      String source = new Path(path, entry.file()).toString();
      ModelNetwork network = ModelFile.read(files.verified(entry.file()), source);
      members.add(new Member(network, entry.seed(), entry.weight()));
    }
    return members;
  }

  /**
   * The networks of single series: their list is compared with the manifest, and has a hash of each
   * for when it is read; of the file itself there may be much, and its length is compared alone.
   */
  private Optional<SeriesNetworks> series(ManifestFiles files) {
    if (!files.has(SeriesFile.FILE)) {
      return Optional.empty();
    }
    String source = new Path(path, SeriesFile.LIST).toString();
    byte[] list = files.verified(SeriesFile.LIST);
    List<SeriesEntry> entries = List.of(Json.read(list, SeriesEntry[].class, source));
    SeriesFile.require(entries, files.entry(SeriesFile.FILE).length(), source);
    Path file = new Path(path, SeriesFile.FILE);
    return Optional.of(new SeriesNetworks(storage.qualify(file).toString(), entries));
  }

  private <T> T json(ManifestFiles files, VersionFile file, Class<T> type) {
    return Json.read(files.verified(file.fileName()), type, source(file));
  }

  private String source(VersionFile file) {
    return new Path(path, file.fileName()).toString();
  }
}
