package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.registry.PruneRules.Damaged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/**
 * The process ends at its n-th change of the file system, for every n: a reader sees the old state
 * or the new one, and whoever comes next brings it to the same end. What was staged and never
 * published may lie there for a week; the first prune after that removes it.
 */
abstract class HaltedLaws {

  private static final LockSettings SETTINGS =
      new LockSettings(Duration.ofSeconds(60), Duration.ZERO);
  private static final PruneRules NEWEST = new PruneRules(1, Set.of(), Damaged.KEPT);

  private final VersionContents contents = Versions.of("run-a", 1);
  private final List<ModelLock> taken = new ArrayList<>();

  /** An empty folder. */
  abstract Path folder(String name);

  /** The file system as it is. */
  abstract Configuration working();

  /** The same, until it is halted. */
  abstract Configuration halting();

  @Test
  void aVersionIsThereWholeOrNotAtAllAndTheNextRunCompletesIt() throws IOException {
    publishes("alone", registry -> registry.publish(contents));
  }

  @Test
  void aVersionUnderTheLockIsThereWholeOrNotAtAll() throws IOException {
    publishes(
        "locked",
        registry -> {
          try (ModelLock lock = lock(registry, halting())) {
            return registry.publish(contents, List.of(), lock);
          }
        });
  }

  private interface Publish {

    int by(ModelRegistry registry);
  }

  private void publishes(String how, Publish publish) throws IOException {
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = folder(how + "-" + changes);
      halted = Halting.halts(changes, () -> publish.by(open(root, halting())));

      ModelRegistry registry = open(root, working());
      Optional<Integer> found = registry.versionOfRun("run-a");
      assertThat(found).as("halted at %d", changes).isIn(Optional.empty(), Optional.of(1));
      assertThat(registry.champion()).isIn(Optional.empty(), found);
      if (found.isPresent()) {
        assertWhole(registry, 1, changes);
      }
      assertThat(publish.by(registry)).as("halted at %d", changes).isEqualTo(1);
      assertThat(registry.list().versions()).as("halted at %d", changes).hasSize(1);
      assertThat(registry.champion()).as("halted at %d", changes).contains(1);
      assertWhole(registry, 1, changes);
      assertOldIsPruned(registry, changes);
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(12);
  }

  @Test
  void aPromotionIsInForceOrNotAndTheNextOneMakesItSo() throws IOException {
    Path root = threeVersions("promote");
    ModelRegistry registry = open(root, working());
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      int old = registry.champion().orElseThrow();
      int fresh = 3 - old;
      halted = Halting.halts(changes, () -> open(root, halting()).promotions().promote(fresh));

      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(halted ? Set.of(Optional.of(old), Optional.of(fresh)) : Set.of(Optional.of(fresh)));
      registry.promotions().promote(fresh);
      assertThat(registry.champion()).as("halted at %d", changes).contains(fresh);
      assertThat(registry.promotions().all())
          .as("halted at %d", changes)
          .extracting(Promotion::number)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, changes + 2).boxed().toList());
    }
    assertThat(changes).as("changes").isGreaterThan(4);
    assertThat(names(registry, ".staging/promotions")).hasSizeBetween(1, changes);
    assertOldIsPruned(registry, changes);
  }

  @Test
  void aRollbackIsInForceOrNot() throws IOException {
    Path root = threeVersions("rollback");
    ModelRegistry registry = open(root, working());
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      registry.promotions().promote(3);
      halted = Halting.halts(changes, () -> open(root, halting()).promotions().rollback());

      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(halted ? Set.of(Optional.of(1), Optional.of(3)) : Set.of(Optional.of(1)));
      if (registry.champion().equals(Optional.of(3))) {
        registry.promotions().rollback();
      }
      assertThat(registry.champion()).as("halted at %d", changes).contains(1);
      assertThat(registry.promotions().all())
          .as("halted at %d", changes)
          .hasSize(1 + 2 * (changes + 1));
    }
    assertThat(changes).as("changes").isGreaterThan(4);
    assertThat(names(registry, ".staging/promotions")).hasSizeBetween(1, changes);
    assertOldIsPruned(registry, changes);
  }

  @Test
  void aVersionIsRemovedOrNotAndTheNextPruneCompletesIt() throws IOException {
    Path root = threeVersions("prune");
    ModelRegistry registry = open(root, working());
    prune(registry, working());
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      int old = 3 + changes;
      int fresh = registry.publish(Versions.of("run-" + (old + 1), old + 1));
      assertThat(fresh).isEqualTo(old + 1);
      halted = Halting.halts(changes, () -> prune(open(root, halting()), halting()));

      List<Integer> left = numbers(registry);
      assertThat(left)
          .as("halted at %d", changes)
          .isIn(
              halted
                  ? Set.of(List.of(1, old, fresh), List.of(1, fresh))
                  : Set.of(List.of(1, fresh)));
      for (int number : left) {
        assertWhole(registry, number, changes);
      }
      assertThat(registry.champion()).as("halted at %d", changes).contains(1);
      prune(registry, working());
      assertThat(numbers(registry)).as("halted at %d", changes).containsExactly(1, fresh);
      assertThat(names(registry, "").stream().filter(name -> name.startsWith("v")))
          .as("halted at %d", changes)
          .hasSize(2);
      assertThat(names(registry, "pruned")).as("halted at %d", changes).hasSize(old - 1);
      assertNothingIsLeft(registry, changes);
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(12);
  }

  @Test
  void aTombstoneOfWhatWasPromotedIsTakenBackWheneverThatIsStopped() throws IOException {
    Path root = threeVersions("withdraw");
    ModelRegistry registry = open(root, working());
    registry.promotions().promote(2);
    Storage storage = Storage.of(registry.path(), working());
    Path stone = new Path(registry.path(), "pruned/000002");
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      storage.makeFolder(stone);
      storage.write(new Path(stone, "pruned.json"), "{}".getBytes(StandardCharsets.UTF_8));
      halted = Halting.halts(changes, () -> prune(open(root, halting()), halting()));

      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(halted ? Set.of(Optional.of(1), Optional.of(2)) : Set.of(Optional.of(2)));
      prune(registry, working());
      assertThat(registry.champion()).as("halted at %d", changes).contains(2);
      assertWhole(registry, 2, changes);
      assertThat(names(registry, "pruned")).as("halted at %d", changes).isEmpty();
      assertNothingIsLeft(registry, changes);
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(8);
  }

  @Test
  void aLockIsTakenOverOrNotAndTheNextOneTakesIt() throws IOException {
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = folder("takeover-" + changes);
      ModelRegistry registry = open(root, working());
      ModelLock dead = lock(registry, working());
      Path staged = dead.stage("version");
      Storage.of(staged, working())
          .write(new Path(staged, "half"), "half".getBytes(StandardCharsets.UTF_8));
      halted = Halting.halts(changes, () -> lock(open(root, halting()), halting()));

      ModelLock next = lock(registry, working());
      assertThat(next.number()).as("halted at %d", changes).isBetween(2, 3);
      assertThatThrownBy(() -> dead.publish(staged, new Path(registry.path(), "v000001")))
          .as("halted at %d", changes)
          .isInstanceOf(BusyException.class);
      assertThat(registry.publish(contents, List.of(), next))
          .as("halted at %d", changes)
          .isEqualTo(1);
      next.close();
      assertThat(names(registry, "locks")).as("halted at %d", changes).hasSize(1);
      assertNothingIsLeft(registry, changes);
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(6);
  }

  private static ModelRegistry open(Path root, Configuration hadoop) {
    return ModelRegistry.open(root.toString(), "pump", hadoop);
  }

  /** Taken at once, or after the virtual time that a takeover lasts; gives no sign of life. */
  private ModelLock lock(ModelRegistry registry, Configuration hadoop) {
    ModelLock lock =
        ModelLock.take(
            Storage.of(registry.path(), hadoop),
            registry.path(),
            "a test",
            SETTINGS,
            new ModelLockTest.Waiting(() -> {}));
    taken.add(lock);
    return lock;
  }

  /** Nothing is left to be given back at the end of the process. */
  private void forget() {
    taken.forEach(ModelLock::close);
    taken.clear();
  }

  private void prune(ModelRegistry registry, Configuration hadoop) {
    try (ModelLock lock = lock(registry, hadoop)) {
      registry.pruning().prune(NEWEST, lock);
    }
  }

  private Path threeVersions(String name) {
    Path root = folder(name);
    ModelRegistry registry = open(root, working());
    for (int i = 1; i <= 3; i++) {
      registry.publish(Versions.of("run-" + i, i));
    }
    return root;
  }

  private static List<Integer> numbers(ModelRegistry registry) {
    return registry.list().versions().stream().map(VersionSummary::number).toList();
  }

  private void assertWhole(ModelRegistry registry, int number, int changes) {
    assertThat(registry.version(new VersionChoice.Numbered(number)).contents().provenance().seed())
        .as("halted at %d", changes)
        .isEqualTo(number);
  }

  private void assertNothingIsLeft(ModelRegistry registry, int changes) {
    assertThat(names(registry, ".staging/fenced")).as("halted at %d", changes).isEmpty();
    for (String lock : names(registry, "locks")) {
      for (String name : names(registry, "locks/" + lock)) {
        if (Claim.isWork(name)) {
          assertThat(names(registry, "locks/" + lock + "/" + name))
              .as("halted at %d", changes)
              .isEmpty();
        }
      }
    }
  }

  /** What was staged by processes that have ended is gone after a prune, once it is old. */
  private void assertOldIsPruned(ModelRegistry registry, int changes) throws IOException {
    List<String> kinds = List.of(".staging/versions", ".staging/promotions", ".staging/locks");
    for (String kind : kinds) {
      for (String name : names(registry, kind)) {
        Path left = new Path(registry.path(), kind + "/" + name);
        left.getFileSystem(working()).setTimes(left, 0, -1);
      }
    }
    prune(registry, working());
    for (String kind : kinds) {
      assertThat(names(registry, kind)).as("%s, halted at %d", kind, changes).isEmpty();
    }
    assertNothingIsLeft(registry, changes);
  }

  private List<String> names(ModelRegistry registry, String of) {
    Path path = of.isEmpty() ? registry.path() : new Path(registry.path(), of);
    return Storage.of(path, working()).names(path);
  }
}
