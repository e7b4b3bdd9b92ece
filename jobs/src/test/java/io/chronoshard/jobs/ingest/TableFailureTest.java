package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.apache.spark.sql.execution.datasources.SchemaColumnConvertNotSupportedException;
import org.junit.jupiter.api.Test;

/** What is told of a failure of Spark's reader, by what is behind it. */
class TableFailureTest {

  @Test
  void aStorageThatRefusesIsTold() {
    storage(new AccessControlException("Permission denied: user=me"), "Permission denied");
    storage(new FileNotFoundException("/a (Permission denied)"), "/a (Permission denied)");
    storage(new AccessDeniedException("/a"), "/a");
    storage(new ConnectException("Call to node:8020 failed"), "Call to node:8020 failed");
    storage(new RemoteException("StandbyException", "of state standby"), "of state standby");
    storage(
        from("org.apache.hadoop.fs.RawLocalFileSystem", new IOException("Input/output error")),
        "Input/output error");
    storage(
        from("org.apache.hadoop.hdfs.DFSInputStream", new IOException("Stale handle")), "Stale");
    storage(
        from(
            List.of("com.google.cloud.Channel", "org.apache.hadoop.fs.FSDataInputStream"),
            new IOException("503 Service Unavailable")),
        "503");
    storage(
        new ParquetDecodingException("could not read page", new ConnectException("no node")),
        "could not read page: no node");
  }

  @Test
  void aStorageThatFailsUnderADecoderIsTold() {
    Exception read =
        from("org.apache.hadoop.fs.RawLocalFileSystem", new IOException("Input/output error"));
    Exception wrapper =
        from("org.apache.orc.impl.RecordReaderImpl", new IOException("Error reading file", read));
    storage(wrapper, "Error reading file: Input/output error");
    damage(
        from(
            "org.apache.orc.impl.RecordReaderImpl",
            new IOException(
                "Error reading file",
                from(
                    "org.apache.hadoop.fs.FSDataInputStream", new EOFException("Read past end")))));
  }

  /** The driver's thread may see what a task's thread read that it has started. */
  @Test
  void noFileOfAnyTaskIsBlamedOutsideOfTasks() {
    InputFileBlockHolder.set("file:/another.parquet", 0, 1);
    try {
      Exception failure =
          new IOException(
              QueryExecutionErrors.cannotReadFooterForFileError(
                  new Path("file:/half.parquet"),
                  from("org.apache.parquet.Reader", new IOException("no Parquet"))));
      assertThatThrownBy(() -> TableFailure.tell(failure, "parquet"))
          .hasMessageContaining("file:/half.parquet")
          .hasMessageNotContaining("another.parquet");
    } finally {
      InputFileBlockHolder.unset();
    }
  }

  private static Exception from(String thrower, Exception made) {
    return from(List.of(thrower), made);
  }

  /** As code throws it that asked the JDK. */
  private static Exception from(List<String> throwers, Exception made) {
    made.setStackTrace(
        Stream.concat(
                Stream.of("java.io.FileInputStream"),
                Stream.concat(
                    throwers.stream(), Stream.of("io.chronoshard.jobs.ingest.ReaderRows")))
            .map(name -> new StackTraceElement(name, "read", null, 1))
            .toArray(StackTraceElement[]::new));
    return made;
  }

  @Test
  void aCodecThatIsNotThereIsTold() {
    assertThatThrownBy(
            () ->
                TableFailure.tell(
                    reading(
                        new IllegalStateException(
                            "no codec", new ClassNotFoundException("org.Lzo"))),
                    "parquet"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("need the class org.Lzo, which this Spark has not");
  }

  @Test
  void aDamagedFileIsToldWhateverItsReaderFailsOf() {
    damage(
        from(
            "org.apache.parquet.column.impl.ColumnReaderBase",
            new ParquetDecodingException("could not read page")));
    damage(from("org.apache.parquet.bytes.BytesUtils", new IndexOutOfBoundsException("7")));
    damage(from("org.apache.spark.sql.vectorized.ColumnVector", new NullPointerException("x")));
    damage(from("org.apache.spark.unsafe.types.UTF8String", new NegativeArraySizeException("-1")));
    damage(from("com.example.NobodysCodec", new IOException("corrupt stream")));
    damage(from("com.example.NobodysCodec", new ArithmeticException("overflow")));
    damage(
        from(
            "org.apache.hadoop.fs.FSInputChecker",
            new ChecksumException("Checksum error: file:/a at 0", 0)));
    damage(
        from(
            "org.apache.hadoop.fs.BufferedFSInputStream",
            new EOFException("Cannot seek after EOF")));
    damage(
        from(
            "org.apache.spark.sql.execution.datasources.parquet.ParquetVectorUpdaterFactory",
            new SchemaColumnConvertNotSupportedException("[x]", "double", "string")));
  }

  @Test
  void aFailureOfNobodyKnowsWhichFileIsTold() {
    assertThatThrownBy(
            () ->
                TableFailure.tell(
                    from(
                        "org.apache.spark.sql.catalyst.util.CaseInsensitiveMap",
                        new IllegalArgumentException("maybe should be true or false")),
                    "parquet"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the files of history.input cannot be read as parquet (maybe should be true or false); mend history.format or history.options, or bring the files again");
  }

  @Test
  void aLengthThatAsksForAnyRoomIsTold() {
    assertThat(TableFailure.noRoom(new OutOfMemoryError("Java heap space"), "orc"))
        .hasMessageStartingWith(
            "a file of history.input asks for more memory than there is (Java heap space)");
    assertThatThrownBy(
            () ->
                TableFailure.noRoom(
                    new SparkOutOfMemoryError(
                        "UNABLE_TO_ACQUIRE_MEMORY",
                        Map.of("requestedBytes", "9", "receivedBytes", "1")),
                    "orc"))
        .isInstanceOf(SparkOutOfMemoryError.class);
  }

  @Test
  void whatIsOursOrOfSparksWorksIsADefect() {
    for (String thrower :
        List.of(
            "io.chronoshard.grid.Gridder",
            "org.apache.spark.scheduler.DAGScheduler",
            "org.apache.spark.storage.BlockManager")) {
      Exception failure = from(thrower, new IllegalStateException("a defect"));
      assertThatCode(() -> TableFailure.tell(failure, "parquet")).doesNotThrowAnyException();
      assertThatCode(() -> TableFailure.tell(reading(failure), "parquet"))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatIsKnownAlreadyIsToldAsItIs() {
    assertThatThrownBy(() -> TableFailure.tell(reading(new DataException("line 7")), "parquet"))
        .isInstanceOf(DataException.class)
        .hasMessage("line 7");
  }

  private static void storage(Exception failure, String message) {
    assertThatThrownBy(() -> TableFailure.tell(reading(failure), "parquet"))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("the storage did not hand out file:/in/a.parquet (")
        .hasMessageContaining(message);
  }

  /** As Spark wraps what it meets in a file. */
  private static Exception reading(Exception failure) {
    return (Exception) QueryExecutionErrors.cannotReadFilesError(failure, "file:/in/a.parquet");
  }

  private static void damage(Exception failure) {
    assertThatThrownBy(() -> TableFailure.tell(reading(failure), "parquet"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the file file:/in/a.parquet is damaged, or not parquet (")
        .hasMessageEndingWith("; bring it again");
  }
}
