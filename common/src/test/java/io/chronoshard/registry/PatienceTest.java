package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final List<Duration> pauses = new ArrayList<>();

  /** Time passes in pauses alone. */
  private final Pace pace =
      new Pace() {
        @Override
        public long nanos() {
          return pauses.stream().mapToLong(Duration::toNanos).sum();
        }

        @Override
        public void pause(Duration pause) {
          pauses.add(pause);
        }

        @Override
        public void beside(String name, Runnable work) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void whatIsAnsweredIsNotAskedAgain() throws IOException {
    assertThat(patience(10).ask(() -> 7)).isEqualTo(7);
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatDoesNotServeIsAskedAgainAfterLongerAndLongerPauses() throws IOException {
    int answer =
        patience(120)
            .ask(
                () -> {
                  if (pauses.size() < 7) {
                    throw new ConnectException("refused");
                  }
                  return 7;
                });

    assertThat(answer).isEqualTo(7);
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
  }

  @Test
  void afterItsTimeTheFailureIsToldWithHowLongItTook() {
    assertThatThrownBy(
            () ->
                patience(10)
                    .ask(
                        () -> {
                          throw new ConnectException("refused\nby all");
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("refused (asked again for 7 s)");
    assertThat(StorageFailure.of(new IOException(new ConnectException())))
        .isEqualTo(StorageFailure.WAITING);
  }

  /** A publication asks for a dozen things, and its failure is told after the time of one. */
  @Test
  void oneRequestAfterAnotherWaitsNoLongerThanOneAlone() throws IOException {
    Patience patience = patience(10);
    refuseAll(patience);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
    patience.renew();
    refuseAll(patience);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
    assertThat(patience.ask(() -> 7)).isEqualTo(7);
    refuseAll(patience);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(30));
  }

  private void refuseAll(Patience patience) {
    for (int request = 0; request < 12; request++) {
      assertThatThrownBy(() -> patience.ask(this::refuse))
          .hasMessageStartingWith("refused (asked again for ");
    }
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private int refuse() throws IOException {
    throw new ConnectException("refused");
  }

  @Test
  void whatWaitingDoesNotMendIsToldAtOnce() {
    FileNotFoundException failure = new FileNotFoundException("a");
    assertThatThrownBy(
            () ->
                patience(10)
                    .ask(
                        () -> {
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(pauses).isEmpty();
  }

  @Test
  void theFileSystemsSettingsSayHowLong() {
    Configuration hadoop = new Configuration(false);
    assertThat(Patience.of(hadoop).longest()).isEqualTo(Duration.ofMinutes(2));
    hadoop.set("chronoshard.storage.patience", "5m");
    assertThat(Patience.of(hadoop).longest()).isEqualTo(Duration.ofMinutes(5));
  }

  private Patience patience(int seconds) {
    return new Patience(Duration.ofSeconds(seconds), pace);
  }
}
