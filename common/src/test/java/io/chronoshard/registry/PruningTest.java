package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.PrunePlan.Fate;
import io.chronoshard.registry.PruneRules.Damaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {

  private static final PruneRules NEWEST = new PruneRules(1, Set.of(), Damaged.KEPT);
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir private Path root;
  private ModelRegistry registry;

  @BeforeEach
  void publish() {
    registry = ModelRegistry.open(root.toString(), "pump", new Configuration());
    for (int i = 1; i <= 5; i++) {
      registry.publish(Versions.of("run-" + i, i));
    }
  }

  @Test
  void whatIsNeededIsKeptAndToldWhy() throws IOException {
    registry.promotions().promote(2);
    registry.promotions().promote(1);
    registry.promotions().promote(2);
    try (RunAttempt evaluation = registry.run("evaluate-a").begin("evaluate", "x", CLOCK)) {
      evaluation.uses(3);
    }
    try (RunAttempt ended = registry.run("evaluate-b").begin("evaluate", "x", CLOCK)) {
      ended.uses(4);
      ended.done(new RunResult(Map.of(), Map.of(), Optional.of(4), "done"));
    }

    PrunePlan plan = registry.pruning().plan(NEWEST);

    assertThat(plan.fates())
        .extracting(Fate::number, Fate::reasons)
        .containsExactly(
            tuple(1, "promotion 3"),
            tuple(2, "champion", "promotion 4"),
            tuple(3, "run evaluate-a"),
            tuple(4),
            tuple(5, "among the newest 1"));
    assertThat(plan.removed()).extracting(Fate::number).containsExactly(4);
    assertThat(plan.bytes()).isEqualTo(bytes(root.resolve("pump/v000004"))).isPositive();
    assertThat(registry.list().versions()).hasSize(5);
    assertThat(root.resolve("pump/locks")).doesNotExist();
  }

  @Test
  void theNewestAndWhatIsAskedForAreKept() {
    PrunePlan plan = registry.pruning().plan(new PruneRules(2, Set.of(3, 9), Damaged.KEPT));

    assertThat(plan.removed()).extracting(Fate::number).containsExactly(2);
    assertThat(plan.fates().get(2).reasons()).containsExactly("asked for");
    assertThat(registry.pruning().plan(new PruneRules(99, Set.of(), Damaged.KEPT)).removed())
        .isEmpty();
    assertThatThrownBy(() -> new PruneRules(0, Set.of(), Damaged.KEPT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsRemovedIsGoneAndItsNumberUsedUp() throws IOException {
    assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(2, 3, 4);

    assertThat(names(""))
        .containsExactly(".staging", "locks", "promotions", "pruned", "runs", "v000001", "v000005");
    assertThat(names("pruned")).containsExactly("000002", "000003", "000004");
    assertThat(Files.readString(root.resolve("pump/pruned/000003/pruned.json")))
        .startsWith("{\n  \"format\" : 1,\n")
        .contains("\"version\" : 3");
    assertThat(registry.list().versions()).extracting(VersionSummary::number).containsExactly(1, 5);
    assertThatThrownBy(() -> registry.number(new VersionChoice.Numbered(3)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there are 1, 5");
    assertThat(registry.versionOfRun("run-3")).isEmpty();
    assertThat(registry.publish(Versions.of("run-3", 3))).isEqualTo(6);
    assertThat(prune(new PruneRules(5, Set.of(), Damaged.KEPT)).removed()).isEmpty();
  }

  @Test
  void aNumberIsUsedUpEvenWhereItWasTheHighest() throws IOException {
    registry.promotions().promote(4);
    Files.delete(root.resolve("pump/v000005/provenance.json"));
    prune(new PruneRules(1, Set.of(), Damaged.REMOVED));

    assertThat(registry.list().unusable()).isEmpty();
    assertThat(registry.publish(Versions.of("run-6", 6))).isEqualTo(6);
  }

  @Test
  void damagedVersionsStayUnlessTheyAreToGo() throws IOException {
    Files.delete(root.resolve("pump/v000003/provenance.json"));
    Files.delete(root.resolve("pump/v000005/provenance.json"));
    Files.delete(root.resolve("pump/v000001/provenance.json"));

    PrunePlan kept = registry.pruning().plan(NEWEST);
    assertThat(kept.removed()).extracting(Fate::number).containsExactly(2);
    assertThat(kept.fates().get(2).reasons().get(0)).startsWith("damaged: cannot read file:");
    assertThat(kept.fates().get(3).reasons()).containsExactly("among the newest 1");

    PrunePlan removed = prune(new PruneRules(1, Set.of(), Damaged.REMOVED));
    assertThat(removed.removed()).extracting(Fate::number).containsExactly(2, 3, 5);
    assertThat(removed.fates().get(0).reasons()).containsExactly("champion", "promotion 1");
  }

  @Test
  void whereNoVersionIsTheChampionNoneIsRemoved() throws IOException {
    Files.delete(root.resolve("pump/promotions/000001/promotion.json"));
    Files.delete(root.resolve("pump/promotions/000001"));

    assertThat(prune(NEWEST).removed()).isEmpty();
    assertThat(registry.list().versions()).hasSize(5);
  }

  @Test
  void aPromotionThatCannotBeReadStopsIt() throws IOException {
    Files.writeString(root.resolve("pump/promotions/000001/promotion.json"), "{ cut");

    assertThatThrownBy(() -> prune(NEWEST)).isInstanceOf(StorageException.class);
    assertThat(names("")).contains("v000001", "v000002", "v000003", "v000004", "v000005");
  }

  /** As where the process ended between two steps. */
  @Test
  void whatWasBegunIsBroughtToItsEndOrTakenBack() throws IOException {
    registry.promotions().promote(3);
    stone(2);
    stone(3);
    assertThat(registry.champion()).contains(1);
    assertThat(registry.list().versions())
        .extracting(VersionSummary::number)
        .containsExactly(1, 4, 5);

    prune(new PruneRules(5, Set.of(), Damaged.KEPT));

    assertThat(names("pruned")).containsExactly("000002");
    assertThat(registry.champion()).contains(3);
    assertThat(names("")).doesNotContain("v000002").contains("v000003");
  }

  @Test
  void whatIsRemovedWhileItIsPromotedIsNotTheChampion() throws IOException {
    stone(3);
    Promotions promotions = registry.promotions();
    assertThatThrownBy(() -> promotions.promote(3)).isInstanceOf(ConfigurationException.class);

    // The tombstone comes after the look for the version, and before the promotion.
    Configuration meeting = new Configuration();
    Files.move(root.resolve("pump/pruned"), root.resolve("away"));
    ModelRegistry late =
        MeetingFileSystem.open(
            root, meeting, "promotions/000002", () -> move("away", "pump/pruned"));
    assertThatThrownBy(() -> late.promotions().promote(3))
        .isInstanceOf(BusyException.class)
        .hasMessage(
            "v000003 was removed while it was promoted, so the champion stays what it was; promote"
                + " another one");
    assertThat(registry.champion()).contains(1);
    prune(new PruneRules(5, Set.of(), Damaged.KEPT));
    assertThat(registry.champion()).contains(1);
    assertThat(registry.promotions().all()).extracting(Promotion::version).containsExactly(1, 3, 1);
  }

  @Test
  void whatARunElsewhereReadsIsKeptUntilItIsDone() throws IOException {
    try (VersionUse use = registry.use(3, "score", "score-x")) {
      assertThat(use).isNotNull();
      List<String> reasons = registry.pruning().plan(NEWEST).fates().get(2).reasons();
      assertThat(reasons).singleElement(STRING).matches("run score-x-[0-9a-f]{16}");
      assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(2, 4);
    }
    assertThat(users()).isEmpty();
    assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(3);
  }

  @Test
  void whatAProcessReadThatDiedIsKeptForADayAndNoLonger() throws IOException {
    registry.use(3, "score", "score-x");
    Path alive = root.resolve("pump/runs").resolve(users().get(0)).resolve("alive");
    long now = Files.getLastModifiedTime(alive).toMillis();

    Files.setLastModifiedTime(alive, FileTime.fromMillis(now - 23 * 3_600_000L));
    assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(2, 4);
    Files.setLastModifiedTime(alive, FileTime.fromMillis(now - 25 * 3_600_000L));
    assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(3);
    assertThat(users()).isEmpty();
  }

  @Test
  void whoReadsForLongSaysSoEachHourUntilHeIsDone() throws IOException {
    List<Runnable> living = new ArrayList<>();
    List<Duration> pauses = new ArrayList<>();
    List<VersionUse> uses = new ArrayList<>();
    FileTime longAgo = FileTime.fromMillis(0);
    Pace pace =
        new Pace() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void pause(Duration pause) {
            try {
              Path alive = root.resolve("pump/runs").resolve(users().get(0)).resolve("alive");
              assertThat(Files.getLastModifiedTime(alive)).isNotEqualTo(longAgo);
              Files.setLastModifiedTime(alive, longAgo);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            pauses.add(pause);
            if (pauses.size() == 3) {
              uses.get(0).close();
            }
          }

          @Override
          public void beside(String name, Runnable work) {
            living.add(work);
          }
        };
    uses.add(
        VersionUse.begin(registry.run("score-x"), "score", 3, java.time.Clock.systemUTC(), pace));
    living.get(0).run();

    assertThat(pauses)
        .containsExactly(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    assertThat(users()).isEmpty();
  }

  @Test
  void whatWasRemovedIsNotReadAndWhoWouldReadItIsTold() throws IOException {
    stone(3);
    assertThatThrownBy(() -> registry.use(3, "score", "score-x"))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("v000003 of ")
        .hasMessageContaining("was removed while this was about to read it");
    assertThat(users()).isEmpty();
    try (RunAttempt attempt =
        registry.run("evaluate-x").begin("evaluate", "i", java.time.Clock.systemUTC())) {
      assertThatThrownBy(() -> registry.use(3, attempt)).isInstanceOf(BusyException.class);
    }
  }

  @Test
  void ofTwoWhoReadUnderOneNameNeitherEndsTheOthersReading() throws IOException {
    try (VersionUse first = registry.use(3, "score", "score-x")) {
      assertThat(first).isNotNull();
      registry.use(3, "score", "score-x").close();
      assertThat(prune(NEWEST).removed()).extracting(Fate::number).containsExactly(2, 4);
    }
    assertThat(users()).isEmpty();
  }

  @Test
  void whoCannotTellWhetherTheVersionIsStillThereLeavesNoSignThatHeReadsIt() throws IOException {
    ModelRegistry failing =
        MeetingFileSystem.open(
            root,
            new Configuration(),
            "v000003",
            () -> {
              throw new IllegalStateException("as told");
            });

    assertThatThrownBy(() -> failing.use(3, "score", "score-x")).hasMessage("as told");
    assertThat(users()).isEmpty();
  }

  /** A run that ends takes its folder away between two requests of whoever looks at the runs. */
  @Test
  void aRunThatEndsWhileItIsLookedAtIsNone() {
    registry.use(3, "score", "score-x");
    ModelRegistry late =
        ModelRegistry.open(root.toString(), "pump", VanishingFileSystem.configuration());

    assertThat(late.pruning().plan(NEWEST).removed())
        .extracting(Fate::number)
        .containsExactly(2, 3, 4);
  }

  /** The run comes after the plan, and before the version is hidden. */
  @Test
  void whatARunBeginsToReadMeanwhileIsNotRemoved() throws IOException {
    ModelRegistry late =
        MeetingFileSystem.open(
            root, new Configuration(), "pruned/000003", () -> registry.use(3, "score", "score-x"));
    PrunePlan pruned;
    try (ModelLock lock = late.lock("models prune", Versions.LOCK)) {
      pruned = late.pruning().prune(NEWEST, lock);
    }

    assertThat(pruned.removed()).extracting(Fate::number).containsExactly(2, 4);
    assertThat(pruned.fates().get(2).reasons()).singleElement(STRING).startsWith("run score-x-");
    assertThat(names("pruned")).containsExactly("000002", "000004");
    assertThat(registry.version(new VersionChoice.Numbered(3)).number()).isEqualTo(3);
  }

  @Test
  void aStoppedPublisherDoesNotGetANumberThatWasUsedUpMeanwhile() throws IOException {
    ModelRegistry late =
        MeetingFileSystem.open(
            root,
            new Configuration(),
            "v000006",
            () -> {
              registry.publish(Versions.of("run-6", 6));
              registry.publish(Versions.of("run-7", 7));
              prune(NEWEST);
            });

    assertThat(late.publish(Versions.of("run-8", 8))).isEqualTo(8);
    assertThat(names("")).contains("v000007", "v000008").doesNotContain("v000006");
    assertThat(registry.versionOfRun("run-8")).contains(8);
    assertThat(registry.version(new VersionChoice.Latest()).contents().provenance().runId())
        .isEqualTo("run-8");
  }

  @Test
  void whoseLockWasTakenOverRemovesNothing() throws IOException {
    ModelLock first = lock();
    ModelLock second = lock();

    assertThatThrownBy(() -> registry.pruning().prune(NEWEST, first))
        .isInstanceOf(BusyException.class);
    assertThatThrownBy(
            () -> first.remove(new org.apache.hadoop.fs.Path(registry.path(), "v000003")))
        .isInstanceOf(BusyException.class);
    assertThat(registry.list().versions()).hasSize(5);
    first.close();
    second.close();
  }

  @Test
  void whatDeadProcessesHaveStagedGoesOnceItIsOld() throws IOException {
    Path staging = root.resolve("pump/.staging");
    for (String name : List.of("versions/run-x.1", "promotions/run-x.1", "locks/abc.1")) {
      for (String age : List.of("old", "new")) {
        Path folder = staging.resolve(name.replace(".1", "-" + age + ".1"));
        Files.createDirectories(folder.resolve("content"));
        Files.writeString(folder.resolve("content/file"), "");
        if (age.equals("old")) {
          Files.setLastModifiedTime(
              folder, FileTime.from(Instant.now().minus(Duration.ofHours(7 * 24 + 1))));
        }
      }
    }

    Files.setLastModifiedTime(
        Files.writeString(staging.resolve("probe-old"), ""),
        FileTime.from(Instant.now().minus(Duration.ofHours(7 * 24 + 1))));
    Files.writeString(staging.resolve("probe-new"), "");

    prune(NEWEST);

    assertThat(names(".staging/versions")).containsExactly("run-x-new.1");
    assertThat(names(".staging/promotions")).containsExactly("run-x-new.1");
    assertThat(names(".staging/locks")).containsExactly("abc-new.1");
    assertThat(names(".staging"))
        .containsExactlyInAnyOrder("versions", "promotions", "locks", "probe-new");
  }

  private PrunePlan prune(PruneRules rules) {
    try (ModelLock lock = lock()) {
      return registry.pruning().prune(rules, lock);
    }
  }

  /** Taken at once, or taken over. */
  private ModelLock lock() {
    return ModelLock.take(
        Storage.of(registry.path(), new Configuration()),
        registry.path(),
        "models prune",
        new LockSettings(Duration.ofSeconds(60), Duration.ZERO),
        new ModelLockTest.Waiting(() -> {}));
  }

  private void stone(int number) throws IOException {
    Path stone = root.resolve("pump/pruned/00000" + number);
    Files.createDirectories(stone);
    Files.writeString(stone.resolve("pruned.json"), "{}");
  }

  private void move(String from, String to) {
    try {
      Files.move(root.resolve(from), root.resolve(to));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static org.assertj.core.groups.Tuple tuple(int number, String... reasons) {
    return org.assertj.core.groups.Tuple.tuple(number, List.of(reasons));
  }

  /** Folders of those who say that they read a version. */
  private List<String> users() throws IOException {
    return names("runs").stream().filter(name -> name.startsWith("score-x")).toList();
  }

  private List<String> names(String of) throws IOException {
    return OutputFolderTest.names(root.resolve("pump").resolve(of));
  }
}
