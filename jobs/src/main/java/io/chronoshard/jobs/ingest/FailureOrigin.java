package io.chronoshard.jobs.ingest;

import io.chronoshard.history.DamagedFile;
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

/** Tells by its class and by the code that threw it what an exception is about. */
final class FailureOrigin {

  /** Code that asks a storage. */
  private static final List<String> STORAGE =
      List.of(
          "org.apache.hadoop.fs.",
          "org.apache.hadoop.hdfs.",
          "org.apache.hadoop.ipc.",
          "org.apache.hadoop.net.",
          "org.apache.hadoop.security.");

  /** Code that makes sense of bytes once it has them; damage makes it fail in any way. */
  private static final List<String> DECODERS =
      List.of(
          "org.apache.parquet.",
          "org.apache.orc.",
          "org.apache.avro.",
          "org.apache.spark.sql.execution.datasources.parquet.",
          "org.apache.spark.sql.execution.datasources.orc.",
          "org.apache.spark.sql.execution.vectorized.",
          "org.apache.spark.sql.avro.",
          "org.apache.spark.sql.execution.datasources.SchemaColumnConvertNotSupportedException",
          "shaded.parquet.",
          "com.google.protobuf.",
          "io.airlift.compress.",
          "com.github.luben.zstd.",
          "net.jpountz.",
          "org.xerial.snappy.");

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
        || (failure instanceof IOException && !isDamagedIn(failure) && isFrom(failure, STORAGE));
  }

  /** Whether bytes make no sense. */
  static boolean isDamage(Throwable failure) {
    return isDamagedIn(failure) || isFrom(failure, DECODERS);
  }

  /** Whether a storage handed bytes out that make no sense. */
  private static boolean isDamagedIn(Throwable failure) {
    return DamagedFile.isBehind(failure) || failure instanceof ChecksumException;
  }

  private static boolean isFrom(Throwable failure, List<String> code) {
    return code.stream().anyMatch(failure.getClass().getName()::startsWith)
        || thrower(failure).filter(name -> code.stream().anyMatch(name::startsWith)).isPresent();
  }

  /** The class that threw it; that which asked, where it was one of the JDK. */
  private static Optional<String> thrower(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst();
  }
}
