package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.PrunePlan.Fate;
import io.chronoshard.registry.PruneRules.Damaged;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * Removes versions that nobody needs any more, under the model's lock.
 *
 * <p>A version goes in three steps: a tombstone uses up its number, which hides it from readers; a
 * look sees to it that nobody has promoted it meanwhile and no run uses it, else the tombstone is
 * taken back; then its folder is moved away and deleted. Whoever promotes a version, or says that
 * he uses it, looks for its tombstone afterwards. So of two who meet at least one gives way, the
 * champion stays where it is, and nothing is removed under a run that says what it uses.
 */
public final class Pruning {

  private final Storage storage;
  private final VersionFolders versions;
  private final Tombstones tombstones;
  private final Promotions promotions;
  private final Supplier<List<RunFolder>> runs;
  private final Leftovers leftovers;
  private final Clock clock;

  /**
   * Of the versions of a model.
   *
   * @param runs the folders of the model's runs
   */
  Pruning(
      Storage storage,
      VersionFolders versions,
      Promotions promotions,
      Supplier<List<RunFolder>> runs,
      Leftovers leftovers,
      Clock clock) {
    this.storage = storage;
    this.versions = versions;
    this.tombstones = versions.tombstones();
    this.promotions = promotions;
    this.runs = runs;
    this.leftovers = leftovers;
    this.clock = clock;
  }

  /**
   * What would become of each version; changes nothing. A version is kept that any promotion names,
   * so that every rollback finds its version; that a run of this model uses which has not ended;
   * that is among the newest sound ones; that was asked for; or that is damaged, where those stay.
   * Where no version is the champion, all are kept.
   *
   * @throws StorageException where a promotion or a run's status cannot be read: it may name a
   *     version that is still needed
   */
  public PrunePlan plan(PruneRules rules) {
    List<Integer> numbers = versions.numbers();
    Map<Integer, String> damaged = damaged(numbers);
    List<Integer> sound = numbers.stream().filter(number -> !damaged.containsKey(number)).toList();
    Set<Integer> newest =
        Set.copyOf(sound.subList(Math.max(0, sound.size() - rules.newest()), sound.size()));
    Map<Integer, List<String>> used = used();
    boolean isPromoted = promotions.current().isPresent();
    List<Fate> fates = new ArrayList<>();
    for (int number : numbers) {
      List<String> reasons = new ArrayList<>();
      if (!isPromoted) {
        reasons.add("no version is the champion");
      }
      reasons.addAll(used.getOrDefault(number, List.of()));
      if (newest.contains(number)) {
        reasons.add("among the newest " + rules.newest());
      }
      if (rules.also().contains(number)) {
        reasons.add("asked for");
      }
      if (damaged.containsKey(number) && rules.damaged() == Damaged.KEPT) {
        reasons.add("damaged: " + damaged.get(number));
      }
      fates.add(new Fate(number, storage.size(versions.folder(number).path()), reasons));
    }
    return new PrunePlan(fates);
  }

  /**
   * Removes versions, and what processes that died long ago have left behind.
   *
   * @param lock the model's, which stays held
   * @return what became of each version
   * @throws io.chronoshard.error.BusyException where the lock was taken over; then a version is
   *     there or gone, and none is gone that was needed
   */
  public PrunePlan prune(PruneRules rules, ModelLock lock) {
    return lock.guarded(
        () -> {
          VersionUse.removeAbandoned(storage, runs.get(), leftovers.staging());
          mend(lock);
          List<Fate> planned = plan(rules).fates();
          planned.stream().filter(Fate::isRemoved).forEach(fate -> hide(fate.number(), lock));
          Map<Integer, List<String>> used = used();
          List<Fate> fates = planned.stream().map(fate -> done(fate, used, lock)).toList();
          leftovers.remove();
          return new PrunePlan(fates);
        });
  }

  /** Brings to its end what an earlier holder of the lock had begun. */
  private void mend(ModelLock lock) {
    List<Integer> hidden =
        tombstones.numbers().stream()
            .filter(number -> storage.isFolder(versions.folder(number).path()))
            .toList();
    if (!hidden.isEmpty()) {
      Map<Integer, List<String>> used = used();
      hidden.forEach(number -> finish(number, used, lock));
    }
  }

  private void hide(int number, ModelLock lock) {
    Path staged = lock.stage("tombstone");
    storage.writeThrough(
        new Path(staged, Tombstones.FILE),
        Json.bytes(
            new Tombstones.Stone(Tombstones.FORMAT, number, Operator.name(), clock.instant())));
    lock.publish(staged, tombstones.path(number));
  }

  private Fate done(Fate planned, Map<Integer, List<String>> used, ModelLock lock) {
    if (!planned.isRemoved()) {
      return planned;
    }
    finish(planned.number(), used, lock);
    return new Fate(
        planned.number(), planned.bytes(), used.getOrDefault(planned.number(), List.of()));
  }

  /**
   * Removes a version that has a tombstone; or the tombstone, where the version is needed.
   *
   * @param used what versions were needed for once it had its tombstone
   */
  private void finish(int number, Map<Integer, List<String>> used, ModelLock lock) {
    boolean isUsed = used.containsKey(number);
    lock.remove(isUsed ? tombstones.path(number) : versions.folder(number).path());
  }

  /** What is wrong with versions that cannot be read, by number. */
  private Map<Integer, String> damaged(List<Integer> numbers) {
    Map<Integer, String> damaged = new TreeMap<>();
    for (int number : numbers) {
      try {
        versions.folder(number).provenance();
      } catch (StorageException e) {
        damaged.put(number, String.valueOf(e.getMessage()));
      }
    }
    return damaged;
  }

  /** What versions are needed for, by number: promotions, of each the newest, and runs. */
  private Map<Integer, List<String>> used() {
    Map<Integer, String> promoted = new TreeMap<>();
    for (Promotion promotion : promotions.all()) {
      promoted.put(
          promotion.version(), String.format(Locale.ROOT, "promotion %d", promotion.number()));
    }
    Map<Integer, List<String>> used = new TreeMap<>();
    promotions.current().ifPresent(now -> reasons(used, now.version()).add("champion"));
    promoted.forEach((version, promotion) -> reasons(used, version).add(promotion));
    for (RunFolder run : runs.get()) {
      run.status()
          .filter(status -> status.state() == RunStatus.State.RUNNING)
          .flatMap(RunStatus::modelVersion)
          .ifPresent(version -> reasons(used, version).add("run " + run.runId()));
    }
    return used;
  }

  private static List<String> reasons(Map<Integer, List<String>> used, int version) {
    return used.computeIfAbsent(version, any -> new ArrayList<>());
  }
}
