package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.SeriesOutputs;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of many series, of which some have a network of their own. */
class SeriesOutputsTest {

  private static final TrainingSettings SETTINGS =
      MadeUpShards.settings(OptimizerSettings.Type.ADAM, 0.02, 1, 16, 16);

  /** In the order in which their windows lie; "few" and "none" have no network of their own. */
  private static final List<String> SERIES = List.of("a", "b", "few", "c", "none", "d");

  private final TrainingPlan plan = MadeUpShards.TINY.lstm(SETTINGS);

  /** Untrained, and no two alike. */
  private FrozenNetwork network(long seed) {
    return FrozenNetwork.of(plan.withSeed(seed).newNetwork());
  }

  private Map<String, FrozenNetwork> own() {
    Map<String, FrozenNetwork> own = new TreeMap<>();
    for (String series : List.of("a", "b", "c", "d")) {
      own.put(series, network(100 + series.charAt(0)));
    }
    return own;
  }

  private static WindowSet windows(long seed) {
    List<BlockWindows> windows = new ArrayList<>();
    for (int series = 0; series < SERIES.size(); series++) {
      WindowSet of = MadeUpShards.TINY.deal(10 * seed + series, 1, 40, 5).get(0).training();
      BlockId last = null;
      for (int window = 0; window < of.size(); window++) {
        Block block = of.block(window);
        if (!block.id().equals(last)) {
          windows.add(renamed(of, window, SERIES.get(series)));
        }
        last = block.id();
      }
    }
    return new WindowSet(windows);
  }

  /** All windows of the block of one of them. */
  private static BlockWindows renamed(WindowSet windows, int first, String series) {
    Block block = windows.block(first);
    List<Integer> origins = new ArrayList<>();
    for (int i = first; i < windows.size() && windows.block(i).id().equals(block.id()); i++) {
      origins.add(Math.toIntExact(windows.origin(i) - block.coreFrom()));
    }
    return new BlockWindows(
        new Block(
            new BlockId(series, block.id().number()),
            block.coreFrom(),
            block.coreSteps(),
            block.inputs(),
            block.targets()),
        origins.stream().mapToInt(Integer::intValue).toArray(),
        WindowCounts.NONE);
  }

  private NetworkForecaster forecaster(Outputs outputs, int capacity) {
    return new NetworkForecaster(outputs, plan.shape(), plan.inputWidth(), plan.units(), capacity);
  }

  private static void shuffle(int[] order, MersenneTwister random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void eachWindowOfAMinibatchIsForecastByTheNetworkOfItsSeries(long seed) {
    WindowSet windows = windows(seed);
    FrozenNetwork all = network(7);
    Map<String, FrozenNetwork> own = own();
    Map<String, NetworkForecaster> alone = new TreeMap<>();
    SERIES.forEach(
        name -> alone.put(name, forecaster(own.getOrDefault(name, all).network(), windows.size())));
    int[] order = EpochOrder.ascending(windows.size());
    MersenneTwister random = new MersenneTwister(seed);
    for (int capacity : new int[] {1, 5, 64, windows.size()}) {
      NetworkForecaster together =
          forecaster(
              new SeriesOutputs(
                  all, name -> Optional.ofNullable(own.get(name)).map(FrozenNetwork::parameters)),
              capacity);
      float[] out = new float[order.length];
      together.forecast(windows, order, 0, order.length, out);
      for (int i = 0; i < order.length; i++) {
        String series = windows.block(order[i]).id().series();
        float[] one = new float[1];
        alone.get(series).forecast(windows, order, i, i + 1, one);
        assertThat(out[i]).as("seed %d, window %d of %s", seed, order[i], series).isEqualTo(one[0]);
      }
      shuffle(order, random);
    }
  }

  /** So that the law above says something. */
  @Test
  void theNetworksOfSeriesForecastOtherwiseThanThatOfAll() {
    WindowSet windows = windows(1);
    int[] order = EpochOrder.ascending(windows.size());
    float[] out = new float[windows.size()];
    forecaster(network(7).network(), 64).forecast(windows, order, 0, order.length, out);
    for (FrozenNetwork own : own().values()) {
      float[] other = new float[windows.size()];
      forecaster(own.network(), 64).forecast(windows, order, 0, order.length, other);
      for (int i = 0; i < out.length; i++) {
        assertThat(other[i]).isNotEqualTo(out[i]);
      }
    }
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    SeriesOutputs outputs = new SeriesOutputs(network(1), name -> Optional.of(new float[3]));
    assertThatThrownBy(() -> outputs.turnTo("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 parameters of \"a\" for a network of ")
        .hasMessageContaining(
            Integer.toString(NativeFloats.read(network(1).network().parameters()).length));
  }
}
