package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomAdaptor;
import org.junit.jupiter.api.Test;

class RoundSlicesTest {

  /** Whatever the shards, those that have run out, the network and the slices. */
  @Test
  void slicesAveragedApartAreTheMeanOfTheWholeToTheBit() {
    for (int seed = 1; seed <= 300; seed++) {
      MersenneTwister random = new MersenneTwister(new int[] {seed});
      int shards = 1 + seed % 33;
      int parameters = 1 + random.nextInt(seed % 10 == 0 ? 9000 : 40);
      int updater = random.nextInt(3) * parameters;
      List<RoundResult> results = new ArrayList<>();
      int lucky = random.nextInt(shards);
      for (int shard = 0; shard < shards; shard++) {
        if (shard == lucky || random.nextInt(4) > 0) {
          results.add(result(shard, parameters, updater, random));
        }
      }
      RoundMean mean = Averaging.mean(results, shards);
      RoundSlices slices = new RoundSlices(1 + random.nextInt(9));
      List<RoundMean> means = new ArrayList<>();
      for (int slice = 0; slice < slices.count(); slice++) {
        int number = slice;
        List<RoundResult> ofSlice =
            new ArrayList<>(results.stream().map(one -> slices.slice(one, number)).toList());
        Collections.shuffle(ofSlice, RandomAdaptor.createAdaptor(random));
        means.add(Averaging.mean(ofSlice, shards));
      }
      RoundMean joined = slices.join(means);
      assertThat(joined).as("seed %d", seed).isEqualTo(mean);
      assertThat(joined.state().hash()).as("seed %d", seed).isEqualTo(mean.state().hash());
    }
  }

  private static RoundResult result(
      int shard, int parameters, int updater, MersenneTwister random) {
    ModelState state =
        new ModelState(
            floats(parameters, random), floats(updater, random), random.nextInt(99), 2, 0.5);
    return new RoundResult(shard, 1 + random.nextInt(1 << 29), random.nextGaussian(), state);
  }

  private static float[] floats(int count, MersenneTwister random) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) (random.nextGaussian() * StrictMath.pow(10, random.nextInt(60) - 30));
    }
    return floats;
  }

  @Test
  void slicesOfDifferentRoundsAreADefect() {
    ModelState state = new ModelState(new float[] {1}, new float[0], 1, 0);
    RoundMean one = new RoundMean(state, 8, 0.5);
    for (RoundMean other : List.of(new RoundMean(state, 9, 0.5), new RoundMean(state, 8, 0.6))) {
      assertThatThrownBy(() -> new RoundSlices(2).join(List.of(one, other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("slices of other rounds");
    }
    assertThatThrownBy(() -> new RoundSlices(2).join(List.of(one)))
        .hasMessage("slices of other rounds");
    assertThatThrownBy(() -> new RoundSlices(0)).hasMessage("0 slices");
  }
}
