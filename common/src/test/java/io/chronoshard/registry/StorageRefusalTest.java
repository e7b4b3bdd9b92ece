package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.net.ConnectException;
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
