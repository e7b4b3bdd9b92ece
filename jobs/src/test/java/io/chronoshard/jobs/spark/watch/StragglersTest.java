package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglersTest {

  private static final long START = 1_700_000_000_000L;

  private final Stragglers stragglers = new Stragglers(10_000, 25_000);

  private static RunningTask task(long signOfLife) {
    return new RunningTask(5, "2", "host-b", START, true, false, 0, 0, signOfLife);
  }

  private static StageView stage(long usualMillis, List<Long> doneMillis, RunningTask... running) {
    int tasks = doneMillis.size() + running.length;
    return new StageView(
        "epoch 3, round 7 of 9: train 4 shards",
        StageView.Parts.SHARDS,
        tasks,
        START,
        List.of(running),
        doneMillis,
        usualMillis);
  }

  /** The seconds at which something is told, looked at every second. */
  private List<Integer> told(int seconds, StageView stage) {
    List<Integer> told = new ArrayList<>();
    for (int second = 0; second <= seconds; second++) {
      if (!stragglers.of(stage, START + 1000L * second).isEmpty()) {
        told.add(second);
      }
    }
    return told;
  }

  @Test
  void whoIsFarBehindMostOthersIsToldAndAgainWhenItLastsTwiceAsLong() {
    StageView stage = stage(0, List.of(4000L, 5000L, 6000L), task(START + 200_000));
    assertThat(told(100, stage)).containsExactly(15, 30, 60);
    assertThat(new Stragglers(10_000, 25_000).of(stage, START + 15_000))
        .containsExactly(
            "epoch 3, round 7 of 9: train 4 shards: shard 5 is waited for, on executor 2 (host-b)"
                + " for 15.0 s, where others took 5.0 s; it computes");
  }

  @Test
  void whatTakesLittleTimeIsNotTold() {
    assertThat(told(30, stage(0, List.of(10L, 10L, 10L), task(START + 200_000))))
        .containsExactly(10, 20);
  }

  @Test
  void whereFewAreDoneItIsComparedWithTheRoundBefore() {
    RunningTask task = task(START + 200_000);
    assertThat(told(100, stage(8000, List.of(100L), task, task, task))).containsExactly(24, 48, 96);
  }

  @Test
  void whereNobodyKnowsHowLongOthersTakeTheLongestIsToldAfterAMinute() {
    RunningTask first =
        new RunningTask(4, "1", "host-a", START, true, false, 0, 0, START + 200_000);
    RunningTask later =
        new RunningTask(5, "2", "host-b", START + 1000, true, false, 0, 0, START + 200_000);
    StageView stage = stage(0, List.of(100L), later, first, later);
    assertThat(told(200, stage)).containsExactly(60, 120);
    assertThat(new Stragglers(10_000, 25_000).of(stage, START + 60_000))
        .containsExactly(
            "epoch 3, round 7 of 9: train 4 shards: shard 4 is waited for, on executor 1 (host-a)"
                + " for 60.0 s; it computes");
  }

  @Test
  void aTaskOfAnythingButShardsIsCalledATask() {
    RunningTask far = new RunningTask(5, "2", "host-b", START, false, false, 0, 0, START + 15_000);
    StageView stage =
        new StageView(
            "train: build 4 shards of blocks",
            StageView.Parts.OTHERS,
            3,
            START,
            List.of(far),
            List.of(4000L, 5000L),
            0);
    assertThat(stragglers.of(stage, START + 15_000))
        .containsExactly(
            "train: build 4 shards of blocks: task 5 is waited for, on executor 2 (host-b) for"
                + " 15.0 s, where others took 4.0 s; it computes");
  }

  @Test
  void anExecutorThatTellsNothingIsNamedWhateverOthersDo() {
    assertThat(stragglers.of(stage(0, List.of(), task(START + 1000)), START + 26_000))
        .containsExactly(
            "epoch 3, round 7 of 9: train 4 shards: shard 5 is waited for, on executor 2 (host-b)"
                + " for 26.0 s; the executor gave no sign of life for 25.0 s");
  }

  @Test
  void whatItWaitsForIsToldAsFarAsItIsKnown() {
    long now = START + 20_000;
    RunningTask task = task(now);
    assertThat(reason(task.told(now, 12_000, 0), now))
        .endsWith(
            "; the executor spent 12.0 s of it on garbage: give it more memory (--executor-memory)");
    assertThat(reason(task.told(now, 1000, 11_000), now))
        .endsWith("; it waited 11.0 s of it for data of other executors");
    assertThat(reason(task.returning(now), now)).endsWith("; what it came to is being fetched");
    assertThat(reason(new RunningTask(5, "2", "host-b", START, false, false, 0, 0, now), now))
        .endsWith("; it computes, and its shard lies in another executor or is built again");
  }

  private static String reason(RunningTask task, long now) {
    return new Stragglers(10_000, 25_000).of(stage(0, List.of(1000L, 1000L), task), now).get(0);
  }

  @Test
  void aStageThatNobodyWorksOnIsTold() {
    StageView stage =
        new StageView(
            "train: build 4 shards of blocks",
            StageView.Parts.OTHERS,
            4,
            START,
            List.of(),
            List.of(100L),
            0);
    assertThat(stragglers.of(stage, START + 9000)).isEmpty();
    assertThat(stragglers.of(stage, START + 10_000))
        .containsExactly(
            "train: build 4 shards of blocks: 3 of 4 tasks have waited for an executor for 10.0 s;"
                + " none takes any");
  }
}
