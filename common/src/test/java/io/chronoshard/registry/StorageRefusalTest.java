package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.token.SecretManager.InvalidToken;
import org.junit.jupiter.api.Test;

class StorageRefusalTest {

  @Test
  void whatATaskIsRefusedIsToldWithWhatMendsIt() {
    assertThat(told(new InvalidToken("token of plant is expired")))
        .startsWith("the storage refuses: token of plant is expired; nobody is logged in")
        .contains("(kinit)", "security.principal");
    assertThat(told(new AccessControlException("Permission denied: user=b")))
        .startsWith("the storage refuses: Permission denied: user=b; this user may not do that");
  }

  @Test
  void thatHdfsDoesNotServeIsToldAsWhatItIs() {
    for (IOException failure :
        List.of(
            new BlockMissingException("/history", "Could not obtain block: BP-1", 0),
            new RemoteException(SafeModeException.class.getName(), "Name node is in safe mode."),
            new IOException("File /a could only be written to 0 of the 1 minReplication nodes"),
            new ConnectException(
                "Call From a/1 to b:8020 failed on connection exception; For more details see: "
                    + " http://wiki.apache.org/hadoop/ConnectionRefused"))) {
      assertThat(told(failure))
          .startsWith("the storage fails a task: " + failure.getMessage())
          .endsWith(
              "it does not serve at the moment; see that its servers run, and run this again");
    }
  }

  @Test
  void otherFailuresAreNotTheStorages() {
    assertThat(StorageRefusal.in(new IllegalStateException("of ours"))).isEmpty();
    assertThat(StorageRefusal.in(new IllegalStateException(new ConnectException("executor"))))
        .as("Spark's own connections fail too")
        .isEmpty();
  }

  private static String told(IOException cause) {
    return StorageRefusal.in(new IllegalStateException("Job aborted", cause))
        .map(StorageException::getMessage)
        .orElseThrow();
  }
}
