package io.chronoshard.jobs.spark.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells which tasks all others wait for: those that take some times as long as the others of their
 * stage did, or those of the last stage that did the same; where nobody knows how long these take,
 * the longest of a stage; and stages of which nothing runs. Each is told again whenever it has
 * lasted twice as long.
 */
final class Stragglers {

  /** How many times as long as others. */
  private static final int TIMES = 3;

  /** As many times as what nobody needs to know of, where it is unknown how long others take. */
  private static final int TIMES_UNKNOWN = 6;

  private final long leastMillis;
  private final long silentMillis;

  /** When each was last told, by what it is. */
  private final Map<String, Long> told = new HashMap<>();

  /**
   * Of a training.
   *
   * @param leastMillis what lasts less is not told
   * @param silentMillis after how long without a sign of life an executor may be gone
   */
  Stragglers(long leastMillis, long silentMillis) {
    this.leastMillis = leastMillis;
    this.silentMillis = silentMillis;
  }

  /** What is to be told of a stage now. */
  List<String> of(StageView stage, long now) {
    List<String> texts = new ArrayList<>();
    long others = stage.othersMillis();
    for (RunningTask task : stage.running()) {
      long lasted = now - task.since();
      boolean isBehind = others > 0 && lasted >= TIMES * others;
      if ((isBehind || isSilent(task, now))
          && isDue(stage.job() + task.partition() + "@" + task.executor(), lasted)) {
        texts.add(text(stage, task, now));
      }
    }
    if (others == 0) {
      stage.running().stream()
          .min(Comparator.comparingLong(RunningTask::since))
          .filter(task -> now - task.since() >= TIMES_UNKNOWN * leastMillis)
          .filter(task -> !isSilent(task, now))
          .filter(task -> isDue(stage.job() + " at all", now - task.since()))
          .ifPresent(task -> texts.add(text(stage, task, now)));
    }
    int waiting = stage.tasks() - stage.doneMillis().size();
    if (stage.running().isEmpty() && waiting > 0 && isDue(stage.job(), now - stage.since())) {
      texts.add(
          String.format(
              Locale.ROOT,
              "%s: %d of %d tasks have waited for an executor for %s; none takes any",
              stage.job(),
              waiting,
              stage.tasks(),
              seconds(now - stage.since())));
    }
    return texts;
  }

  /** Forgets what was told of stages that are over. */
  void forget() {
    told.clear();
  }

  private boolean isDue(String what, long lasted) {
    long before = told.getOrDefault(what, 0L);
    boolean isDue = lasted >= Math.max(leastMillis, 2 * before);
    if (isDue) {
      told.put(what, lasted);
    }
    return isDue;
  }

  private boolean isSilent(RunningTask task, long now) {
    return now - task.signOfLife() >= silentMillis;
  }

  private String text(StageView stage, RunningTask task, long now) {
    return String.format(
        Locale.ROOT,
        "%s: %s %d is waited for, on executor %s (%s) for %s%s; %s",
        stage.job(),
        stage.parts(),
        task.partition(),
        task.executor(),
        task.host(),
        seconds(now - task.since()),
        stage.othersMillis() == 0 ? "" : ", where others took " + seconds(stage.othersMillis()),
        reason(stage, task, now));
  }

  private String reason(StageView stage, RunningTask task, long now) {
    long lasted = now - task.since();
    if (isSilent(task, now)) {
      return "the executor gave no sign of life for " + seconds(now - task.signOfLife());
    }
    if (task.isReturning()) {
      return "what it came to is being fetched";
    }
    if (2 * task.collectedMillis() >= lasted) {
      return "the executor spent "
          + seconds(task.collectedMillis())
          + " of it on garbage: give it more memory (--executor-memory)";
    }
    if (2 * task.fetchedMillis() >= lasted) {
      return "it waited " + seconds(task.fetchedMillis()) + " of it for data of other executors";
    }
    return task.isNear() || stage.parts() != StageView.Parts.SHARDS
        ? "it computes"
        : "it computes, and its shard lies in another executor or is built again";
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }
}
