package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * What passes between the process that submits a job in cluster mode and the job's driver, which
 * runs on another machine, in a folder that both see.
 *
 * <pre>
 * configuration.json     of the job, with all that it includes; nobody but its owner may read it
 * attempts/000001/out    what the driver prints as the job's result; grows
 *                 err    what it tells meanwhile; grows
 *                 code   its exit code and the end of the line, once the job has ended
 * </pre>
 *
 * <p>A cluster that starts a driver again, because the first one is gone, makes another attempt.
 */
public final class SubmissionFolder {

  private static final String CONFIGURATION = "configuration.json";
  private static final String ATTEMPTS = "attempts";
  private static final String CODE = "code";
  private static final int CONFIGURATION_LIMIT = 16 << 20;
  private static final int CODE_LIMIT = 16;
  private static final int CHUNK = 1 << 20;

  private final Storage storage;
  private final Path path;

  private SubmissionFolder(Storage storage, Path path) {
    this.storage = storage;
    this.path = path;
  }

  /** What a driver prints, each into a file of its own. */
  public enum Output {
    /** The result. */
    OUT,
    /** Progress and messages. */
    ERR;

    private String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** At a path, with its file system or on the usual one. Touches nothing. */
  public static SubmissionFolder of(String path, Configuration hadoop) {
    Path folder = new Path(path);
    Storage storage = Storage.of(folder, hadoop);
    return new SubmissionFolder(storage, storage.qualify(folder));
  }

  /**
   * Where submissions go unless the configuration says otherwise: into the user's home folder on
   * the usual file system, as Spark's own files on YARN do.
   */
  public static String home(Configuration hadoop) {
    Storage storage = Storage.of(new Path("."), hadoop);
    return storage.home() + "/.chronoshard/submissions";
  }

  /** Where it is, with its file system. */
  public Path path() {
    return path;
  }

  /**
   * Makes the folder with the configuration in it.
   *
   * @param configuration as JSON
   * @throws StorageException where it is there already
   */
  public void create(String configuration) {
    if (storage.exists(path)) {
      throw new StorageException(
          path + " is there already, of another submission; submit the job again");
    }
    storage.makeFolder(path.getParent());
    storage.addFolder(path);
    storage.ownersAlone(path);
    storage.write(new Path(path, CONFIGURATION), configuration.getBytes(UTF_8));
    storage.addFolder(new Path(path, ATTEMPTS));
  }

  /** The job's configuration, as JSON. */
  public String configuration() {
    return new String(storage.read(new Path(path, CONFIGURATION), CONFIGURATION_LIMIT), UTF_8);
  }

  /** The number of the newest attempt; 0 where there is none. */
  public int newest() {
    return storage.names(new Path(path, ATTEMPTS)).stream()
        .filter(name -> name.matches("\\d{6}"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  /** How an attempt has ended; empty while it runs, or where its driver is gone without a word. */
  public Optional<Integer> code(int attempt) {
    Path file = new Path(attempt(attempt), CODE);
    if (!storage.exists(file)) {
      return Optional.empty();
    }
    String text = new String(storage.read(file, CODE_LIMIT), UTF_8);
    // What has no end of the line yet is still being written.
    return text.matches("\\d{1,3}\n")
        ? Optional.of(Integer.parseInt(text.strip()))
        : Optional.empty();
  }

  /**
   * What an attempt has printed from a place on, as far as it is there and at most a mebibyte of
   * it.
   */
  public byte[] read(int attempt, Output output, long offset) {
    Path file = new Path(attempt(attempt), output.file());
    return storage.exists(file) ? storage.tail(file, offset, CHUNK) : new byte[0];
  }

  /**
   * Begins the next attempt.
   *
   * @throws StorageException where it cannot write
   */
  public Attempt begin() {
    Path folder = attempt(newest() + 1);
    storage.addFolder(folder);
    return new Attempt(
        storage,
        folder,
        storage.create(new Path(folder, Output.OUT.file())),
        storage.create(new Path(folder, Output.ERR.file())));
  }

  /** Removes the folder with all in it. */
  public void remove() {
    storage.delete(path);
  }

  private Path attempt(int number) {
    return new Path(new Path(path, ATTEMPTS), String.format(Locale.ROOT, "%06d", number));
  }

  /** The driver's side: streams whose bytes others can read once they are flushed. */
  public static final class Attempt implements AutoCloseable {

    private final Storage storage;
    private final Path folder;
    private final FSDataOutputStream out;
    private final FSDataOutputStream err;

    private Attempt(Storage storage, Path folder, FSDataOutputStream out, FSDataOutputStream err) {
      this.storage = storage;
      this.folder = folder;
      this.out = out;
      this.err = err;
    }

    /** Takes what is printed. */
    public OutputStream stream(Output output) {
      return new Shown(output == Output.OUT ? out : err);
    }

    /** Says how the job has ended; nothing is printed any more. */
    public void ended(int code) {
      close();
      storage.write(new Path(folder, CODE), (code + "\n").getBytes(UTF_8));
    }

    @Override
    public void close() {
      try {
        out.close();
        err.close();
      } catch (IOException e) {
        throw Storage.failure("cannot write into", folder, e);
      }
    }
  }

  /** Flushing makes bytes visible to others. */
  private static final class Shown extends OutputStream {

    private final FSDataOutputStream to;

    Shown(FSDataOutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
      to.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      to.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      to.hflush();
    }
  }
}
