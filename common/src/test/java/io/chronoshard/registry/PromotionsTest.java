package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionsTest {

  private static final int VERSIONS = 4;

  @TempDir private Path root;
  private ModelRegistry registry;
  private Promotions promotions;

  @BeforeEach
  void publish() {
    registry = ModelRegistry.open(root.toString(), "pump", new Configuration());
    promotions = registry.promotions();
    for (int i = 1; i <= VERSIONS; i++) {
      registry.publish(Versions.of("run-" + i, i));
    }
  }

  @Test
  void aPromotionSaysWhoMadeWhichVersionTheChampion() throws IOException {
    Promotions.Change change = promotions.promote(3);

    assertThat(registry.champion()).contains(3);
    assertThat(promotions.current()).contains(change.now());
    assertThat(change.before()).contains(promotions.all().get(0));
    assertThat(change.now().number()).isEqualTo(2);
    assertThat(change.now().operator())
        .isEqualTo(UserGroupInformation.getCurrentUser().getShortUserName());
    assertThat(change.now().runId()).isEmpty();
    assertThat(promotions.all())
        .extracting(Promotion::runId)
        .containsExactly(Optional.of("run-1"), Optional.empty());
    assertThat(Files.readString(file(2)))
        .startsWith("{\n  \"format\" : 2,\n")
        .contains("\"version\" : 3", "\"restores\" : null");
    assertThat(OutputFolderTest.names(root.resolve("pump/.staging/promotions"))).isEmpty();
  }

  @Test
  void whatARunHasDecidedStaysWithItsPromotionAndNobodyChangesItUnseen() throws IOException {
    Map<String, String> decided = Map.of("why", "better by more than chance");
    ModelLock lock = lock(registry);
    Promotion now = promotions.promote(3, 1, "retrain-x", decided, lock).now();

    assertThat(now.runId()).contains("retrain-x");
    assertThat((Object) promotions.decision(now, Map.class)).isEqualTo(decided);
    assertThat(promotions.has("retrain-x", decided)).isTrue();
    assertThat(promotions.has("retrain-y", decided)).isFalse();
    assertThat(promotions.has("retrain-x", Map.of("why", "chance"))).isFalse();
    assertThatThrownBy(() -> promotions.promote(2, 1, "retrain-y", decided, lock))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("v000003 is the champion, not v000001 as was expected");
    lock.close();
    assertThat(promotions.rollback().now().version()).isEqualTo(1);
    assertThat(promotions.has("retrain-x", decided)).as("what was done stays done").isTrue();
    Path decision = file(2).resolveSibling("decision.json");
    Files.writeString(decision, Files.readString(decision).replace("chance", "change"));
    refused(
        () -> promotions.decision(now, Map.class),
        StorageException.class,
        "000002/promotion.json says was decided; promote again");
  }

  /** It is stopped while it reads the version, or when all that is left is to publish. */
  @Test
  void whoseLockIsTakenOverBeforeItPromotesHasPromotedNothing() throws IOException {
    for (String at : List.of("v000003/manifest.json", "promotions/000002")) {
      List<ModelLock> others = new ArrayList<>();
      ModelRegistry stopped =
          MeetingFileSystem.open(root, new Configuration(), at, () -> others.add(lock(registry)));
      ModelLock lock = lock(stopped);

      assertThatThrownBy(
              () -> stopped.promotions().promote(3, 1, "retrain-x", Map.of("why", at), lock))
          .as("taken over at %s", at)
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("was taken over by a test of ");
      assertThat(others).as("taken over at %s", at).hasSize(1);
      assertThat(promotions.all()).as("taken over at %s", at).hasSize(1);
      assertThat(registry.champion()).contains(1);
      others.get(0).requireHeld();
      others.get(0).close();
    }
  }

  private static ModelLock lock(ModelRegistry of) {
    return ModelLock.take(
        of.run("retrain-x").storage(),
        of.path(),
        "a test",
        new LockSettings(Duration.ofSeconds(60), Duration.ZERO),
        new ModelLockTest.Waiting(() -> {}));
  }

  /** As releases wrote it in whose promotions no run could say what it had decided. */
  @Test
  void aPromotionOfTheFormatBeforeCountsAsItDid() throws IOException {
    promotions.promote(2);
    Files.writeString(
        file(2),
        """
        {
          "format" : 1,
          "operator" : "ann",
          "promoted" : "2024-02-29T12:00:00.123Z",
          "restores" : null,
          "runId" : "run-3",
          "version" : 3
        }
        """);

    assertThat(promotions.current())
        .contains(
            new Promotion(
                2,
                3,
                Optional.empty(),
                Optional.of("run-3"),
                Optional.empty(),
                "ann",
                Instant.parse("2024-02-29T12:00:00.123Z")));
    assertThat(promotions.rollback().now().version()).isEqualTo(1);
    assertThat(registry.list().versions()).hasSize(VERSIONS);
  }

  @Test
  void theChampionIsNotPromotedAgain() {
    Promotions.Change change = promotions.promote(1);

    assertThat(change.before()).contains(change.now());
    assertThat(promotions.all()).hasSize(1);
    assertThat(promotions.promote(1, 1)).isEqualTo(change);
    assertThat(promotions.all()).hasSize(1);
  }

  @Test
  void aVersionTakesThePlaceOfTheExpectedChampionAlone() throws IOException {
    promotions.promote(2, 1);

    assertThatThrownBy(() -> promotions.promote(3, 1))
        .isInstanceOf(BusyException.class)
        .hasMessage(
            "v000002 is the champion, not v000001 as was expected, and nothing was changed;"
                + " look who promoted it, and promote again if that still holds");
    assertThat(registry.champion()).contains(2);
    assertThat(OutputFolderTest.names(root.resolve("pump/.staging/promotions"))).isEmpty();
  }

  @Test
  void aRollbackGoesBackToTheChampionBefore() {
    promotions.promote(2);
    promotions.promote(3);

    Promotions.Change back = promotions.rollback();
    assertThat(back.before().orElseThrow().version()).isEqualTo(3);
    assertThat(back.now().version()).isEqualTo(2);
    assertThat(back.now().restores()).contains(2);
    assertThat(promotions.rollback().now().version()).isEqualTo(1);
    assertThat(registry.champion()).contains(1);
    assertThat(promotions.all()).hasSize(5);

    assertThatThrownBy(promotions::rollback)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "no other version was the champion before v000001, so there is none to go back to;"
                + " promote the one that is to be used");
    assertThat(promotions.all()).hasSize(5);
  }

  /** As an editor undoes: what was undone is no longer before what comes next. */
  @Test
  void promotionsAndRollbacksAreAStack() {
    Deque<Integer> stack = new ArrayDeque<>(List.of(1));
    for (int seed = 0; seed < 10; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      for (int step = 0; step < 10; step++) {
        if (random.nextInt(10) < 5 + seed % 2) {
          int version = 1 + random.nextInt(VERSIONS);
          promotions.promote(version);
          if (stack.element() != version) {
            stack.push(version);
          }
        } else if (stack.size() == 1) {
          assertThatThrownBy(promotions::rollback).isInstanceOf(ConfigurationException.class);
        } else {
          promotions.rollback();
          stack.pop();
        }
        assertThat(registry.champion())
            .as("seed %d, step %d", seed, step)
            .contains(stack.element());
      }
    }
  }

  @Test
  void aPromotionWhoseVersionIsGoneCountsForNothing() throws IOException {
    promotions.promote(2);
    promotions.promote(3);
    promotions.promote(4);
    remove(4);

    assertThat(registry.champion()).contains(3);
    remove(2);
    assertThat(promotions.rollback().now().version()).isEqualTo(1);
    assertThat(registry.champion()).contains(1);
    assertThat(promotions.promote(3).now().number()).isEqualTo(6);
  }

  @Test
  void whereNoVersionIsLeftThatWasPromotedThereIsNoChampion() throws IOException {
    remove(1);

    assertThat(registry.champion()).isEmpty();
    assertThatThrownBy(promotions::rollback)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was promoted yet; there are 2 to 4, choose latest or one of them");
    assertThatThrownBy(() -> promotions.promote(2, 1))
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("no version is the champion, not v000001 as was expected");
    assertThat(promotions.promote(2).before()).isEmpty();
    assertThat(registry.champion()).contains(2);
  }

  @Test
  void onlyAVersionThatIsThereAndWholeIsPromoted() throws IOException {
    Files.write(root.resolve("pump/v000003/model.zip"), new byte[3]);

    refused(() -> promotions.promote(5), ConfigurationException.class, "there are 1 to 4");
    refused(() -> promotions.promote(3), StorageException.class, "does not match its manifest");
    assertThat(promotions.all()).hasSize(1);
  }

  @Test
  void aVersionThatIsDamagedIsNotGoneBackTo() throws IOException {
    promotions.promote(2);
    Files.write(root.resolve("pump/v000001/model.zip"), new byte[3]);

    refused(promotions::rollback, StorageException.class, "does not match its manifest");
    assertThat(registry.champion()).contains(2);
  }

  @Test
  void aPromotionThatCannotBeReadIsToldAndAnotherOneMends() throws IOException {
    promotions.promote(2);
    String whole = Files.readString(file(2));

    Files.writeString(file(2), whole.replace("\"format\" : 2", "\"format\" : 3"));
    refused(
        registry::champion,
        StorageException.class,
        "was written by a newer release (format 3; this one reads 2): promote a version again, or use that release");
    Files.writeString(file(2), whole.replace("\"format\" : 2,", ""));
    refused(registry::champion, StorageException.class, "format without a number");
    Files.writeString(file(2), whole.replace("\"restores\" : null", "\"restores\" : 2"));
    refused(
        registry::champion,
        StorageException.class,
        "is damaged: promotion 2 cannot go back to promotion 2; promote a version again");
    assertThat(promotions.promote(3).now().number()).isEqualTo(3);
    assertThat(registry.champion()).contains(3);
  }

  @Test
  void promotersThatMeetGetNumbersWithoutGapsAndNobodyIsOverruledUnseen() throws Exception {
    int promoters = 16;
    ExecutorService threads = Executors.newFixedThreadPool(promoters);
    try {
      List<Callable<Optional<Integer>>> calls = new ArrayList<>();
      IntStream.range(0, promoters).forEach(i -> calls.add(() -> replaceChampion(i)));
      List<Integer> replaced = new ArrayList<>();
      for (Future<Optional<Integer>> one : threads.invokeAll(calls)) {
        one.get().ifPresent(replaced::add);
      }

      List<Promotion> all = promotions.all();
      assertThat(all)
          .extracting(Promotion::number)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size()).boxed().toList());
      assertThat(replaced)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().limit(all.size() - 1L).map(Promotion::version).toList());
      assertThat(OutputFolderTest.names(root.resolve("pump/.staging/promotions"))).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Promotes another version than the champion in its place; tells which it was. */
  private Optional<Integer> replaceChampion(int promoter) {
    int champion = registry.champion().orElseThrow();
    int other = 1 + (champion + promoter % (VERSIONS - 1)) % VERSIONS;
    try {
      Promotions.Change change = promotions.promote(other, champion);
      assertThat(change.before().orElseThrow().version()).isEqualTo(champion);
      return Optional.of(champion);
    } catch (BusyException e) {
      return Optional.empty();
    }
  }

  private static void refused(
      ThrowingCallable call, Class<? extends Exception> kind, String message) {
    assertThatThrownBy(call).isInstanceOf(kind).hasMessageContaining(message);
  }

  private Path file(int promotion) {
    return root.resolve("pump/promotions").resolve("00000" + promotion).resolve("promotion.json");
  }

  private void remove(int version) throws IOException {
    Files.move(root.resolve("pump").resolve("v00000" + version), root.resolve("gone-" + version));
  }
}
