package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.SeriesOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds what the files of a version hold, once they are found as they should be.
 *
 * @param source where they are read from
 * @param model the name of the model that they must be a version of
 * @param signing by whom they must be signed
 */
record VersionReader(VersionSource source, String model, Signing signing) {

  /**
   * Compares every file with the manifest, but that of many networks by its length, then builds
   * what they hold, and replays the stored windows.
   *
   * @throws StorageException that names the file which does not match, or the number that comes out
   *     otherwise, or tells that another release wrote them all, or that they are not signed as
   *     they must be
   */
  VersionContents read() {
    return accepted(files(), Optional.empty());
  }

  /**
   * As {@link #read}, and besides all of the networks of single series with their hashes: who opens
   * a version has each of these compared when it is read.
   *
   * @param number of the version; 0 where it has none yet
   * @param compute what replays the stored windows; the fastest that this JVM has where none is
   *     named
   */
  Verification verify(int number, Optional<Compute> compute) {
    return verify(files(), number, compute);
  }

  /**
   * As {@link #verify}.
   *
   * @return the SHA-256 of the manifest that all was compared with
   */
  String verifiedHash() {
    ManifestFiles files = files();
    verify(files, 0, Optional.empty());
    return files.hash();
  }

  private Verification verify(ManifestFiles files, int number, Optional<Compute> compute) {
    if (files.has(SeriesFile.FILE)) {
      files.verify(SeriesFile.FILE);
    }
    VersionContents contents = accepted(files, compute);
    contents.series().ifPresent(this::requireHashes);
    Acceptance acceptance = Acceptance.of(contents);
    return new Verification(
        number,
        files.manifest().files().size(),
        contents.members().size(),
        acceptance.modelHash(),
        acceptance.samples().windows().size(),
        acceptance.exactness(),
        files.signature());
  }

  /** Where the version comes from, compared with its manifest. */
  Provenance provenance() {
    return files().json(VersionFile.PROVENANCE, Provenance.class);
  }

  private ManifestFiles files() {
    return ManifestFiles.of(source, model, signing);
  }

  private VersionContents accepted(ManifestFiles files, Optional<Compute> compute) {
    VersionContents contents = contents(files);
    requireHash(contents);
    Acceptance.of(contents).require(outputs(contents, compute), source.path());
    OwnForecasts.of(contents).require(source.path());
    return contents;
  }

  private VersionContents contents(ManifestFiles files) {
    return new VersionContents(
        members(files),
        files.json(VersionFile.PIPELINE, Pipeline.class),
        files.json(VersionFile.METRICS, Metrics.class),
        files.json(VersionFile.PROVENANCE, Provenance.class),
        files.json(VersionFile.SAMPLES, Samples.class),
        series(files));
  }

  private void requireHash(VersionContents contents) {
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
              source.path(VersionFile.MODEL.fileName()),
              hash,
              VersionFile.PROVENANCE.fileName(),
              provenance.modelHash()));
    }
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
        : List.of(new SeriesOutputs(networks.get(0), reader(contents.series().get())));
  }

  private SeriesReader reader(SeriesNetworks series) {
    return new SeriesReader(
        series, (offset, length) -> source.part(SeriesFile.FILE, offset, length));
  }

  private void requireHashes(SeriesNetworks series) {
    SeriesReader reader = reader(series);
    series.entries().forEach(entry -> reader.of(entry.series()));
  }

  private List<Member> members(ManifestFiles files) {
    MemberFiles names = files.json(VersionFile.MEMBERS, MemberFiles.class);
    names.requireOwn(source.path(VersionFile.MEMBERS.fileName()));
    List<Member> members = new ArrayList<>();
    for (MemberFiles.Entry entry : names.members()) {
      ModelNetwork network =
          ModelFile.read(files.verified(entry.file()), source.path(entry.file()));
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
    byte[] list = files.verified(SeriesFile.LIST);
    String path = source.path(SeriesFile.LIST);
    List<SeriesEntry> entries = List.of(Json.read(list, SeriesEntry[].class, path));
    SeriesFile.require(entries, files.entry(SeriesFile.FILE).length(), path);
    return Optional.of(new SeriesNetworks(source.path(SeriesFile.FILE), entries));
  }
}
