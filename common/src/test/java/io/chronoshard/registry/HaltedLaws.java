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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/**
 * The process ends at its n-th change of the file system, for every n: a reader sees the old state
 * or the new one, and whoever comes next brings it to the same end.
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
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(12);
  }

  @Test
  void aPromotionIsInForceOrNotAndTheNextOneMakesItSo() throws IOException {
    Path three = threeVersions();
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = copy(three, "promote-" + changes);
      halted = Halting.halts(changes, () -> open(root, halting()).promotions().promote(2));

      ModelRegistry registry = open(root, working());
      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(halted ? List.of(Optional.of(1), Optional.of(2)) : List.of(Optional.of(2)));
      registry.promotions().promote(2);
      assertThat(registry.promotions().all())
          .as("halted at %d", changes)
          .extracting(Promotion::version)
          .containsExactly(1, 2);
    }
    assertThat(changes).as("changes").isGreaterThan(4);
  }

  @Test
  void aRollbackIsInForceOrNot() throws IOException {
    Path three = threeVersions();
    open(three, working()).promotions().promote(3);
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = copy(three, "rollback-" + changes);
      halted = Halting.halts(changes, () -> open(root, halting()).promotions().rollback());

      ModelRegistry registry = open(root, working());
      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(halted ? List.of(Optional.of(1), Optional.of(3)) : List.of(Optional.of(1)));
      if (registry.champion().equals(Optional.of(3))) {
        registry.promotions().rollback();
      }
      assertThat(registry.promotions().all())
          .as("halted at %d", changes)
          .extracting(Promotion::version)
          .containsExactly(1, 3, 1);
    }
    assertThat(changes).as("changes").isGreaterThan(4);
  }

  @Test
  void aVersionIsRemovedOrNotAndTheNextPruneCompletesIt() throws IOException {
    Path three = threeVersions();
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = copy(three, "prune-" + changes);
      halted = Halting.halts(changes, () -> prune(open(root, halting()), halting()));

      ModelRegistry registry = open(root, working());
      List<Integer> left = registry.list().versions().stream().map(VersionSummary::number).toList();
      assertThat(left).as("halted at %d", changes).isIn(List.of(1, 2, 3), List.of(1, 3));
      for (int number : left) {
        assertWhole(registry, number, changes);
      }
      assertThat(registry.champion()).as("halted at %d", changes).contains(1);
      prune(registry, working());
      assertThat(registry.list().versions())
          .as("halted at %d", changes)
          .extracting(VersionSummary::number)
          .containsExactly(1, 3);
      assertNothingIsLeft(registry, changes);
      assertThat(names(registry, "pruned")).as("halted at %d", changes).containsExactly("000002");
      assertThat(names(registry, ""))
          .as("halted at %d", changes)
          .containsExactly(
              ".staging", "locks", "promotions", "pruned", "runs", "v000001", "v000003");
      forget();
    }
    assertThat(changes).as("changes").isGreaterThan(12);
  }

  @Test
  void aTombstoneOfWhatWasPromotedIsTakenBackWheneverThatIsStopped() throws IOException {
    Path three = threeVersions();
    ModelRegistry promoted = open(three, working());
    promoted.promotions().promote(2);
    Storage storage = Storage.of(promoted.path(), working());
    Path stone = new Path(promoted.path(), "pruned/000002");
    storage.makeFolder(stone);
    storage.write(new Path(stone, "pruned.json"), "{}".getBytes(StandardCharsets.UTF_8));
    int changes = 0;
    for (boolean halted = true; halted; changes++) {
      Path root = copy(three, "withdraw-" + changes);
      halted = Halting.halts(changes, () -> prune(open(root, halting()), halting()));

      ModelRegistry registry = open(root, working());
      assertThat(registry.champion())
          .as("halted at %d", changes)
          .isIn(Optional.of(1), Optional.of(2));
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

  /** A registry that each round gets a copy of. */
  private Path threeVersions() {
    Path root = folder("three");
    ModelRegistry registry = open(root, working());
    for (int i = 1; i <= 3; i++) {
      registry.publish(Versions.of("run-" + i, i));
    }
    return root;
  }

  private Path copy(Path root, String name) throws IOException {
    Path copy = folder(name);
    FileSystem files = root.getFileSystem(working());
    FileUtil.copy(files, root, files, copy, false, working());
    return copy;
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

  private List<String> names(ModelRegistry registry, String of) {
    Path path = of.isEmpty() ? registry.path() : new Path(registry.path(), of);
    return Storage.of(path, working()).names(path);
  }
}
