package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

  private static final String RETRIES = "ipc.client.connect.max.retries.on.timeouts";

  @Test
  void aServerThatDoesNotAnswerIsGivenUpSoonerThanByHadoopsDefaults() {
    Configuration hadoop = new Configuration();
    assertThat(hadoop.getInt(RETRIES, 0)).isEqualTo(45);

    Configuration limited = ClientLimits.on(hadoop);

    assertThat(limited.getInt(RETRIES, 0)).isEqualTo(3);
    assertThat(limited.getInt("ipc.client.rpc-timeout.ms", 0)).isEqualTo(60_000);
    assertThat(hadoop.getInt(RETRIES, 0)).isEqualTo(45);
  }

  @Test
  void whatASiteSaysStays() {
    Configuration hadoop = new Configuration();
    hadoop.setInt(RETRIES, 45);

    assertThat(ClientLimits.on(hadoop).getInt(RETRIES, 0)).isEqualTo(45);
  }
}
