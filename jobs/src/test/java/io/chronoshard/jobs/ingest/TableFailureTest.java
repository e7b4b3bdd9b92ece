package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.StorageException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.apache.spark.sql.execution.datasources.SchemaColumnConvertNotSupportedException;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.SnappyErrorCode;
import org.xerial.snappy.SnappyIOException;

/** What is told of a failure of Spark's reader, by what is behind it. */
class TableFailureTest {

  @Test
  void aStorageThatRefusesIsTold() {
    storage(new AccessControlException("Permission denied: user=me"), "Permission denied");
    storage(new FileNotFoundException("/a (Permission denied)"), "/a (Permission denied)");
    storage(new AccessDeniedException("/a"), "/a");
    storage(new ConnectException("Call to node:8020 failed"), "Call to node:8020 failed");
    storage(new RemoteException("StandbyException", "of state standby"), "of state standby");
    storage(new IOException("Input/output error"), "Input/output error");
    storage(
        new IOException("Could not read the footer", new IOException("Stale file handle")),
        "Stale");
    storage(
        new ParquetDecodingException("could not read page", new ConnectException("no node")),
        "could not read page: no node");
  }

  @Test
  void aStorageThatFailsUnderADecoderIsTold() {
    IOException read = from("org.apache.hadoop.fs.RawLocalFileSystem", "Input/output error");
    IOException wrapper = from("org.apache.orc.impl.RecordReaderImpl", "Error reading file");
    wrapper.initCause(read);
    storage(wrapper, "Error reading file: Input/output error");
    IOException cut = from("org.apache.orc.impl.RecordReaderImpl", "Error reading file");
    cut.initCause(new EOFException("Read past end"));
    damage(cut);
  }

  private static IOException from(String thrower, String message) {
    IOException made = new IOException(message);
    made.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.io.FileInputStream", "read", "FileInputStream.java", 1),
          new StackTraceElement(thrower, "read", null, 1)
        });
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
  void aDamagedFileIsTold() {
    damage(new ParquetDecodingException("could not read page", new IndexOutOfBoundsException("7")));
    damage(new EOFException("Reached the end of stream"));
    damage(new IOException("corrupt gzip stream"));
    damage(new ChecksumException("Checksum error: file:/a at 0", 0));
    damage(new SchemaColumnConvertNotSupportedException("[x]", "double", "string"));
    damage(new SnappyIOException(SnappyErrorCode.FAILED_TO_UNCOMPRESS, "bad"));
    try {
      BytesUtils.readIntLittleEndian(ByteBuffer.allocate(1), 9);
    } catch (IOException | IndexOutOfBoundsException e) {
      damage(e);
    }
  }

  @Test
  void whatNobodyKnowsIsADefect() {
    assertThatCode(() -> TableFailure.tell(new IllegalStateException("of ours"), "parquet"))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> TableFailure.tell(reading(new NullPointerException("of Spark's")), "parquet"))
        .doesNotThrowAnyException();
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
