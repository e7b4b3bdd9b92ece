package io.chronoshard.train.plan;

import static io.chronoshard.train.plan.ClusterExamples.GIB;
import static io.chronoshard.train.plan.ClusterExamples.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.plan.Shortage.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortagesTest {

  private static final StateSize SMALL = new StateSize(10_000, 20_000);
  private static final TaskBytes TASK = new TaskBytes(4 * MIB, MIB, 4 * MIB);

  @Test
  void whatFitsIsToldNothing() {
    assertThat(Shortages.of(shards(4, 20 * MIB), TASK, SMALL, ClusterExamples.processes(2, 2)))
        .isEmpty();
  }

  @Test
  void aShardThatNoExecutorCanHoldIsRefused() {
    List<Shortage> found =
        Shortages.of(shards(2, 900 * MIB), TASK, SMALL, ClusterExamples.processes(2, 1));

    assertThat(found).first().extracting(Shortage::kind).isEqualTo(Kind.DOES_NOT_FIT);
    assertThat(found.get(0).text())
        .isEqualTo(
            "the largest of 2 shards takes 900 MiB, the state of a round 234 KiB beside it, and what a task learns from it"
                + " 1.00 MiB: more than the 724 MiB that an executor's heap of 1.00 GiB has for them; give a larger"
                + " --executor-memory, or set training.shards higher (that makes another model), or take a smaller model");
    assertThatThrownBy(() -> Shortages.requireNone(found))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(found.get(0).text());
  }

  @Test
  void whatATaskTakesForCertainIsRefusedAndWhatItTakesAtMostIsTold() {
    Cluster cluster = ClusterExamples.processes(2, 1);
    TaskBytes certain = new TaskBytes(800 * MIB, 700 * MIB, MIB);
    assertThat(Shortages.of(shards(2, 100 * MIB), certain, SMALL, cluster))
        .first()
        .satisfies(
            one -> assertThat(one.kind()).isEqualTo(Kind.DOES_NOT_FIT),
            one ->
                assertThat(one.text()).contains("what a task learns from it 700 MiB: more than"));
    TaskBytes atMost = new TaskBytes(800 * MIB, 100 * MIB, MIB);
    assertThat(Shortages.of(shards(2, 100 * MIB), atMost, SMALL, cluster))
        .isNotEmpty()
        .allMatch(one -> one.kind() == Kind.IS_TIGHT);
  }

  @Test
  void blocksThatLieOnDiskAreTightAndNotRefused() {
    List<Shortage> found =
        Shortages.of(shards(8, 100 * MIB), TASK, SMALL, ClusterExamples.processes(1, 1));

    assertThat(found).hasSize(1).allMatch(one -> one.kind() == Kind.IS_TIGHT);
    assertThat(found.get(0).text())
        .startsWith(
            "8 shards of an executor take 800 MiB, and it has 434 MiB for blocks (724 MiB times")
        .contains("spark.memory.fraction = 0.6", "read in each round", "more executors");
    assertThatCode(() -> Shortages.requireNone(found)).doesNotThrowAnyException();
    assertThat(Shortages.of(shards(8, 100 * MIB), TASK, SMALL, ClusterExamples.processes(4, 1)))
        .as("with more executors")
        .isEmpty();
  }

  @Test
  void whatOtherShufflesMayPushOutIsTold() {
    assertThat(Shortages.of(shards(1, 300 * MIB), TASK, SMALL, ClusterExamples.processes(1, 1)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .contains("217 MiB are kept for blocks", "spark.memory.storageFraction = 0.5"));
  }

  @Test
  void shardsThatAreMadeAtOnceMustFitTogether() {
    assertThat(Shortages.of(shards(8, 200 * MIB), TASK, SMALL, ClusterExamples.processes(2, 4)))
        .anySatisfy(
            one ->
                assertThat(one.text())
                    .startsWith(
                        "4 shards are made at a time on an executor, of up to 200 MiB each"));
  }

  @Test
  void resultsMustFitTheirLimits() {
    StateSize large = new StateSize(100_000_000, 200_000_000);
    List<Shortage> found =
        Shortages.of(shards(4, MIB), TASK, large, ClusterExamples.with(4, 1, 4 * GIB, GIB));

    assertThat(found)
        .filteredOn(one -> one.kind() == Kind.DOES_NOT_FIT)
        .extracting(Shortage::text)
        .satisfiesExactly(
            all ->
                assertThat(all)
                    .contains("1.12 GiB come to the driver in each round", "may have 1.00 GiB")
                    .contains("spark.driver.maxResultSize=1146m", "take a smaller model"),
            driver -> assertThat(driver).contains("the driver takes 6.71 GiB", "--driver-memory"));
  }

  /** Of whatever a training asks its cluster for it is known before the first round. */
  @Test
  void aLimitOfResultsIsEnoughWhereItIsWhatWasAdvised() {
    Pattern advice = Pattern.compile("maxResultSize=(\\d+)m");
    for (int seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StateSize state = new StateSize(random.nextLong(1, 20_000_000), random.nextLong(40_000_000));
      PlannedShards shards = shards(1 + random.nextInt(random.nextBoolean() ? 40 : 2000), MIB);
      long most = random.nextLong(1, 512) * MIB;
      List<String> refused = refused(shards, state, most);
      assertThat(refused)
          .as("seed %d", seed)
          .hasSize(
              AveragingPlace.of(
                              shards.shards().size(), state.bytes(), cluster(most).roomForResults())
                          .requiredResults()
                      > most
                  ? 1
                  : 0);
      for (String text : refused) {
        Matcher asked = advice.matcher(text);
        assertThat(asked.find()).as(text).isTrue();
        long enough = Long.parseLong(asked.group(1)) * MIB;
        assertThat(refused(shards, state, enough)).as("seed %d", seed).isEmpty();
        assertThat(enough).isLessThanOrEqualTo(state.bytes() + 2 * MIB);
      }
    }
  }

  private static List<String> refused(PlannedShards shards, StateSize state, long mostResult) {
    return Shortages.of(shards, TASK, state, cluster(mostResult)).stream()
        .filter(one -> one.kind() == Kind.DOES_NOT_FIT)
        .map(Shortage::text)
        .toList();
  }

  private static Cluster cluster(long mostResult) {
    return new Cluster(
        "yarn", Cluster.Kind.PROCESSES, 1, 1, 1, 1, 4096 * GIB, 0, 64 * GIB, 1, 1, mostResult);
  }

  @Test
  void whatTakesMoreThanAContainerHasBesideItsHeapIsTold() {
    TaskBytes wide = new TaskBytes(MIB, MIB, 300 * MIB);
    assertThat(Shortages.of(shards(4, MIB), wide, SMALL, ClusterExamples.processes(1, 2)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .contains("2 tasks of an executor may take 600 MiB outside of its heap")
                    .contains("spark.executor.memoryOverhead=751m"));
  }

  @Test
  void aShardThatAllWaitForIsTold() {
    List<PlannedShard> shards = new ArrayList<>(shards(4, MIB).shards());
    shards.set(2, new PlannedShard(2, 9, 3_000, 0, MIB, MIB));
    assertThat(
            Shortages.of(new PlannedShards(shards), TASK, SMALL, ClusterExamples.processes(4, 1)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .startsWith("the shard with most windows has 3,000, and the mean is 1,500"));
  }

  @Test
  void moreWindowsThanAShardCanHaveAreRefused() {
    assertThat(
            Shortages.of(
                new PlannedShards(List.of(new PlannedShard(0, 9, 3_000_000_000L, 0, MIB, MIB))),
                TASK,
                SMALL,
                ClusterExamples.processes(1, 1)))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .isEqualTo(
                        "shard 0 has 3,000,000,000 windows, and no shard can have more than 2,147,483,647; set training.shards higher"));
  }

  private static PlannedShards shards(int count, long heldBytes) {
    List<PlannedShard> shards = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      shards.add(new PlannedShard(number, 5, 1_000, 100, heldBytes, heldBytes));
    }
    return new PlannedShards(shards);
  }
}
