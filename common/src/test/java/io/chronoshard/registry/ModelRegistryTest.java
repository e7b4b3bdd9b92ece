package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.kernel.Updater;
import io.chronoshard.kernel.Updater.Sgd.Look;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.registry.VersionSummary.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {

  private static final VersionChoice LATEST = new VersionChoice.Latest();
  private static final VersionChoice CHAMPION = new VersionChoice.Champion();

  @TempDir private Path root;

  @Test
  void aVersionLiesInAFolderOfItsNumberWithAllItsFiles() throws IOException {
    assertThat(registry().publish(Versions.of("run-a", 1))).isEqualTo(1);
    assertThat(registry().publish(Versions.of("run-b", 2))).isEqualTo(2);

    Path model = root.resolve("pump");
    assertThat(OutputFolderTest.names(model))
        .containsExactly(".staging", "promotions", "runs", "v000001", "v000002");
    assertThat(OutputFolderTest.names(model.resolve("runs/run-b")))
        .containsExactly("publishing.json", "version.json");
    assertThat(OutputFolderTest.names(model.resolve("v000002")))
        .containsExactly(
            "manifest.json",
            "members.json",
            "metrics.json",
            "model.zip",
            "pipeline.json",
            "provenance.json",
            "samples.json");
    assertThat(OutputFolderTest.names(model.resolve("promotions"))).containsExactly("000001");
    assertThat(OutputFolderTest.names(model.resolve("promotions/000001")))
        .containsExactly("promotion.json");
    assertThat(nothingIsStaged()).isTrue();
  }

  @Test
  void aVersionComesBackAsItWasPublished() {
    VersionContents published = Versions.of("run-a", 5);
    registry().publish(published);

    ModelVersion version = registry().version(LATEST);
    assertThat(version.number()).isEqualTo(1);
    VersionContents contents = version.contents();
    assertThat(contents.pipeline()).isEqualTo(published.pipeline());
    assertThat(contents.metrics()).isEqualTo(published.metrics());
    assertThat(contents.provenance()).isEqualTo(published.provenance());
    assertThat(Json.bytes(contents.samples())).isEqualTo(Json.bytes(published.samples()));
    same(contents.network(), published.network());
  }

  @Test
  void severalNetworksComeBackWithTheirWeights() throws IOException {
    registry().publish(Versions.ensemble("run-a", 5));

    assertThat(OutputFolderTest.names(root.resolve("pump/v000001")))
        .contains("member-000002.zip", "member-000003.zip");
    VersionContents contents = registry().version(LATEST).contents();
    List<Member> published = Versions.ensemble("run-a", 5).members();
    for (int i = 0; i < 3; i++) {
      Member member = contents.members().get(i);
      same(member.network(), published.get(i).network());
      assertThat(member.weight()).isEqualTo(published.get(i).weight());
      assertThat(member.seed()).isEqualTo(published.get(i).seed());
    }
  }

  @Test
  void aDamagedNetworkOfSeveralIsNamed() throws IOException {
    registry().publish(Versions.ensemble("run-a", 5));
    Path version = root.resolve("pump/v000001");
    Path second = version.resolve("member-000002.zip");
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    Files.write(second, bytes);

    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("file:" + second + " does not match its manifest");
  }

  @Test
  void networksAndWeightsMakeTheHash() {
    List<Member> members = Versions.ensemble("run-a", 5).members();
    Member first = members.get(0);
    String hash = ModelHash.of("{}", members);

    assertThat(ModelHash.of("{}", List.of(members.get(1), first, members.get(2))))
        .isNotEqualTo(hash);
    assertThat(
            ModelHash.of(
                "{}",
                List.of(
                    new Member(first.network(), first.seed(), 0.75),
                    members.get(1),
                    members.get(2))))
        .isNotEqualTo(hash);
    assertThat(ModelHash.of("{}", List.of(first))).isEqualTo(ModelHash.of("{}", first.network()));
  }

  @Test
  void modelZipOpensWithPlainDeeplearning4j() throws IOException {
    ModelNetwork network = Versions.network(3);
    registry().publish(Versions.of("run-a", 3, network));

    MultiLayerNetwork opened =
        ModelSerializer.restoreMultiLayerNetwork(root.resolve("pump/v000001/model.zip").toFile());

    same(new StackNetwork(opened), network);
    assertThat(opened.updaterState().toFloatVector()).isNotEmpty();
    assertThat(opened.getIterationCount()).isEqualTo(network.iteration());
  }

  @Test
  void aNetworkWithoutUpdaterStateIsPublishedToo() {
    ModelNetwork network = Versions.network(3, new Updater.Sgd(0.01, 0, Look.HERE));
    registry().publish(Versions.of("run-a", 3, network));

    assertThat(registry().version(LATEST).contents().network().parameters().toFloatVector())
        .isEqualTo(network.parameters().toFloatVector());
  }

  @Test
  void theFirstVersionIsTheChampionAndStaysIt() {
    assertThat(registry().champion()).isEmpty();
    registry().publish(Versions.of("run-a", 1));
    registry().publish(Versions.of("run-b", 2));

    assertThat(registry().champion()).contains(1);
    assertThat(registry().number(CHAMPION)).isEqualTo(1);
    assertThat(registry().number(LATEST)).isEqualTo(2);
    assertThat(registry().number(new VersionChoice.Numbered(2))).isEqualTo(2);
  }

  @Test
  void aRepeatedRunFindsItsVersion() {
    registry().publish(Versions.of("run-a", 1));
    registry().publish(Versions.of("run-b", 2));

    assertThat(registry().publish(Versions.of("run-a", 1))).isEqualTo(1);
    assertThat(registry().versionOfRun("run-b")).contains(2);
    assertThat(registry().versionOfRun("run-c")).isEmpty();
    assertThat(registry().list().versions()).hasSize(2);
  }

  @Test
  void aRunThatHasPublishedOneModelIsNotSaidToHavePublishedAnother() {
    registry().publish(Versions.of("run-a", 1));

    assertThatThrownBy(() -> registry().publish(Versions.of("run-a", 2)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "run run-a has published another model already, as file:"
                + root.resolve("pump/v000001")
                + ", which stays as it is; nothing was published, choose another run.id");
    assertThat(registry().numbers()).containsExactly(1);
    assertThat(registry().publish(Versions.of("run-a", 1))).isEqualTo(1);
  }

  @Test
  void aRunFindsItsVersionWithoutLookingAtTheOthers() throws IOException {
    for (int i = 1; i <= 3; i++) {
      registry().publish(Versions.of("run-" + i, i));
    }
    Path run = root.resolve("pump/runs/run-2");
    Path version = run.resolve("version.json");
    assertThat(Files.readString(version)).contains("\"format\" : 1", "\"version\" : 2");

    Files.writeString(version, "{\"format\": 1, \"version\": 3}");
    assertThat(registry().versionOfRun("run-2")).contains(2);
    Files.delete(version);
    assertThat(registry().versionOfRun("run-2")).contains(2);
    assertThat(registry().publish(Versions.of("run-2", 2))).isEqualTo(2);
    assertThat(Files.readString(version)).contains("\"version\" : 2");
    Files.move(root.resolve("pump/v000002"), root.resolve("away"));
    assertThat(registry().versionOfRun("run-2")).isEmpty();
    assertThat(registry().publish(Versions.of("run-2", 2))).isEqualTo(4);
    assertThat(registry().versionOfRun("run-2")).contains(4);

    Files.writeString(version, "{\"format\": 2}");
    assertThatThrownBy(() -> registry().versionOfRun("run-2"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("was written by a newer release (format 2; this one reads 1)");
  }

  @Test
  void aVersionIsPublishedUnderTheLock() throws IOException {
    try (ModelLock lock = lock("run-a")) {
      assertThat(registry().publish(Versions.of("run-a", 1), List.of(), lock)).isEqualTo(1);
      assertThat(registry().publish(Versions.of("run-a", 1), List.of(), lock)).isEqualTo(1);
      assertThat(registry().publish(Versions.of("run-b", 2), List.of(), lock)).isEqualTo(2);
    }
    assertThat(registry().version(LATEST).contents().provenance())
        .isEqualTo(Versions.of("run-b", 2).provenance());
    assertThat(registry().champion()).contains(1);
    assertThat(nothingIsStaged()).isTrue();
  }

  @Test
  void whoseLockWasTakenOverPublishesNothing() throws IOException {
    ModelLock first = lock("run-a");
    ModelLock second = lock("run-b");

    assertThatThrownBy(() -> registry().publish(Versions.of("run-a", 1), List.of(), first))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining(
            "lock 1 of file:" + root.resolve("pump") + " was taken over by run-b");
    assertThat(registry().list().versions()).isEmpty();
    assertThat(registry().publish(Versions.of("run-b", 2), List.of(), second)).isEqualTo(1);
    first.close();
    second.close();
  }

  @Test
  void whoseLockIsTakenOverInTheMiddleOfItPublishesNothing() throws IOException {
    ModelLock first = lock("run-a");
    List<ModelLock> others = new ArrayList<>();
    Iterable<SeriesModel> series =
        () -> {
          others.add(lock("run-b"));
          return Collections.emptyIterator();
        };

    assertThatThrownBy(() -> registry().publish(Versions.of("run-a", 1), series, first))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("nothing that it does takes effect any more");
    assertThat(registry().list().versions()).isEmpty();
    assertThat(registry().versionOfRun("run-a")).isEmpty();
    first.close();
    others.get(0).requireHeld();
    others.get(0).close();
    assertThat(nothingIsStaged()).isTrue();
  }

  @Test
  void whoseLockWasTakenOverNoLongerSaysHowItsRunStands() throws IOException {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    ModelLock first = lock("run-a");
    RunFolder old = registry().run("run-a").under(first);
    try (RunAttempt stopped = old.begin("train", "identity", clock)) {
      ModelLock second = lock("run-a");
      RunFolder mine = registry().run("run-a").under(second);
      try (RunAttempt attempt = mine.begin("train", "identity", clock)) {
        assertThat(attempt.number()).isEqualTo(2);
        attempt.done(new RunResult(Map.of(), Map.of(), Optional.of(1), "done"));
      }
      assertThatThrownBy(() -> stopped.failed(5, "taken over")).isInstanceOf(BusyException.class);
      second.close();
    }
    assertThat(registry().run("run-a").status().orElseThrow().message()).isEqualTo("done");
    assertThat(OutputFolderTest.names(root.resolve("pump/runs/run-a")))
        .containsExactly("events", "status.json");
  }

  @Test
  void aRunThatWasStoppedBetweenVersionAndPromotionPromotesWhenItIsRepeated() throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Files.delete(root.resolve("pump/promotions/000001/promotion.json"));
    Files.delete(root.resolve("pump/promotions/000001"));

    assertThatThrownBy(() -> registry().number(CHAMPION))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no version of the model \"pump\"")
        .hasMessageContaining(
            "was promoted yet; there is version 1 alone, choose latest or one of them");
    registry().publish(Versions.of("run-b", 2));

    assertThat(registry().champion()).contains(1);
  }

  @Test
  void publishersThatMeetGetNumbersWithoutGapsOrRepeats() throws Exception {
    int publishers = 24;
    List<VersionContents> contents =
        IntStream.range(0, publishers).mapToObj(i -> Versions.of("run-" + i, i)).toList();
    List<Callable<Integer>> calls = new ArrayList<>();
    contents.forEach(one -> calls.add(() -> registry().publish(one)));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Integer> numbers = new ArrayList<>();
      for (Future<Integer> number : threads.invokeAll(calls)) {
        numbers.add(number.get());
      }

      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, publishers).boxed().toList());
      for (int i = 0; i < publishers; i++) {
        VersionChoice choice = new VersionChoice.Numbered(numbers.get(i));
        assertThat(registry().version(choice).contents().provenance())
            .isEqualTo(contents.get(i).provenance());
      }
      assertThat(registry().champion()).contains(1);
      assertThat(nothingIsStaged()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(VersionFile.class)
  void aFileThatDoesNotMatchItsManifestIsNamed(VersionFile file) throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Path path = root.resolve("pump/v000001").resolve(file.fileName());
    byte[] content = Files.readAllBytes(path);
    content[content.length / 2] ^= 1;
    Files.write(path, content);

    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("file:" + path + " does not match its manifest: SHA-256 ")
        .hasMessageEndingWith("the version is damaged, choose another one or bring the file back");
  }

  @ParameterizedTest
  @EnumSource(VersionFile.class)
  void aFileThatIsTooShortOrNotThereIsNamed(VersionFile file) throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Path path = root.resolve("pump/v000001").resolve(file.fileName());

    Files.write(path, new byte[3]);
    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("file:" + path + " does not match its manifest: 3 bytes, not ");

    Files.delete(path);
    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("file:" + path);
  }

  @Test
  void aModelThatIsNotTheOneThatWasTrainedIsRefused() throws IOException {
    registry().publish(Versions.of("run-a", 1));
    registry().publish(Versions.of("run-b", 2));
    Path first = root.resolve("pump/v000001");
    Path second = root.resolve("pump/v000002");
    Manifest mine = manifest(first);
    Map<String, Manifest.Entry> mixed = new java.util.TreeMap<>(mine.files());
    mixed.put("model.zip", manifest(second).files().get("model.zip"));
    Files.write(
        first.resolve("manifest.json"), Json.bytes(new Manifest(Manifest.FORMAT, "pump", mixed)));
    Files.write(first.resolve("model.zip"), Files.readAllBytes(second.resolve("model.zip")));

    assertThatThrownBy(() -> registry().version(new VersionChoice.Numbered(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("file:" + first.resolve("model.zip") + " has the hash ");
  }

  @Test
  void whatIsOnlyStagedIsNotThere() throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Path staged = root.resolve("pump/.staging/versions/run-b.1/content");
    Files.createDirectories(staged.getParent());
    Files.move(root.resolve("pump/v000001"), staged);

    assertThat(registry().list().versions()).isEmpty();
    assertThat(registry().versionOfRun("run-a")).isEmpty();
    assertThatThrownBy(() -> registry().version(LATEST)).isInstanceOf(ConfigurationException.class);
    assertThat(registry().publish(Versions.of("run-b", 2))).isEqualTo(1);
    assertThat(nothingIsStaged()).isTrue();
  }

  @Test
  void theListTellsEachVersionFromTheOldest() {
    VersionContents first = Versions.of("run-a", 1);
    VersionContents second = Versions.of("run-b", 2);
    registry().publish(first);
    registry().publish(second);

    List<VersionSummary> list = registry().list().versions();
    assertThat(list).extracting(VersionSummary::number).containsExactly(1, 2);
    assertThat(list)
        .extracting(VersionSummary::standing)
        .containsExactly(Standing.CHAMPION, Standing.KEPT);
    assertThat(list.get(1))
        .isEqualTo(
            new VersionSummary(
                2,
                Standing.KEPT,
                second.provenance().created(),
                second.metrics().kept(),
                second.metrics().weights(),
                2,
                "deeplearning4j",
                "run-b",
                second.provenance().data(),
                second.provenance().modelHash(),
                SignedBy.NOBODY));
  }

  @Test
  void theListTellsWhichVersionIsTheChampionAndWhichWereBefore() throws IOException {
    for (int i = 1; i <= 4; i++) {
      registry().publish(Versions.of("run-" + i, i));
    }
    assertThat(standings())
        .containsExactly(Standing.CHAMPION, Standing.KEPT, Standing.KEPT, Standing.KEPT);
    registry().promotions().promote(3);
    registry().promotions().promote(4);
    assertThat(standings())
        .containsExactly(Standing.FORMER, Standing.KEPT, Standing.FORMER, Standing.CHAMPION);
    registry().promotions().rollback();
    assertThat(standings())
        .containsExactly(Standing.FORMER, Standing.KEPT, Standing.CHAMPION, Standing.FORMER);
    assertThat(registry().facts(new VersionChoice.Numbered(4)).standing())
        .isEqualTo(Standing.FORMER);

    // Nothing else tells that version 4 was promoted.
    Files.writeString(root.resolve("pump/promotions/000003/promotion.json"), "{ cut");
    assertThat(standings())
        .containsExactly(Standing.FORMER, Standing.KEPT, Standing.CHAMPION, Standing.KEPT);
    Files.writeString(root.resolve("pump/promotions/000004/promotion.json"), "{ cut");
    assertThatThrownBy(() -> registry().list())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("000004/promotion.json is damaged");
  }

  private List<Standing> standings() {
    return registry().list().versions().stream().map(VersionSummary::standing).toList();
  }

  @Test
  void aDamagedVersionIsListedAsSuchAndStandsInNobodysWay() throws IOException {
    registry().publish(Versions.of("run-a", 1));
    registry().publish(Versions.of("run-b", 2));
    Files.writeString(root.resolve("pump/v000001/provenance.json"), "{ cut");

    assertThat(registry().list().versions()).extracting(VersionSummary::number).containsExactly(2);
    assertThat(registry().list().unusable().get(1)).contains("v000001/provenance.json");
    assertThat(registry().versionOfRun("run-b")).contains(2);
    assertThat(registry().versionOfRun("run-a")).isEmpty();
    assertThat(registry().publish(Versions.of("run-c", 3))).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"files\": {\"model.zip\": {\"length\": 3, \"sha256\": \"00\"}}}|was made by an older"
            + " release (format without a number; this one reads 4): train again, or use that"
            + " release",
        "{\"files\": {}, \"format\": 0}|was made by an older release (format 0; this one reads 4):"
            + " train again, or use that release",
        "{\"format\": 5, \"model\": \"pump\", \"files\": [\"a\"]}|was made by a newer release"
            + " (format 5; this one reads 4): use that release, or train again",
        "{\"model\": {\"format\": 1}, \"format\": 12, cut|was made by a newer release (format 12;"
            + " this one reads 4): use that release, or train again",
      })
  void aVersionOfAnotherReleaseIsToldAsSuchWhateverElseItHolds(String manifest, String told)
      throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Path version = root.resolve("pump/v000001");
    Files.writeString(version.resolve("manifest.json"), manifest);
    Files.writeString(version.resolve("pipeline.json"), "{\"channels\": 3}");
    Files.writeString(version.resolve("provenance.json"), "{\"run\": \"run-a\"}");
    String message = "file:" + version + " " + told;

    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessage(message)
        .hasNoCause();
    assertThat(registry().list().versions()).isEmpty();
    assertThat(registry().list().unusable()).containsExactly(Map.entry(1, message));
    assertThat(registry().publish(Versions.of("run-a", 1))).isEqualTo(2);
    assertThat(registry().versionOfRun("run-a")).contains(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"format\": \"1\"}", "{\"format\": 1.5}", "{\"format\": -1}", "[]", "", "{"})
  void aManifestWhoseFormatIsNoneIsDamaged(String manifest) throws IOException {
    registry().publish(Versions.of("run-a", 1));
    Path file = root.resolve("pump/v000001/manifest.json");
    Files.writeString(file, manifest);

    assertThatThrownBy(() -> registry().version(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("file:" + file + " is damaged, or of another release: ");
  }

  @Test
  void theManifestBeginsWithItsFormat() throws IOException {
    registry().publish(Versions.of("run-a", 1));

    assertThat(root.resolve("pump/v000001/manifest.json"))
        .content()
        .startsWith("{\n  \"format\" : 4,\n  \"files\" : {");
  }

  @Test
  void theListIsEmptyWhereTheModelIsNotThereAndAnErrorWhereNoRegistryIs() {
    assertThat(registry().list().versions()).isEmpty();
    ModelRegistry nowhere =
        ModelRegistry.open(root.resolve("elsewhere").toString(), "pump", new Configuration());

    assertThatThrownBy(nowhere::list)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            String.format(
                Locale.ROOT,
                "there is no registry at file:%s; train a model first, or set registry.path",
                root.resolve("elsewhere")));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aModelThatIsNotThereIsToldWithThoseThatAre() {
    registry().publish(Versions.of("run-a", 1));

    assertThatThrownBy(() -> registry("pomp").version(LATEST))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            String.format(
                    Locale.ROOT,
                    "the model \"pomp\" has no version in file:%s yet (there are: pump); train it"
                        + " first,",
                    root)
                + " or set registry.model and registry.path");
  }

  @Test
  void aVersionThatIsNotThereIsToldWithThoseThatAre() {
    for (int i = 1; i <= 3; i++) {
      registry().publish(Versions.of("run-" + i, i));
    }

    assertThatThrownBy(() -> registry().version(new VersionChoice.Numbered(12)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            String.format(
                Locale.ROOT,
                "the model \"pump\" has no version 12 in file:%s; there are 1 to 3",
                root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere://host/registry"})
  void aPathThatIsNoneIsAWrongConfiguration(String path) {
    assertThatThrownBy(() -> ModelRegistry.open(path, "pump", new Configuration()))
        .isInstanceOf(ConfigurationException.class);
  }

  /** Taken at once, or taken over; gives no sign of life. */
  private ModelLock lock(String work) {
    org.apache.hadoop.fs.Path path = registry().path();
    return ModelLock.take(
        Storage.of(path, new Configuration()),
        path,
        work,
        new LockSettings(Duration.ofSeconds(60), Duration.ZERO),
        new ModelLockTest.Waiting(() -> {}));
  }

  private ModelRegistry registry() {
    return registry("pump");
  }

  private ModelRegistry registry(String model) {
    return ModelRegistry.open(root.toString(), model, new Configuration());
  }

  private boolean nothingIsStaged() throws IOException {
    Path staging = root.resolve("pump/.staging");
    for (String what : OutputFolderTest.names(staging)) {
      if (!OutputFolderTest.names(staging.resolve(what)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Manifest manifest(Path version) throws IOException {
    return Json.read(
        Files.readAllBytes(version.resolve("manifest.json")), Manifest.class, "manifest");
  }

  private static void same(ModelNetwork actual, ModelNetwork expected) {
    assertThat(actual.parameters().toFloatVector())
        .isEqualTo(expected.parameters().toFloatVector());
    assertThat(actual.updaterState().toFloatVector())
        .isEqualTo(expected.updaterState().toFloatVector());
  }
}
