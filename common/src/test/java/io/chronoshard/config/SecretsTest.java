package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history.options.password",
        "history.options.sasl-password",
        "history.options.fs.s3a.secret.key",
        "history.options.fs.s3a.access.key",
        "history.options.fs.azure.account.key",
        "history.options.accessKey",
        "history.options.authToken",
        "history.options.PASSPHRASE",
        "a.credentials[3]"
      })
  void keysAreKnownAsSecretsByTheirNames(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history.series.attributes.key",
        "history.time.column",
        "model.layers[0].units",
        "passwords.file",
        "secret.column"
      })
  void othersAreNone(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
  }

  @Test
  void whatIsStoredHoldsNoSecretAndANewOneMakesNoOtherRun() {
    String first = canonical("hunter2");

    assertThat(first)
        .contains("\"password\":\"*****\"", "jdbc:x://plant:*****@db/a", "\"mode\":\"fast\"")
        .doesNotContain("hunter2");
    assertThat(canonical("another")).isEqualTo(first);
  }

  @Test
  void noKeyOfTheReferenceIsASecret() {
    assertThat(ConfigurationReader.read(Optional.empty(), List.of()).canonical().json())
        .doesNotContain(Secrets.MASK);
  }

  @Test
  void messagesShowNoSecret() {
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of("history.password = hunter2", "history.options.token = { a = hunter2")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--set history.options.token =*****")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(),
                    List.of(
                        "history.options { password = hunter2, url = \"x://a:hunter2@b\" }",
                        "grid.step = \"x://a:hunter2@b\"")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("x://a:*****@b")
        .hasMessageNotContaining("hunter2");
  }

  private static String canonical(String password) {
    return ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "history { format = parquet, time.column = t }",
                "history.options { mode = fast, password = "
                    + password
                    + ", url = \"jdbc:x://plant:"
                    + password
                    + "@db/a\" }"))
        .canonical()
        .json();
  }
}
