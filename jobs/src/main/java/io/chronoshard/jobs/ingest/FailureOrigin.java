package io.chronoshard.jobs.ingest;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.AnalysisException;

/**
 * Tells by its class and by the code that threw it what an exception is about that came while Spark
 * read files. Damaged bytes make a reader fail in any way, and there are many readers: so what is
 * neither the storage's nor ours nor of Spark's own works is the files' fault.
 */
final class FailureOrigin {

  /** All file systems are asked through this code, whoever wrote them. */
  private static final String FILE_SYSTEMS = "org.apache.hadoop.fs.";

  /** More code that asks a storage. */
  private static final List<String> STORAGE =
      List.of(
          "org.apache.hadoop.hdfs.",
          "org.apache.hadoop.ipc.",
          "org.apache.hadoop.net.",
          "org.apache.hadoop.security.");

  private static final String OURS = "io.chronoshard.";

  private static final String SPARK = "org.apache.spark.";

  /** Spark's code that makes sense of bytes once it has them. */
  private static final List<String> READERS =
      List.of("org.apache.spark.sql.", "org.apache.spark.unsafe.");

  private FailureOrigin() {}

  /** Whether a storage says no, does not have it, or is not there. */
  static boolean isRefusal(Throwable failure) {
    return failure instanceof FileNotFoundException
        || failure instanceof FileSystemException
        || failure instanceof AccessControlException
        || failure instanceof SocketException
        || failure instanceof SocketTimeoutException
        || failure instanceof UnknownHostException
        || (failure instanceof AnalysisException analysis
            && "PATH_NOT_FOUND".equals(analysis.getErrorClass()))
        || (failure instanceof IOException && !isDamage(failure) && isOfStorage(failure));
  }

  /** Whether a storage handed bytes out that make no sense, or end too early. */
  private static boolean isDamage(Throwable failure) {
    return failure instanceof EOFException || failure instanceof ChecksumException;
  }

  private static boolean isOfStorage(Throwable failure) {
    return isOf(failure.getClass().getName(), STORAGE)
        || thrower(failure).filter(name -> isOf(name, STORAGE)).isPresent()
        || Stream.of(failure.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith(FILE_SYSTEMS));
  }

  /**
   * Whether readers are to blame, and so the files: what is at the root of a failure came from code
   * that is neither ours nor of Spark's own works, such as its scheduler.
   *
   * @param root of which no cause is known, and that no storage threw
   */
  static boolean isOfReader(Throwable root) {
    return thrower(root)
        .filter(name -> !name.startsWith(OURS))
        .filter(name -> !name.startsWith(SPARK) || isOf(name, READERS))
        .isPresent();
  }

  private static boolean isOf(String name, List<String> code) {
    return code.stream().anyMatch(name::startsWith);
  }

  /** The class that threw it; that which asked, where it was one of the JDK or of Scala. */
  private static Optional<String> thrower(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(
            name ->
                !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("scala."))
        .findFirst();
  }
}
