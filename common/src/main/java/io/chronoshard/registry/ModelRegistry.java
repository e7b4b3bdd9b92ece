package io.chronoshard.registry;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.config.LockSettings;
import io.chronoshard.config.PermissionSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.Compute;
import io.chronoshard.registry.VersionSummary.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The versions of one model, on any Hadoop file system.
 *
 * <pre>
 * &lt;registry&gt;/&lt;model&gt;/v000042/                        a version: never changes
 * &lt;registry&gt;/&lt;model&gt;/promotions/000007/promotion.json  the newest names the champion
 * &lt;registry&gt;/&lt;model&gt;/.../signature.json              of a version or a promotion, where there is a key
 * &lt;registry&gt;/&lt;model&gt;/pruned/000006/pruned.json        version 6 was removed; its number is used up
 * &lt;registry&gt;/&lt;model&gt;/locks/000017/                  the newest is the lock of the model
 * &lt;registry&gt;/&lt;model&gt;/runs/&lt;run-id&gt;/                   what runs tell about themselves
 * &lt;registry&gt;/&lt;model&gt;/.staging/                        what is not published yet
 * </pre>
 */
public final class ModelRegistry {

  private static final String RUNS = "runs";

  private final Storage storage;
  private final Path root;
  private final String model;
  private final VersionFolders versions;
  private final Promotions promotions;
  private final Publishing publishing;

  private ModelRegistry(Storage storage, Path root, String model, Signing signing) {
    this.storage = storage;
    this.root = root;
    this.model = model;
    this.versions = new VersionFolders(storage, root, model, signing);
    this.promotions = new Promotions(storage, path(), versions, Clock.systemUTC());
    this.publishing =
        new Publishing(
            versions, new RunVersions(storage, new Path(path(), RUNS), versions), promotions);
  }

  /**
   * A model's versions, whoever has signed them; neither registry nor model need be there, and
   * nothing is made.
   */
  public static ModelRegistry open(String root, String model, Configuration hadoop) {
    return open(root, model, hadoop, PermissionSettings.DEFAULT, Signing.NONE);
  }

  /**
   * The configured model's versions, to be read. The key that signs is not looked at.
   *
   * @throws ConfigurationException where a trusted key's file is not there, or holds none
   */
  public static ModelRegistry toRead(RegistrySettings settings, Configuration hadoop) {
    return open(settings, hadoop, Signing.ofReader(settings.signing()));
  }

  /**
   * The configured model's versions, to publish or promote some.
   *
   * @throws ConfigurationException where a key's file is not there, or holds none, or what would be
   *     signed, or not, would be refused
   */
  public static ModelRegistry toPublish(RegistrySettings settings, Configuration hadoop) {
    return open(settings, hadoop, Signing.ofPublisher(settings.signing()));
  }

  private static ModelRegistry open(
      RegistrySettings settings, Configuration hadoop, Signing signing) {
    return open(settings.path(), settings.model(), hadoop, settings.permissions(), signing);
  }

  private static ModelRegistry open(
      String root,
      String model,
      Configuration hadoop,
      PermissionSettings permissions,
      Signing signing) {
    Path path = Paths.of("registry.path", root);
    Storage storage = Storage.of(path, hadoop, permissions);
    return new ModelRegistry(storage, storage.qualify(path), model, signing);
  }

  /** The model's folder. */
  public Path path() {
    return new Path(root, model);
  }

  /**
   * Takes the lock that keeps the model to one writer at a time. A writer that gives no sign of
   * life for the whole of its lease is taken over; nothing that it does takes effect from then on.
   *
   * @param work what the lock is taken for, as others read it: a run's id, or what an operator does
   * @throws BusyException where another one has it, is alive, and goes on for longer than this one
   *     is to wait
   */
  public ModelLock lock(String work, LockSettings settings) {
    return ModelLock.take(storage, path(), work, settings, Pace.OF_THIS_PROCESS);
  }

  /** The folder of a run that belongs to this model. */
  public RunFolder run(String runId) {
    return new RunFolder(storage, new Path(path(), RUNS + "/" + runId));
  }

  /** The folders of all runs that belong to this model, sorted by their ids. */
  public List<RunFolder> runs() {
    return storage.names(new Path(path(), RUNS)).stream().map(this::run).toList();
  }

  /**
   * Removes what a run tells about itself, as long as the lock is held; what it has published
   * stays.
   *
   * @throws BusyException where the lock was taken over
   */
  public void removeRun(String runId, ModelLock lock) {
    lock.remove(run(runId).path());
  }

  /**
   * Publishes a version under the next free number; the model's first version becomes its champion.
   * A run that has published already gets the number that it got.
   *
   * @return the version's number, from 1
   * @throws ConfigurationException where the run has published another model already
   */
  public int publish(VersionContents contents) {
    return publish(contents, List.of());
  }

  /**
   * Publishes a version with networks of single series, which are held one at a time.
   *
   * @param series sorted by series; gone through once, where the run has not published yet
   */
  public int publish(VersionContents contents, Iterable<SeriesModel> series) {
    return publishing.publish(
        contents, series, runId -> Staging.begin(storage, staging("versions"), runId));
  }

  /**
   * Publishes a version as long as the lock is held, and not at all where it was taken over.
   * Storage that does not serve is asked again for the whole of its time, however long it is away
   * already: a model has taken long to train.
   *
   * @param series sorted by series; gone through once, where the run has not published yet
   * @throws BusyException where the lock was taken over
   */
  public int publish(VersionContents contents, Iterable<SeriesModel> series, ModelLock lock) {
    storage.patience().renew();
    return lock.guarded(
        () -> publishing.publish(contents, series, runId -> LockedStage.in(lock, "version")));
  }

  /** The version that a run has published, where it has and it is whole. */
  public Optional<Integer> versionOfRun(String runId) {
    return publishing.runs().of(runId);
  }

  /** Which version is in use, and how that changes. */
  public Promotions promotions() {
    return promotions;
  }

  /**
   * Says that a run reads a version from here on until the run ends, so that nobody removes it
   * meanwhile.
   *
   * @param attempt of a run whose folder lies in this registry
   * @throws BusyException where it was removed already
   */
  public void use(int version, RunAttempt attempt) {
    attempt.uses(version);
    requireStill(version);
  }

  /**
   * The same for a run whose folder lies elsewhere.
   *
   * @return to be closed when the version is no longer read
   * @throws BusyException where it was removed already
   * @throws StorageException where this process may not write here
   */
  public VersionUse use(int version, String job, String runId) {
    VersionUse use =
        VersionUse.begin(run(runId), job, version, Clock.systemUTC(), Pace.OF_THIS_PROCESS);
    try {
      requireStill(version);
      return use;
    } catch (RuntimeException failure) {
      use.closeAfter(failure);
      throw failure;
    }
  }

  private void requireStill(int version) {
    if (!versions.has(version)) {
      throw new BusyException(
          String.format(
              Locale.ROOT,
              "%s of %s was removed while this was about to read it; choose another version",
              ModelVersion.name(version),
              path()));
    }
  }

  /** Removes versions that nobody needs any more. */
  public Pruning pruning() {
    Leftovers leftovers = new Leftovers(storage, new Path(path(), ".staging"));
    return new Pruning(storage, versions, promotions, this::runs, leftovers, Clock.systemUTC());
  }

  /** The version in use, where there is one. */
  public Optional<Integer> champion() {
    return promotions.current().map(Promotion::version);
  }

  /**
   * Opens a version: compares its files with its manifest first, then builds what they hold.
   *
   * @throws ConfigurationException where there is no such version, with those that there are
   * @throws io.chronoshard.error.StorageException where a file does not match, with its name
   */
  public ModelVersion version(VersionChoice choice) {
    int number = number(choice);
    return new ModelVersion(number, versions.folder(number).read());
  }

  /**
   * Compares all of a version's files with its manifest and its networks with its hash, and replays
   * its stored windows.
   *
   * @param compute what replays them; the fastest that this JVM has where none is named
   * @throws StorageException which says what is not sound
   */
  public Verification verify(int number, Optional<Compute> compute) {
    return versions.folder(number).verify(number, compute);
  }

  /** Versions as files, out of this registry and into it. */
  public Exchange exchange() {
    return new Exchange(model, versions, publishing, settings -> lock("models import", settings));
  }

  /** The numbers of all versions, sorted. */
  public List<Integer> numbers() {
    return versions.numbers();
  }

  /** The number of the version that is chosen. */
  public int number(VersionChoice choice) {
    return number(choice, this::champion);
  }

  private int number(VersionChoice choice, Supplier<Optional<Integer>> champion) {
    List<Integer> numbers = versions.some();
    if (choice instanceof VersionChoice.Numbered numbered) {
      versions.require(numbered.number());
      return numbered.number();
    }
    if (choice instanceof VersionChoice.Champion) {
      return champion.get().orElseThrow(versions::withoutChampion);
    }
    return numbers.get(numbers.size() - 1);
  }

  /**
   * All versions, the oldest first, without opening any model.
   *
   * @throws ConfigurationException where there is no registry at all
   */
  public VersionListing list() {
    if (!storage.exists(root)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "there is no registry at %s; train a model first, or set registry.path",
              root));
    }
    Standings standings = promotions.standings();
    Map<Integer, String> unusable = new ConcurrentSkipListMap<>();
    // Side by side: most of the time goes by in waiting for small files.
    List<VersionSummary> whole =
        versions.numbers().parallelStream()
            .flatMap(number -> summary(number, standings, unusable).stream())
            .toList();
    return new VersionListing(whole, unusable, standings.refusal());
  }

  /**
   * What a version tells about itself, without opening its networks.
   *
   * @throws ConfigurationException where there is no such version, with those that there are
   * @throws StorageException where what it tells cannot be read, or does not match its manifest
   */
  public VersionFacts facts(VersionChoice choice) {
    Standings standings = promotions.standings();
    int number = number(choice, standings::champion);
    ManifestFiles files = versions.folder(number).told();
    Standing standing = standings.of(number);
    return new VersionFacts(
        number,
        standing,
        files.json(VersionFile.PROVENANCE, Provenance.class),
        files.json(VersionFile.METRICS, Metrics.class),
        files.lengths(),
        files.signature(),
        standings.refusal().filter(why -> standing == Standing.CHAMPION));
  }

  private Optional<VersionSummary> summary(
      int number, Standings standings, Map<Integer, String> unusable) {
    try {
      return Optional.of(summary(number, standings.of(number)));
    } catch (StorageException e) {
      unusable.put(number, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private VersionSummary summary(int number, Standing standing) {
    ManifestFiles files = versions.folder(number).told();
    Provenance provenance = files.json(VersionFile.PROVENANCE, Provenance.class);
    Metrics metrics = files.json(VersionFile.METRICS, Metrics.class);
    return new VersionSummary(
        number,
        standing,
        provenance.created(),
        metrics.kept(),
        metrics.weights(),
        provenance.seed(),
        provenance.engine(),
        provenance.runId(),
        provenance.data(),
        provenance.modelHash(),
        files.signature());
  }

  private Path staging(String what) {
    return new Path(path(), ".staging/" + what);
  }
}
