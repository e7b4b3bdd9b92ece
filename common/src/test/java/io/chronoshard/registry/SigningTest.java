package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.Exchange.Present;
import io.chronoshard.registry.SignedBy.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions and promotions count where their signature is one of a trusted key. */
class SigningTest {

  private static final Configuration HADOOP = new Configuration();
  private static final VersionChoice LATEST = new VersionChoice.Latest();
  private static final VersionChoice CHAMPION = new VersionChoice.Champion();
  private static final String REQUIRED = "registry.signing.required = true";

  @TempDir private Path root;

  private WrittenKeys plant;
  private WrittenKeys other;

  @BeforeEach
  void writeKeys() throws IOException {
    plant = WrittenKeys.in(root, "plant");
    other = WrittenKeys.in(root, "other");
  }

  private RegistrySettings settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("registry.path = \"" + root.resolve("r") + "\"", "registry.model = pump"));
    all.addAll(List.of(more));
    return ConfigurationReader.read(Optional.empty(), all).registry();
  }

  private ModelRegistry publisher() {
    return ModelRegistry.toPublish(settings(plant.signs(), plant.trusted(), REQUIRED), HADOOP);
  }

  private ModelRegistry reader(String... more) {
    return ModelRegistry.toRead(settings(more), HADOOP);
  }

  private ModelRegistry strict() {
    return reader(plant.trusted(), REQUIRED);
  }

  private Path folder(String name) {
    return root.resolve("r/pump").resolve(name);
  }

  private void copy(String from, String to) throws IOException {
    Files.copy(folder(from), folder(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void refused(ModelRegistry registry, VersionChoice version, String why) {
    assertThatThrownBy(() -> registry.version(version))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = \"-----BEGIN PRIVATE KEY-----c2VjcmV0\"",
        "key = \"c2VjcmV0\\nc2VjcmV0\"",
        "trusted = [\"-----BEGIN PRIVATE KEY-----c2VjcmV0\"]",
      })
  void aKeyThatStandsWhereItsFileShouldIsRefusedAndNotShown(String setting) {
    assertThatThrownBy(() -> settings("registry.signing." + setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "(?s).*registry.signing.(key|trusted) = \"\\(not shown\\)\" must name (the file of a"
                + " private key|files of public keys), not hold .*")
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void whatIsListedIsComparedWithTheManifestThatIsSigned() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    Path provenance = folder("v000002/provenance.json");
    Files.writeString(provenance, Files.readString(provenance).replace("run-b", "run-x"));
    Path metrics = folder("v000001/metrics.json");
    Files.writeString(metrics, Files.readString(metrics).replaceFirst("[1-9]", "0"));

    assertThat(strict().list().versions()).isEmpty();
    assertThat(strict().list().unusable().get(2))
        .contains("v000002/provenance.json does not match its manifest: SHA-256 ");
    assertThat(strict().list().unusable().get(1))
        .contains("v000001/metrics.json does not match its manifest: SHA-256 ");
    assertThatThrownBy(() -> strict().facts(LATEST))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("v000002/provenance.json does not match its manifest");
  }

  /** What is looked at before the promotion's number is looked for is what is signed after it. */
  @Test
  void whatIsPromotedIsWhatWasFoundSound() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    publisher().publish(Versions.of("run-c", 3));
    RegistrySettings signing = settings(plant.signs(), plant.trusted(), REQUIRED);

    ModelRegistry late =
        MeetingFileSystem.open(
            signing, new Configuration(), "promotions/000001", () -> swap("v000002", "v000003"));
    late.promotions().promote(2);

    assertThatThrownBy(() -> strict().champion())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("promotions/000002 is signed by none of the trusted keys");
    swap("v000002", "v000003");
    assertThat(strict().champion()).contains(2);
  }

  @Test
  void whoPromotesAVersionThatIsRemovedMeanwhileIsToldSo() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    RegistrySettings signing = settings(plant.signs(), plant.trusted(), REQUIRED);

    for (String when : List.of("v000002/model.zip", "promotions/000001")) {
      ModelRegistry late =
          MeetingFileSystem.open(signing, new Configuration(), when, () -> swap("v000002", "away"));
      assertThatThrownBy(() -> late.promotions().promote(2))
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("v000002 was removed while it was promoted");
      assertThat(strict().champion()).contains(1);
      swap("v000002", "away");
    }
  }

  private void swap(String one, String other) {
    try {
      Path aside = folder("aside");
      boolean isThere = Files.exists(folder(other));
      if (isThere) {
        Files.move(folder(other), aside);
      }
      if (Files.exists(folder(one))) {
        Files.move(folder(one), folder(other));
      }
      if (isThere) {
        Files.move(aside, folder(one));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatATrustedKeyHasSignedIsRead() {
    publisher().publish(Versions.of("run-a", 1));

    assertThat(strict().version(CHAMPION).number()).isEqualTo(1);
    assertThat(strict().verify(1, Optional.empty()).signature())
        .isEqualTo(SignedBy.key("plant.pub.pem"));
    assertThat(strict().facts(LATEST).signature()).hasToString("signed by plant.pub.pem");
    assertThat(strict().list().versions())
        .extracting(VersionSummary::signature)
        .containsExactly(SignedBy.key("plant.pub.pem"));
  }

  @Test
  void aVersionOfSeveralNetworksAndOneOfSeriesAreSignedToo() {
    publisher().publish(Versions.ensemble("run-a", 1));
    assertThat(strict().version(LATEST).contents().members()).hasSize(3);

    SeriesModel one = Versions.ofSeries("site 1", 1, Versions.network(1));
    TreeMap<String, String> hashes = new TreeMap<>(Map.of("site 1", one.entry().hash()));
    publisher().publish(Versions.withSeries("run-b", 2, hashes), List.of(one));
    assertThat(strict().version(LATEST).contents().series().orElseThrow().entries()).hasSize(1);
  }

  @Test
  void aVersionThatNobodyHasSignedIsRefusedWhereItMustBe() {
    reader().publish(Versions.of("run-a", 1));

    refused(
        strict(),
        LATEST,
        "v000001 is not signed, and registry.signing.required is true; use one that was published"
            + " with registry.signing.key, or set required = false to take it as it is");
    refused(strict(), CHAMPION, "promotions/000001 is not signed");
    assertThat(reader(plant.trusted()).facts(LATEST).signature()).isEqualTo(SignedBy.NOBODY);
    assertThat(reader(plant.trusted()).version(CHAMPION).number()).isEqualTo(1);
    assertThat(reader(plant.trusted()).verify(1, Optional.empty()).signature())
        .hasToString("not signed");
  }

  @Test
  void aVersionThatAnotherKeyHasSignedIsRefusedWhereAnyIsTrusted() {
    publisher().publish(Versions.of("run-a", 1));

    for (ModelRegistry registry :
        List.of(reader(other.trusted()), reader(other.trusted(), REQUIRED))) {
      refused(registry, LATEST, "v000001 is signed by none of the trusted keys (other.pub.pem)");
      refused(registry, CHAMPION, "promotions/000001 is signed by none of the trusted keys");
    }
    assertThat(reader().version(CHAMPION).number()).isEqualTo(1);
    assertThat(reader().verify(1, Optional.empty()).signature())
        .hasToString("signed, by no trusted key");
    assertThat(
            reader(
                    "registry.signing.trusted = [\""
                        + other.publicKey()
                        + "\", \""
                        + plant.publicKey()
                        + "\"]")
                .verify(1, Optional.empty())
                .signature())
        .isEqualTo(SignedBy.key("plant.pub.pem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.zip",
        "members.json",
        "pipeline.json",
        "metrics.json",
        "provenance.json",
        "samples.json"
      })
  void whoChangesAFileAndItsManifestIsFound(String file) throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    byte[] changed =
        file.equals("model.zip")
            ? ModelFile.write(Versions.network(2))
            : (Files.readString(folder("v000001/" + file), UTF_8) + " ").getBytes(UTF_8);
    Files.write(folder("v000001/" + file), changed);
    Path path = folder("v000001/manifest.json");
    Manifest manifest = Manifest.read(Files.readAllBytes(path), "v000001");
    Files.write(path, Json.bytes(manifest.with(file, Manifest.Entry.of(changed))));

    refused(strict(), LATEST, "is signed by none of the trusted keys");
  }

  @Test
  void aSignatureOfAnotherVersionIsNone() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    copy("v000001/signature.json", "v000002/signature.json");
    refused(strict(), LATEST, "is signed by none of the trusted keys");
    copy("promotions/000001/signature.json", "v000002/signature.json");
    refused(strict(), LATEST, "is signed by none of the trusted keys");
  }

  @Test
  void aSignedVersionOfAnotherModelIsRefused() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    RegistrySettings fan = settings(plant.trusted(), REQUIRED, "registry.model = fan");
    Path copied = Files.createDirectories(root.resolve("r/fan/v000001"));
    for (String name : OutputFolderTest.names(folder("v000001"))) {
      Files.copy(folder("v000001/" + name), copied.resolve(name));
    }

    refused(ModelRegistry.toRead(fan, HADOOP), LATEST, "is a version of the model \"pump\"");
  }

  @Test
  void anEarlierPromotionDoesNotCountAgain() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    publisher().promotions().promote(2);
    Files.createDirectory(folder("promotions/000003"));
    copy("promotions/000001/promotion.json", "promotions/000003/promotion.json");
    refused(strict(), CHAMPION, "promotions/000003 is not signed");
    copy("promotions/000001/signature.json", "promotions/000003/signature.json");
    refused(strict(), CHAMPION, "promotions/000003 is signed by none of the trusted keys");

    assertThat(reader().champion()).contains(1);
    publisher().promotions().promote(2);
    assertThat(strict().champion()).contains(2);
  }

  @Test
  void otherContentsUnderAPromotedNumberAreFoundThoughTheyAreSigned() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    Files.move(folder("v000001"), folder("v000009"));
    Files.move(folder("v000002"), folder("v000001"));

    refused(strict(), CHAMPION, "promotions/000001 is signed by none of the trusted keys");
  }

  @Test
  void aRollbackIsSignedAndGoesBackToWhatWasSignedAlone() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    publisher().promotions().promote(2);
    publisher().promotions().rollback();
    assertThat(strict().champion()).contains(1);

    publisher().promotions().promote(2);
    Files.delete(folder("promotions/000001/signature.json"));
    Files.delete(folder("promotions/000003/signature.json"));
    assertThatThrownBy(() -> publisher().promotions().rollback())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is not signed");
    assertThat(strict().champion()).contains(2);
  }

  /** What an earlier promotion says that it restores decides how far a rollback goes. */
  @Test
  void aRollbackPassesNoPromotionThatIsNotSigned() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    publisher().promotions().promote(2);
    publisher().promotions().rollback();
    publisher().promotions().promote(2);
    // 4 is of 2, and 3, which took 2 back, is passed on the way to 1.
    publisher().publish(Versions.of("run-c", 3));
    Files.writeString(
        folder("promotions/000003/promotion.json"),
        Files.readString(folder("promotions/000003/promotion.json"), UTF_8)
            .replace("\"version\" : 1", "\"version\" : 2"));

    assertThatThrownBy(() -> publisher().promotions().rollback())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("promotions/000003 is signed by none of the trusted keys");
    assertThat(strict().champion()).contains(2);
  }

  @Test
  void anUnsignedVersionIsNotPromotedWhereItMustBeSigned() {
    publisher().publish(Versions.of("run-a", 1));
    reader().publish(Versions.of("run-b", 2));

    assertThatThrownBy(() -> publisher().promotions().promote(2))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("v000002 is not signed");
    assertThat(strict().champion()).contains(1);
  }

  @Test
  void eachOfManyPromotionsAtOnceIsSignedForTheNumberThatItGot() throws Exception {
    publisher().publish(Versions.of("run-a", 1));
    publisher().publish(Versions.of("run-b", 2));
    publisher().publish(Versions.of("run-c", 3));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<?>> promotions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int version = 1 + i % 3;
      promotions.add(threads.submit(() -> publisher().promotions().promote(version)));
    }
    for (Future<?> promotion : promotions) {
      promotion.get();
    }
    threads.shutdown();

    List<Promotion> all = reader().promotions().all();
    for (int i = all.size() - 1; i >= 0; i--) {
      assertThat(strict().champion()).contains(all.get(i).version());
      FileUtil.fullyDelete(
          folder(String.format(Locale.ROOT, "promotions/%06d", all.get(i).number())).toFile());
    }
  }

  @Test
  void aSignatureGoesWhereItsVersionGoes() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    Path file = root.resolve("pump.chronoshard");
    strict().exchange().export(1, file.toString(), Present.REFUSED, HADOOP);
    String elsewhere = "registry.path = \"" + root.resolve("elsewhere") + "\"";

    ModelRegistry there =
        ModelRegistry.toPublish(
            settings(plant.signs(), plant.trusted(), REQUIRED, elsewhere), HADOOP);
    there.exchange().importFrom(file.toString(), Versions.LOCK, HADOOP);

    assertThat(root.resolve("elsewhere/pump/v000001/signature.json"))
        .hasSameBinaryContentAs(folder("v000001/signature.json"));
    assertThat(reader(elsewhere, plant.trusted(), REQUIRED).version(CHAMPION).number())
        .isEqualTo(1);
  }

  @Test
  void anUnsignedFileIsNotImportedWhereVersionsMustBeSigned() {
    reader().publish(Versions.of("run-a", 1));
    Path file = root.resolve("pump.chronoshard");
    reader().exchange().export(1, file.toString(), Present.REFUSED, HADOOP);
    ModelRegistry there =
        ModelRegistry.toPublish(
            settings(
                plant.signs(),
                plant.trusted(),
                REQUIRED,
                "registry.path = \"" + root.resolve("elsewhere") + "\""),
            HADOOP);

    assertThatThrownBy(() -> there.exchange().importFrom(file.toString(), Versions.LOCK, HADOOP))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file + " is not signed");
    assertThat(root.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void aDamagedSignatureIsToldAsSuch() throws IOException {
    publisher().publish(Versions.of("run-a", 1));
    Path signature = folder("v000001/signature.json");
    String json = Files.readString(signature);
    Files.writeString(signature, json.replace("\"format\" : 1", "\"format\" : 2"));
    refused(reader(), LATEST, "was written by a newer release (format 2; this one reads 1)");
    Files.writeString(signature, json.replace("Ed25519", "RSA"));
    refused(reader(), LATEST, "is signed by \"RSA\", and this release knows Ed25519 alone");
    Files.writeString(signature, json.replace("\"signature\" : \"", "\"signature\" : \"*"));
    refused(reader(), LATEST, "its signature is no Base64");
    Files.writeString(signature, json.replace("\"signature\" : \"", "\"signature\" : \"AAAA"));
    refused(strict(), LATEST, "is signed by none of the trusted keys");
    Files.writeString(signature, "{");
    refused(reader(), LATEST, "signature.json is damaged");
  }

  @Test
  void aReaderNeedsNoPrivateKeyAndAPublisherNeedsOne() {
    String absent = "registry.signing.key = \"" + root.resolve("absent.pem") + "\"";
    assertThatCode(() -> reader(absent, plant.trusted(), REQUIRED)).doesNotThrowAnyException();
    toldToPublishers(
        "registry.signing.key = \""
            + root.resolve("absent.pem")
            + "\" cannot be read: there is no such file on this machine; name the file of a key",
        absent);
    toldToPublishers(
        "registry.signing.required is true, and there is no key to sign with",
        plant.trusted(),
        REQUIRED);
  }

  @Test
  void aKeyWhoseSignaturesWouldNotCountIsRefused() {
    toldToPublishers(
        "plant.pem\" belongs to none of the public keys in registry.signing.trusted"
            + " (other.pub.pem)",
        plant.signs(),
        other.trusted());
    assertThatCode(() -> ModelRegistry.toPublish(settings(plant.signs()), HADOOP))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsNoSuchKeyIsToldWithWhatToDo() throws IOException {
    Path rsa =
        WrittenKeys.write(
            root.resolve("rsa.pem"),
            "PRIVATE KEY",
            WrittenKeys.pair("RSA").getPrivate().getEncoded());
    Path locked = WrittenKeys.write(root.resolve("l"), "ENCRYPTED PRIVATE KEY", new byte[40]);
    Path text = Files.writeString(root.resolve("text"), "a key");
    Path cut = WrittenKeys.write(root.resolve("cut"), "PRIVATE KEY", new byte[7]);
    Path huge = Files.write(root.resolve("huge"), new byte[70_000]);

    toldToPublishers("holds a PUBLIC KEY and not an Ed25519 PRIVATE KEY", key(plant.publicKey()));
    toldToPublishers("holds a ENCRYPTED PRIVATE KEY and not an Ed25519", key(locked));
    toldToPublishers("holds no Ed25519 PRIVATE KEY", key(rsa));
    toldToPublishers("holds no Ed25519 PRIVATE KEY", key(cut));
    toldToPublishers("holds no key in PEM", key(text));
    toldToPublishers("write one with: openssl genpkey -algorithm ed25519 -out FILE", key(text));
    toldToPublishers("cannot be read", key(root));
    toldToPublishers("is too long for a key", key(huge));
    toldToPublishers(
        "registry.signing.trusted = \"" + plant.privateKey() + "\" holds a PRIVATE KEY",
        "registry.signing.trusted = \"" + plant.privateKey() + "\"");
    toldToPublishers(
        "write it with: openssl pkey -in PRIVATE-KEY -pubout -out FILE",
        "registry.signing.trusted = \"" + text + "\"");
  }

  private static String key(Path file) {
    return "registry.signing.key = \"" + file + "\"";
  }

  private void toldToPublishers(String why, String... settings) {
    assertThatThrownBy(() -> ModelRegistry.toPublish(settings(settings), HADOOP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
    assertThat(root.resolve("r")).doesNotExist();
  }

  @Test
  void requiredSignaturesNeedTrustedKeys() {
    assertThatThrownBy(() -> settings(REQUIRED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "registry.signing.required = true needs the files of public keys in"
                + " registry.signing.trusted");
    assertThatThrownBy(() -> settings("registry.signing.trusted = [\"\"]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("registry.signing.trusted");
  }

  /** The pair of RFC 8410, section 10, which openssl writes alike. */
  @Test
  void theStandardsOwnKeysFitEachOther() throws IOException {
    Path key =
        Files.writeString(
            root.resolve("rfc.pem"),
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """);
    Path trusted =
        Files.writeString(
            root.resolve("rfc.pub.pem"),
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """);

    signs(new WrittenKeys(key, trusted));
  }

  @Test
  void keysOfOpensslWork() throws Exception {
    Path key = root.resolve("o.pem");
    Path trusted = root.resolve("o.pub.pem");
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl"))),
        "openssl is not installed");
    openssl("genpkey", "-algorithm", "ed25519", "-out", key.toString());
    openssl("pkey", "-in", key.toString(), "-pubout", "-out", trusted.toString());

    signs(new WrittenKeys(key, trusted));
  }

  private static void openssl(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private void signs(WrittenKeys keys) {
    ModelRegistry.toPublish(settings(keys.signs(), keys.trusted(), REQUIRED), HADOOP)
        .publish(Versions.of("run-a", 1));

    assertThat(reader(keys.trusted(), REQUIRED).version(CHAMPION).number()).isEqualTo(1);
    assertThat(reader(keys.trusted()).facts(LATEST).signature().state()).isEqualTo(State.TRUSTED);
  }
}
