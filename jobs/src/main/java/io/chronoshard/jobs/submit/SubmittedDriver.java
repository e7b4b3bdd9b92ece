package io.chronoshard.jobs.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.SubmissionFolder;
import io.chronoshard.registry.SubmissionFolder.Attempt;
import io.chronoshard.registry.SubmissionFolder.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkUserAppException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's side of a job that was submitted in cluster mode. */
public final class SubmittedDriver {

  private static final Logger LOG = LoggerFactory.getLogger(SubmittedDriver.class);

  private static final String FAILED = "the job's submission cannot be told how the job goes";

  private final SubmissionFolder folder;

  private SubmittedDriver(SubmissionFolder folder) {
    this.folder = folder;
  }

  /** A job's work: arguments and where to print → exit code. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    int run(String[] arguments, PrintStream out, PrintStream err);
  }

  /** This process as the driver of a submission that is followed, where it is one. */
  public static Optional<SubmittedDriver> ofThisProcess() {
    return Optional.ofNullable(System.getProperty(SparkSubmission.FOLDER))
        .map(path -> new SubmittedDriver(SubmissionFolder.of(path, Sessions.hadoop())));
  }

  /**
   * Does the job with the submission's configuration, prints for the submitter too, and leaves it
   * the exit code. A job that has ended before with a code is not done again, only because the
   * cluster starts drivers again that have failed.
   *
   * @param words the job and its options, without a configuration
   * @throws StorageException where the submission's folder cannot be read
   */
  public int run(String[] words, Work work) {
    Optional<Integer> before =
        folder.newest() == 0 ? Optional.empty() : folder.code(folder.newest());
    if (before.isPresent()) {
      LOG.warn("the job has ended before with code {}, and is not done again", before.get());
      return before.get();
    }
    Path configuration = configuration();
    String[] arguments =
        Stream.concat(Arrays.stream(words), Stream.of("--config", configuration.toString()))
            .toArray(String[]::new);
    try (Attempt attempt = folder.begin()) {
      PrintStream out = both(System.out, attempt.stream(Output.OUT));
      PrintStream err = both(System.err, attempt.stream(Output.ERR));
      int code = work.run(arguments, out, err);
      out.flush();
      err.flush();
      attempt.ended(code);
      return code;
    }
  }

  /** As a file, which job and libraries read as any other. */
  private Path configuration() {
    try {
      Path file = Files.createTempFile("chronoshard", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, folder.configuration());
    } catch (IOException e) {
      throw new StorageException(
          "cannot write the configuration into the driver's folder for temporary files: "
              + e.getMessage()
              + "; see that it is there and has room",
          e);
    }
  }

  private static PrintStream both(PrintStream here, OutputStream there) {
    return new PrintStream(new Both(here, there), true, UTF_8);
  }

  /**
   * Ends this process' driver so that the cluster sees how: by an exception, since an exit would be
   * taken for a driver that is gone and has to be started again. Where the cluster would start any
   * driver that fails again, it ends well: its code is told to the submitter.
   *
   * @throws SparkUserAppException with a code that is not 0
   */
  public static void end(int code) throws SparkUserAppException {
    boolean isStartedAgain = Boolean.getBoolean("spark.driver.supervise");
    if (code != 0 && !isStartedAgain) {
      throw new SparkUserAppException(code);
    }
  }

  /** Prints here and there; where there fails, only here from then on, and the log says so. */
  private static final class Both extends OutputStream {

    private final PrintStream here;
    private Optional<OutputStream> there;

    Both(PrintStream here, OutputStream there) {
      this.here = here;
      this.there = Optional.of(there);
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      here.write(bytes, offset, length);
      tell(stream -> stream.write(bytes, offset, length));
    }

    @Override
    public void flush() {
      here.flush();
      tell(OutputStream::flush);
    }

    private void tell(Telling telling) {
      if (there.isPresent()) {
        try {
          telling.to(there.get());
        } catch (IOException e) {
          there = Optional.empty();
          LOG.warn(FAILED, e);
        }
      }
    }

    private interface Telling {
      void to(OutputStream stream) throws IOException;
    }
  }
}
