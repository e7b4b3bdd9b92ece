package io.chronoshard.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever can be told before anybody is asked; nothing here logs in. */
class LoginTest {

  private static final String PLANT = "plant@CHRONOSHARD.TEST";

  @TempDir private Path folder;

  @Test
  void withoutAPrincipalNothingIsDone() {
    Login.of(new SecuritySettings("", ""), new Configuration(false));
  }

  @Test
  void aKeytabThatIsNotThereIsAProblemOfTheConfiguration() {
    assertThatThrownBy(() -> login(folder.resolve("plant.keytab")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("security.keytab = " + folder.resolve("plant.keytab"))
        .hasMessageContaining("no such file on this machine")
        .hasMessageContaining(PLANT);
  }

  @Test
  void aFolderIsNoKeytab() {
    assertThatThrownBy(() -> login(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is no file that this user may read");
  }

  @Test
  void aKeytabWithoutTheKeyIsToldBeforeAnyKdcIsAsked() throws IOException {
    Path keytab = Files.write(folder.resolve("plant.keytab"), new byte[] {5, 2});

    assertThatThrownBy(() -> login(keytab))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the keytab " + keytab + " holds no key of " + PLANT)
        .hasMessageContaining("klist -ket " + keytab);
  }

  @Test
  void aLoginThatNobodyWouldAskForIsRefused() throws IOException {
    Path keytab = Files.write(folder.resolve("plant.keytab"), new byte[] {5, 2});

    assertThatThrownBy(
            () ->
                Login.of(new SecuritySettings(PLANT, keytab.toString()), new Configuration(false)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hadoop.security.authentication = simple")
        .hasMessageContaining("HADOOP_CONF_DIR");
  }

  @Test
  void aKdcThatDoesNotAnswerIsToldApartFromOneThatRefuses() {
    assertThat(refused(new SocketTimeoutException("Receive timed out")))
        .contains("cannot log in as " + PLANT, "Receive timed out")
        .endsWith(
            "no KDC of CHRONOSHARD.TEST answers: see that one runs, that krb5.conf names it, and that this machine reaches it");
    assertThat(refused(new IllegalStateException("Client not found in Kerberos database (6)")))
        .contains("Client not found in Kerberos database (6); the KDC does not accept it");
  }

  private static String refused(Exception cause) {
    LoginException login = new LoginException(cause.getMessage());
    login.initCause(cause);
    return new Key(new KerberosPrincipal(PLANT), Path.of("plant.keytab"))
        .refused(new IOException("failure to login", login))
        .getMessage();
  }

  private static void login(Path keytab) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("hadoop.security.authentication", "kerberos");
    Login.of(new SecuritySettings(PLANT, keytab.toString()), hadoop);
  }
}
