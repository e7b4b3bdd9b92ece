package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.security.sasl.SaslException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.token.SecretManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), StorageFailure.WAITING),
        Arguments.of(new SocketTimeoutException("60000 millis"), StorageFailure.WAITING),
        Arguments.of(
            new IOException("call failed", new ConnectException()), StorageFailure.WAITING),
        Arguments.of(remote(SafeModeException.class, "in safe mode"), StorageFailure.WAITING),
        Arguments.of(
            new IOException("File /a could only be written to 0 of the 1 minReplication nodes"),
            StorageFailure.WAITING),
        Arguments.of(
            new EOFException("End of File Exception between local host is: \"a\""),
            StorageFailure.WAITING),
        Arguments.of(remote(AccessControlException.class, "user=b"), StorageFailure.DENIED),
        Arguments.of(new FileNotFoundException("/a (Permission denied)"), StorageFailure.DENIED),
        Arguments.of(new DSQuotaExceededException("/a"), StorageFailure.FULL),
        Arguments.of(new IOException("No space left on device"), StorageFailure.FULL),
        Arguments.of(
            new IOException("login", new SaslException("no ticket")), StorageFailure.LOGIN),
        Arguments.of(
            remote(
                AccessControlException.class,
                "SIMPLE authentication is not enabled.  Available:[TOKEN, KERBEROS]"),
            StorageFailure.LOGIN),
        Arguments.of(
            remote(SecretManager.InvalidToken.class, "token is expired"), StorageFailure.LOGIN),
        Arguments.of(
            new RenameUnknownException("unknown", new ConnectException()), StorageFailure.OTHER),
        Arguments.of(new UnknownHostException("namenod"), StorageFailure.OTHER),
        Arguments.of(new EOFException(), StorageFailure.OTHER),
        Arguments.of(new IllegalArgumentException("Wrong FS"), StorageFailure.OTHER));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("failures")
  void aFailureIsKnownByItsClassOrWhatItSays(Exception failure, StorageFailure kind) {
    assertThat(StorageFailure.of(failure)).isEqualTo(kind);
  }

  private static RemoteException remote(Class<?> kind, String message) {
    return new RemoteException(kind.getName(), message);
  }
}
