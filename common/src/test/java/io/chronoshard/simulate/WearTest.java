package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.error.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Series that wear out. */
class WearTest {

  private static SimulateSettings settings(String... sets) {
    List<String> all =
        new ArrayList<>(List.of("simulate { steps = 400, series = 12, channels = 3 }"));
    all.addAll(List.of(sets));
    return ConfigurationReader.read(Optional.empty(), all).simulate();
  }

  private static List<String> rows(Simulation simulation, int series) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    simulation.write(simulation.file(series), out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.subList(1, lines.size());
  }

  /** The damage passes a level between 0.8 and 1.2 at the end of each life, and never before. */
  @RepeatedTest(20)
  void eachSeriesFailsAtALevelOfItsOwn(RepetitionInfo repetition) throws IOException {
    int seed = repetition.getCurrentRepetition();
    SimulateSettings settings = settings("simulate { seed = " + seed + ", wear.life = 200 }");
    Simulation simulation = new Simulation(settings);
    HashSet<Integer> lives = new HashSet<>();
    for (int series = 0; series < 12; series++) {
      int life = rows(simulation, series).size();
      assertThat(life).as("seed %d", seed).isBetween((int) (200 / 1.3 * Math.sqrt(0.8)) - 1, 314);
      lives.add(life);
    }
    assertThat(lives).hasSizeGreaterThan(6);
  }

  /** By 0 at first, and by 6 deviations times its level, 0.8 to 1.2, at last. */
  @Test
  void wearMovesTheChannelsThatAreNamedMoreAndMore() throws IOException {
    Simulation plain = new Simulation(settings());
    Simulation worn =
        new Simulation(settings("simulate.wear { life = 150, channels = [\"p (mbar)\"] }"));
    for (int series = 0; series < 12; series++) {
      List<String> before = rows(plain, series);
      List<String> after = rows(worn, series);
      double moved = 0;
      for (int row = 0; row < after.size(); row++) {
        String[] was = before.get(row).split(",", -1);
        String[] is = after.get(row).split(",", -1);
        assertThat(is[2]).isEqualTo(was[2]);
        assertThat(is[4]).isEqualTo(was[4]);
        double next = Double.parseDouble(is[3]) - Double.parseDouble(was[3]);
        assertThat(next).isGreaterThanOrEqualTo(moved - 0.02);
        moved = next;
      }
      double deviation = worn.channels().get(1).deviation();
      assertThat(moved).isBetween(0.75 * 6 * deviation, 1.21 * 6 * deviation);
    }
  }

  /** No event begins after a series has failed, and none is cut off. */
  @Test
  void eventsLieWithinALife() throws IOException {
    Simulation simulation =
        new Simulation(
            settings("simulate { wear.life = 200, events { share = 0.2, longest = 20 } }"));
    for (int series = 0; series < 12; series++) {
      int life = rows(simulation, series).size();
      long end = simulation.series(series).millis(life);
      assertThat(simulation.eventsOf(series)).allMatch(event -> event.toMillis() <= end);
    }
  }

  @Test
  void aSeriesMustBeSeenUntilItFails() {
    assertThatThrownBy(() -> settings("simulate.wear.life = 300"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("simulate.wear.life = 300")
        .hasMessageContaining("lets a series live 470 steps; give simulate.steps as many");
  }

  @Test
  void aChannelMustBeThere() {
    assertThatThrownBy(() -> settings("simulate.wear { life = 100, channels = [heat] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is no channel; there are [T (degC), p (mbar), rh (%)]");
  }
}
