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
 * look sees to it that nobody has promoted it meanwhile, else the tombstone is taken back; then its
 * folder is moved away and deleted. Whoever promotes a version looks for its tombstone afterwards.
 * So of two who meet at least one gives way, and the champion stays where it is.
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
          List<Promotion> known = new ArrayList<>();
          mend(known, lock);
          List<Fate> fates = new ArrayList<>();
          for (Fate fate : plan(rules).fates()) {
            fates.add(fate.isRemoved() ? removed(fate, known, lock) : fate);
          }
          leftovers.remove();
          return new PrunePlan(fates);
        });
  }

  /** Brings to its end what an earlier holder of the lock had begun. */
  private void mend(List<Promotion> known, ModelLock lock) {
    for (int number : tombstones.numbers()) {
      if (storage.isFolder(versions.folder(number).path())) {
        finish(number, known, lock);
      }
    }
  }

  private Fate removed(Fate fate, List<Promotion> known, ModelLock lock) {
    Path staged = lock.stage("tombstone");
    storage.writeThrough(
        new Path(staged, Tombstones.FILE),
        Json.bytes(
            new Tombstones.Stone(
                Tombstones.FORMAT, fate.number(), Operator.name(), clock.instant())));
    lock.publish(staged, tombstones.path(fate.number()));
    return finish(fate.number(), known, lock)
        ? fate
        : new Fate(fate.number(), fate.bytes(), List.of("promoted meanwhile"));
  }

  /**
   * Removes a version that has a tombstone; or the tombstone, where the version was promoted.
   *
   * @param known promotions that were read before; those that were made since come to them
   */
  private boolean finish(int number, List<Promotion> known, ModelLock lock) {
    known.addAll(promotions.after(known.isEmpty() ? 0 : known.get(known.size() - 1).number()));
    boolean isNamed = known.stream().anyMatch(promotion -> promotion.version() == number);
    lock.remove(isNamed ? tombstones.path(number) : versions.folder(number).path());
    return !isNamed;
  }

  /** What is wrong with versions that cannot be read, by number. */
  private Map<Integer, String> damaged(List<Integer> numbers) {
    Map<Integer, String> damaged = new TreeMap<>();
    for (int number : numbers) {
      try {
        versions.folder(number).requireFormat();
        versions.folder(number).provenance();
      } catch (StorageException e) {
        damaged.put(number, String.valueOf(e.getMessage()));
      }
    }
    return damaged;
  }

  /** What versions are needed for, by number: the champion first, then the latest promotion. */
  private Map<Integer, List<String>> used() {
    Map<Integer, List<String>> used = new TreeMap<>();
    promotions
        .current()
        .ifPresent(
            now -> used.computeIfAbsent(now.version(), any -> new ArrayList<>()).add("champion"));
    for (Promotion promotion : promotions.all()) {
      used.computeIfAbsent(promotion.version(), any -> new ArrayList<>())
          .add(String.format(Locale.ROOT, "promotion %d", promotion.number()));
    }
    runs.get().stream()
        .flatMap(run -> run.status().stream())
        .filter(status -> status.state() == RunStatus.State.RUNNING)
        .forEach(
            status ->
                status
                    .modelVersion()
                    .ifPresent(
                        version ->
                            used.computeIfAbsent(version, any -> new ArrayList<>())
                                .add("run " + status.runId())));
    return used;
  }
}
