package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.AveragingPlace.Where;
import org.junit.jupiter.api.Test;

class AveragingPlaceTest {

  private static final int MEBI = 1 << 20;
  private static final long GIBI = 1L << 30;

  /** Of a network whose values are so many floats in all, a third of them parameters. */
  private static AveragingPlace place(int shards, int values, long room) {
    float[] parameters = new float[values / 3];
    return AveragingPlace.of(
        shards, new ModelState(parameters, new float[values - parameters.length], 0, 0), room);
  }

  @Test
  void fewAndSmallResultsComeToTheDriver() {
    assertThat(place(8, 2 * MEBI, GIBI)).isEqualTo(new AveragingPlace(8, 8 * MEBI, Where.DRIVER));
    assertThat(place(8, 2 * MEBI + 1, GIBI).where()).isEqualTo(Where.EXECUTORS);
    assertThat(place(17, MEBI, GIBI).where()).isEqualTo(Where.EXECUTORS);
    // One shard's result is its mean.
    assertThat(place(1, 17 * MEBI, GIBI).where()).isEqualTo(Where.DRIVER);
  }

  @Test
  void aDriverThatTakesLessHasExecutorsAverageSooner() {
    long told = 4 * AveragingPlace.TOLD_BY_TASK;
    assertThat(place(4, MEBI, 16L * MEBI + told).where()).isEqualTo(Where.DRIVER);
    assertThat(place(4, MEBI, 16L * MEBI + told - 1).where()).isEqualTo(Where.EXECUTORS);
    assertThat(place(4, MEBI, GIBI).where()).isEqualTo(Where.DRIVER);
  }

  /** So many slices tell more than few small results have in all. */
  @Test
  void executorsDoNotAverageWhereMoreWouldComeToTheDriverThen() {
    assertThat(place(4, 1000, 0).where()).isEqualTo(Where.DRIVER);
    assertThat(place(1000, 1000, 0).where()).isEqualTo(Where.EXECUTORS);
  }

  @Test
  void whatTasksTellCountsForEachOfThem() {
    assertThat(place(1, 1000, GIBI).requiredResults()).isEqualTo(4_000 + 4_096);
    assertThat(place(1000, 1000, GIBI).requiredResults()).isEqualTo(1000 * (4_000 + 4_096));
    assertThat(place(1000, MEBI, GIBI).requiredResults()).isEqualTo(4 * MEBI + 200 * 4_096);
  }

  @Test
  void theDriverTakesTheMeanAloneWhereExecutorsAverage() {
    assertThat(place(4, 1000, GIBI).bytesToDriver()).isEqualTo(16_000);
    assertThat(place(40, MEBI, GIBI).bytesToDriver()).isEqualTo(4 * MEBI);
  }

  @Test
  void noSliceOfAllShardsIsLarge() {
    AveragingPlace place = place(64, 4 * MEBI, GIBI);
    assertThat(place.slices(2)).isEqualTo(16);
    assertThat(place.slices(40)).isEqualTo(40);
    assertThat(place.slices(4000)).isEqualTo(200);
    assertThat(new AveragingPlace(1 << 16, 1L << 40, Where.EXECUTORS).slices(1)).isEqualTo(200);
  }

  @Test
  void itTellsWhatARoundBrings() {
    assertThat(place(8, 250_000, GIBI))
        .hasToString("each round 8 shards return 1.0 MB each, averaged by the driver");
    assertThat(place(32, 15_000_000, GIBI))
        .hasToString("each round 32 shards return 60.0 MB each, averaged by executors");
    assertThat(place(1, 1000, GIBI))
        .hasToString("each round 1 shard returns 0.0 MB, averaged by the driver");
  }
}
