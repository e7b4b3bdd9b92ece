package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.Imported.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Versions as files, out of a registry and into it. */
public final class Exchange {

  /** Of this process' memory the share that a file may have: its version is built beside it. */
  private static final int SHARE = 4;

  /** What may be the name of a run's folder. */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}");

  /** What becomes of a file that has the name already. */
  public enum Present {
    /** It stays, and nothing is written. */
    REFUSED,
    /** It goes. */
    REPLACED
  }

  private final String model;
  private final VersionFolders versions;
  private final Publishing publishing;
  private final Function<LockSettings, ModelLock> taking;

  /**
   * Of a registry.
   *
   * @param model the name of its model
   * @param taking takes the model's lock
   */
  Exchange(
      String model,
      VersionFolders versions,
      Publishing publishing,
      Function<LockSettings, ModelLock> taking) {
    this.model = model;
    this.versions = versions;
    this.publishing = publishing;
    this.taking = taking;
  }

  /**
   * Writes a version as one file, once it is found sound.
   *
   * @param text the file's path
   * @throws ConfigurationException where the path is none, or taken
   */
  public Exported export(int number, String text, Present present, Configuration hadoop) {
    Path file = Paths.qualified("FILE", text, hadoop);
    Storage storage = Storage.of(file, hadoop);
    if (storage.isFolder(file) || (present == Present.REFUSED && storage.exists(file))) {
      throw taken(file);
    }
    VersionFolder version = versions.folder(number);
    version.verify();
    Path staged = new Path(file.getParent(), "." + file.getName() + "." + Token.next());
    try {
      HashedOutput written = write(number, version.source(), storage, staged);
      if (present == Present.REPLACED) {
        storage.replace(staged, file);
      } else if (storage.publishFile(staged, file) != Medium.Outcome.PUBLISHED) {
        throw taken(file);
      }
      return new Exported(number, file.toString(), written.length(), written.sha256());
    } finally {
      storage.delete(staged);
    }
  }

  private HashedOutput write(int number, VersionSource source, Storage storage, Path staged) {
    HashedOutput hashed = new HashedOutput(storage.create(staged));
    try (OutputStream out = hashed) {
      ExportFile.write(new ExportHead(ExportHead.FORMAT, model, number), source, out);
      return hashed;
    } catch (IOException e) {
      throw Storage.failure("cannot write", staged, e);
    }
  }

  private static ConfigurationException taken(Path file) {
    return new ConfigurationException(
        file + " is there already; name another file, or write --overwrite to replace it");
  }

  /**
   * Publishes the version in a file, once all of it is read and found sound, under the model's
   * lock: so a version comes once, however often it is imported, and whatever its run does
   * meanwhile.
   *
   * @param text the file's path
   * @throws StorageException where the file is not sound, or the same version is here and is not;
   *     nothing was written
   * @throws ConfigurationException where it is of another model
   * @throws io.chronoshard.error.BusyException where another process has the lock, or takes it over
   */
  public Imported importFrom(String text, LockSettings settings, Configuration hadoop) {
    Path file = Paths.qualified("FILE", text, hadoop);
    ExportFile.Archive archive =
        ExportFile.read(bytes(Storage.of(file, hadoop), file), file.toString());
    int there = archive.head().version();
    if (!archive.head().model().equals(model)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is a version of the model %s, and registry.model is \"%s\"; set registry.model to"
                  + " import it there",
              file,
              Json.text(archive.head().model()),
              model));
    }
    VersionReader reader = new VersionReader(archive.source(), model, versions.signing());
    reader.verify(there, Optional.empty());
    Provenance provenance = reader.provenance();
    if (!RUN.matcher(provenance.runId()).matches()) {
      throw new StorageException(
          file
              + " comes from a run of the id "
              + Json.text(provenance.runId())
              + ", which is none");
    }
    return here(provenance, there, file)
        .orElseGet(
            () -> {
              try (ModelLock lock = taking.apply(settings)) {
                return lock.guarded(() -> published(archive, provenance, file, lock));
              }
            });
  }

  /** What is found where the same version was imported before, or made here. */
  private Optional<Imported> here(Provenance provenance, int there, Path file) {
    Optional<Integer> here = publishing.runs().of(provenance.runId());
    here.ifPresent(
        number -> {
          requireSame(provenance, number, file);
          versions.folder(number).verify();
          publishing.complete(provenance.runId(), number);
        });
    return here.map(number -> new Imported(number, there, Standing.HERE));
  }

  /** While it waited for the lock, another process may have imported the very same version. */
  private Imported published(
      ExportFile.Archive archive, Provenance provenance, Path file, ModelLock lock) {
    int there = archive.head().version();
    return here(provenance, there, file)
        .orElseGet(
            () ->
                new Imported(
                    publishing.publish(
                        provenance.runId(),
                        staged -> staged.copy(archive.source()),
                        runId -> LockedStage.in(lock, "version")),
                    there,
                    Standing.NEW));
  }

  private void requireSame(Provenance provenance, int here, Path file) {
    if (!versions.folder(here).provenance().modelHash().equals(provenance.modelHash())) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s comes from the run %s, which has published another model here, as %s; import it"
                  + " into another registry",
              file,
              provenance.runId(),
              ModelVersion.name(here)));
    }
  }

  private static byte[] bytes(Storage storage, Path file) {
    long length = storage.length(file);
    long memory = Runtime.getRuntime().maxMemory();
    if (length > Math.min(memory / SHARE, Integer.MAX_VALUE - 16)) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes, too many for a process of %d bytes of memory; give it more (set the"
                  + " environment variable JDK_JAVA_OPTIONS to -Xmx and a size)",
              file,
              length,
              memory));
    }
    return storage.read(file, Math.toIntExact(length));
  }
}
