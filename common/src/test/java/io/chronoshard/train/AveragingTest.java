package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomAdaptor;
import org.junit.jupiter.api.Test;

class AveragingTest {

  @Test
  void oneShardAloneGivesExactlyItsFloats() {
    for (long seed = 1; seed <= 200; seed++) {
      RoundResult result = result(0, new MersenneTwister(seed));
      RoundMean mean = Averaging.mean(List.of(result), 1);
      assertThat(mean.state()).as("seed %d", seed).isEqualTo(result.state());
      assertThat(mean.windows()).isEqualTo(result.windows());
      assertThat(mean.lossSum()).isEqualTo(result.lossSum());
    }
  }

  @Test
  void theMeanIsWeightedByWindows() {
    RoundResult small =
        new RoundResult(0, 1, 2, new ModelState(new float[] {1, 10}, new float[] {4}, 5, 2));
    RoundResult large =
        new RoundResult(2, 3, 6, new ModelState(new float[] {5, 30}, new float[] {0}, 7, 2));
    RoundMean mean = Averaging.mean(List.of(large, small), 4);
    assertThat(mean.state()).isEqualTo(new ModelState(new float[] {4, 25}, new float[] {1}, 7, 2));
    assertThat(mean.windows()).isEqualTo(4);
    assertThat(mean.lossSum()).isEqualTo(8);
  }

  @Test
  void longStatesAreAveragedWhole() {
    for (int length : new int[] {2047, 2048, 2049, 5000}) {
      float[] rising = new float[length];
      float[] falling = new float[length];
      float[] expected = new float[length];
      for (int i = 0; i < length; i++) {
        rising[i] = i;
        falling[i] = -2 * i;
        expected[i] = (rising[i] + 2 * falling[i]) / 3;
      }
      RoundResult one = new RoundResult(0, 7, 1, new ModelState(rising, falling, 1, 0));
      RoundResult other = new RoundResult(1, 14, 1, new ModelState(falling, rising, 1, 0));
      assertThat(Averaging.mean(List.of(one, other), 2).state().parameters()).isEqualTo(expected);
    }
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (long seed = 1; seed <= 50; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      int shards = 2 + random.nextInt(12);
      List<RoundResult> results = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        if (results.isEmpty() || random.nextInt(4) > 0) {
          results.add(result(shard, random));
        }
      }
      RoundMean mean = Averaging.mean(results, shards);
      Random shuffle = RandomAdaptor.createAdaptor(random);
      for (int i = 0; i < 5; i++) {
        Collections.shuffle(results, shuffle);
        RoundMean again = Averaging.mean(results, shards);
        assertThat(again.state().hash()).as("seed %d", seed).isEqualTo(mean.state().hash());
        assertThat(again.lossSum()).as("seed %d", seed).isEqualTo(mean.lossSum());
      }
    }
  }

  @Test
  void theTreeDependsOnTheNumberOfShardsAlone() {
    List<String> names = List.of("4", "0", "3", "1", "2");
    assertThat(tree(names, 5)).isEqualTo("((0+1)+(2+(3+4)))");
    assertThat(tree(List.of("3", "0"), 5)).isEqualTo("(0+3)");
    assertThat(tree(List.of("4", "3", "0"), 5)).isEqualTo("(0+(3+4))");
    assertThat(tree(List.of(), 5)).isEmpty();
  }

  private static String tree(List<String> names, int shards) {
    return ShardTree.sum(
            names, shards, Integer::parseInt, name -> name, (a, b) -> "(" + a + "+" + b + ")")
        .orElse("");
  }

  @Test
  void aShardThatReturnsTwiceIsADefect() {
    RoundResult result = result(0, new MersenneTwister(1));
    assertThatThrownBy(() -> Averaging.mean(List.of(result, result), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shard 0 returned twice");
  }

  private static RoundResult result(int shard, MersenneTwister random) {
    float[] parameters = new float[7];
    float[] updater = new float[14];
    for (int i = 0; i < 7; i++) {
      parameters[i] = (float) (random.nextGaussian() * StrictMath.pow(10, random.nextInt(40) - 20));
      updater[i] = random.nextFloat() * Float.MIN_NORMAL;
      updater[i + 7] = Float.intBitsToFloat(random.nextInt(0x7f800000));
    }
    ModelState state = new ModelState(parameters, updater, 3, 1);
    return new RoundResult(shard, 1 + random.nextInt(1 << 29), random.nextDouble(), state);
  }
}
