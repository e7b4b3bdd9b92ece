package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.Observation.Life;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {

  private static final Duration LEASE = Duration.ofSeconds(60);

  private long nanos;
  private Observation observation = new Observation(() -> nanos);

  @ParameterizedTest
  @ValueSource(longs = {0, 1234567890123L, -5, Long.MAX_VALUE - 1_000})
  void whoGivesNoSignOfLifeForTheWholeLeaseIsDead(long origin) {
    begin(origin);
    assertThat(saw(0, "a")).isEqualTo(Life.UNKNOWN);
    for (int seconds = 10; seconds < 60; seconds += 10) {
      assertThat(saw(10, "a")).isEqualTo(Life.UNKNOWN);
    }
    assertThat(saw(10, "a")).isEqualTo(Life.DEAD);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1_000})
  void anyChangeIsASignOfLife(long origin) {
    begin(origin);
    saw(0, "a");
    for (int i = 0; i < 20; i++) {
      assertThat(saw(10, "a" + i)).isEqualTo(Life.ALIVE);
    }
    for (int seconds = 10; seconds < 60; seconds += 10) {
      assertThat(saw(10, "a19")).isEqualTo(Life.ALIVE);
    }
    assertThat(saw(10, "a19")).isEqualTo(Life.DEAD);
    assertThat(saw(10, "b")).isEqualTo(Life.ALIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 60, 100_000})
  void whoHasNotLookedHasNotSeenThatNothingChanged(int stopped) {
    begin(0);
    saw(0, "a");
    saw(20, "a");
    saw(20, "a");
    assertThat(saw(stopped, "a")).isEqualTo(Life.UNKNOWN);
    assertThat(saw(20, "a")).isEqualTo(Life.UNKNOWN);
    assertThat(saw(20, "a")).isEqualTo(Life.UNKNOWN);
    assertThat(saw(20, "a")).isEqualTo(Life.DEAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void aSignThatCannotBeSeenIsNone(int shown) {
    begin(0);
    saw(0, "a");
    for (int look = 1; look <= 6; look++) {
      Life life = look == shown ? saw(10, "a") : hidden(10);
      assertThat(life).isEqualTo(look == 6 ? Life.DEAD : Life.UNKNOWN);
    }
  }

  private void begin(long origin) {
    nanos = origin;
    observation = new Observation(() -> nanos);
  }

  private Life saw(int secondsLater, String sign) {
    nanos += TimeUnit.SECONDS.toNanos(secondsLater);
    return observation.saw(Optional.of(sign), LEASE);
  }

  private Life hidden(int secondsLater) {
    nanos += TimeUnit.SECONDS.toNanos(secondsLater);
    return observation.saw(Optional.empty(), LEASE);
  }
}
