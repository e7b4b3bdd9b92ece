package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import io.chronoshard.error.UserException;
import io.chronoshard.registry.Exchange.Present;
import io.chronoshard.registry.Imported.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version moves from a registry to another one as one file. */
class ExchangeTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path root;

  private ModelRegistry registry(String folder, String model) {
    return ModelRegistry.open(root.resolve(folder).toString(), model, HADOOP);
  }

  private Path exported() {
    registry("a", "pump").publish(Versions.of("run-a", 1));
    registry("a", "pump").publish(Versions.ensemble("run-b", 2));
    Path file = root.resolve("pump.chronoshard");
    Exported exported =
        registry("a", "pump").exchange().export(2, file.toString(), Present.REFUSED, HADOOP);
    assertThat(exported.version()).isEqualTo(2);
    assertThat(exported.file()).isEqualTo("file:" + file);
    return file;
  }

  @Test
  void aVersionComesAsItWentUnderTheNextNumber() throws IOException {
    Path file = exported();
    registry("b", "pump").publish(Versions.of("run-x", 7));
    registry("b", "pump").publish(Versions.of("run-y", 8));

    Imported imported =
        registry("b", "pump").exchange().importFrom(file.toString(), Versions.LOCK, HADOOP);

    assertThat(imported).isEqualTo(new Imported(3, 2, Standing.NEW));
    Path from = root.resolve("a/pump/v000002");
    Path to = root.resolve("b/pump/v000003");
    assertThat(OutputFolderTest.names(to)).isEqualTo(OutputFolderTest.names(from));
    for (String name : OutputFolderTest.names(from)) {
      assertThat(to.resolve(name)).hasSameBinaryContentAs(from.resolve(name));
    }
    assertThat(registry("b", "pump").version(new VersionChoice.Latest()).number()).isEqualTo(3);
    assertThat(registry("b", "pump").champion()).contains(1);
    assertThat(registry("b", "pump").versionOfRun("run-b")).contains(3);
  }

  @Test
  void theSameVersionGivesTheSameBytes() throws IOException {
    Path file = exported();
    Path again = root.resolve("again");

    Exported exported =
        registry("a", "pump").exchange().export(2, again.toString(), Present.REFUSED, HADOOP);

    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(exported.length()).isEqualTo(Files.size(file));
    assertThat(exported.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
  }

  @Test
  void aFileThatIsThereIsReplacedWhereThatIsAskedForAlone() throws IOException {
    Path file = exported();
    byte[] before = Files.readAllBytes(file);
    Exchange exchange = registry("a", "pump").exchange();

    assertThatThrownBy(() -> exchange.export(1, file.toString(), Present.REFUSED, HADOOP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "file:"
                + file
                + " is there already; name another file, or write --overwrite to replace it");
    assertThat(file).hasBinaryContent(before);

    exchange.export(1, file.toString(), Present.REPLACED, HADOOP);
    assertThat(
            registry("c", "pump")
                .exchange()
                .importFrom(file.toString(), Versions.LOCK, HADOOP)
                .there())
        .isEqualTo(1);
    assertThat(OutputFolderTest.names(root)).containsExactly("a", "c", "pump.chronoshard");
  }

  /** As where another process writes the file between the look and the end. */
  @Test
  void aFileThatCameMeanwhileIsNotReplaced() throws IOException {
    exported();
    Path file = root.resolve("late");
    ModelRegistry late =
        MeetingFileSystem.open(
            root.resolve("a"),
            new Configuration(),
            "v000002/manifest.json",
            () -> write(file, "another's"));

    assertThatThrownBy(() -> late.exchange().export(2, file.toString(), Present.REFUSED, HADOOP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is there already");
    assertThat(file).hasContent("another's");
    assertThat(OutputFolderTest.names(root)).containsExactly("a", "late", "pump.chronoshard");
  }

  @Test
  void ofManyExportsToOneNameOneWritesIt() throws Exception {
    Path first = exported();
    Path file = root.resolve("once");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Exported>> exports = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      exports.add(
          threads.submit(
              () ->
                  registry("a", "pump")
                      .exchange()
                      .export(2, file.toString(), Present.REFUSED, HADOOP)));
    }
    int written = 0;
    for (Future<Exported> export : exports) {
      try {
        export.get();
        written++;
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(ConfigurationException.class);
      }
    }
    threads.shutdown();

    assertThat(written).isEqualTo(1);
    assertThat(file).hasSameBinaryContentAs(first);
    assertThat(OutputFolderTest.names(root)).containsExactly("a", "once", "pump.chronoshard");
  }

  @Test
  void manyImportsAtOnceBringAVersionOnce() throws Exception {
    Path file = exported();
    registry("b", "pump").publish(Versions.of("run-x", 7));
    LockSettings waits = new LockSettings(Duration.ofSeconds(6), Duration.ofMinutes(1));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Imported>> imports = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      imports.add(
          threads.submit(
              () -> registry("b", "pump").exchange().importFrom(file.toString(), waits, HADOOP)));
    }
    int published = registry("b", "pump").publish(Versions.of("run-y", 8));
    List<Standing> standings = new ArrayList<>();
    for (Future<Imported> one : imports) {
      standings.add(one.get().standing());
    }
    threads.shutdown();

    assertThat(standings)
        .containsExactlyInAnyOrder(Standing.NEW, Standing.HERE, Standing.HERE, Standing.HERE);
    assertThat(published).isBetween(2, 3);
    assertThat(registry("b", "pump").numbers()).containsExactly(1, 2, 3);
  }

  @Test
  void whileAnotherHasTheLockNothingIsImported() {
    Path file = exported();
    ModelRegistry there = registry("b", "pump");
    LockSettings brief = new LockSettings(Duration.ofSeconds(1), Duration.ZERO);
    try (ModelLock lock = there.lock("train-x", brief)) {
      assertThatThrownBy(() -> there.exchange().importFrom(file.toString(), brief, HADOOP))
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("is locked by train-x of ");
      lock.requireHeld();
    }
    assertThat(there.numbers()).isEmpty();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDamagedVersionIsNotExported() throws IOException {
    Path file = exported();
    Files.delete(file);
    Files.writeString(root.resolve("a/pump/v000002/metrics.json"), "{}");

    assertThatThrownBy(
            () ->
                registry("a", "pump")
                    .exchange()
                    .export(2, file.toString(), Present.REFUSED, HADOOP))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("does not match its manifest");
    assertThat(file).doesNotExist();
  }

  @Test
  void theSameVersionIsImportedOnce() {
    Path file = exported();
    Exchange exchange = registry("b", "pump").exchange();

    assertThat(exchange.importFrom(file.toString(), Versions.LOCK, HADOOP).standing())
        .isEqualTo(Standing.NEW);
    assertThat(exchange.importFrom(file.toString(), Versions.LOCK, HADOOP))
        .isEqualTo(new Imported(1, 2, Standing.HERE));
    assertThat(registry("b", "pump").numbers()).containsExactly(1);
  }

  @Test
  void aVersionThatIsHereAndDamagedIsNotSaidToBeTheSame() throws IOException {
    Path file = exported();
    Exchange exchange = registry("b", "pump").exchange();
    exchange.importFrom(file.toString(), Versions.LOCK, HADOOP);
    Path samples = root.resolve("b/pump/v000001/samples.json");
    Files.writeString(samples, Files.readString(samples).replaceFirst("[1-9]", "0"));

    assertThatThrownBy(() -> exchange.importFrom(file.toString(), Versions.LOCK, HADOOP))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("b/pump/v000001/samples.json does not match its manifest");
  }

  /** As where the process ended between the version and its promotion. */
  @Test
  void anImportThatWasStoppedIsCompletedByTheNext() throws IOException {
    Path file = exported();
    Exchange exchange = registry("b", "pump").exchange();
    exchange.importFrom(file.toString(), Versions.LOCK, HADOOP);
    Files.delete(root.resolve("b/pump/promotions/000001/promotion.json"));
    Files.delete(root.resolve("b/pump/promotions/000001"));
    assertThat(registry("b", "pump").champion()).isEmpty();

    assertThat(exchange.importFrom(file.toString(), Versions.LOCK, HADOOP).standing())
        .isEqualTo(Standing.HERE);
    assertThat(registry("b", "pump").champion()).contains(1);
  }

  @Test
  void anotherModelOfTheSameRunIsRefused() {
    Path file = exported();
    registry("b", "pump").publish(Versions.of("run-b", 9));

    refused(
        registry("b", "pump"),
        file,
        ConfigurationException.class,
        "comes from the run run-b, which has published another model here, as v000001");
  }

  @Test
  void aVersionOfAnotherModelIsRefusedWithBothNames() {
    Path file = exported();

    refused(
        registry("b", "fan"),
        file,
        ConfigurationException.class,
        "is a version of the model \"pump\", and registry.model is \"fan\"");
    assertThat(root.resolve("b")).doesNotExist();
  }

  @Test
  void whatDiffersByAByteIsRefusedAndNothingIsWritten() throws IOException {
    Path file = exported();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      refused(registry("b", "pump"), file, UserException.class, "");
    }
    for (int i = 0; i < 20; i++) {
      Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
      refused(registry("b", "pump"), file, StorageException.class, "");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    refused(registry("b", "pump"), file, StorageException.class, "more than the version in it");
    Files.delete(file);
    refused(registry("b", "pump"), file, StorageException.class, "cannot read");
    assertThat(root.resolve("b")).doesNotExist();
  }

  @Test
  void entriesThatAreNotThoseOfAVersionAreRefused() throws IOException {
    Path file = exported();
    Map<String, byte[]> entries = entries(file);
    Files.write(file, zip(entries, ZipEntry.DEFLATED));
    refused(registry("b", "pump"), file, StorageException.class, "holds export.json packed");

    Map<String, byte[]> without = new TreeMap<>(entries);
    without.remove("model.zip");
    Files.write(file, zip(without, ZipEntry.STORED));
    refused(
        registry("b", "pump"),
        file,
        StorageException.class,
        "holds \"pipeline.json\" where an exported version has model.zip");

    Map<String, byte[]> other = new TreeMap<>(entries);
    other.put(
        "export.json",
        new String(entries.get("export.json"), UTF_8)
            .replace("\"format\" : 1", "\"format\" : 2")
            .getBytes(UTF_8));
    Files.write(file, zip(other, ZipEntry.STORED));
    refused(
        registry("b", "pump"),
        file,
        StorageException.class,
        "was written by a newer release (format 2; this one reads 1): export it again");
  }

  @Test
  void aRunThatWouldLeadElsewhereIsRefused() throws IOException {
    Path file = exported();
    Path version = root.resolve("a/pump/v000002");
    byte[] provenance =
        Files.readString(version.resolve("provenance.json"))
            .replace("\"run-b\"", "\"../../run-b\"")
            .getBytes(UTF_8);
    Files.write(version.resolve("provenance.json"), provenance);
    Manifest manifest =
        Manifest.read(Files.readAllBytes(version.resolve("manifest.json")), "manifest");
    Files.write(
        version.resolve("manifest.json"),
        Json.bytes(manifest.with("provenance.json", Manifest.Entry.of(provenance))));
    registry("a", "pump").exchange().export(2, file.toString(), Present.REPLACED, HADOOP);

    refused(
        registry("b", "pump"),
        file,
        StorageException.class,
        "comes from a run of the id \"../../run-b\", which is none");
    assertThat(root.resolve("b")).doesNotExist();
  }

  private static void refused(
      ModelRegistry registry, Path file, Class<? extends UserException> kind, String told) {
    assertThatThrownBy(() -> registry.exchange().importFrom(file.toString(), Versions.LOCK, HADOOP))
        .isInstanceOf(kind)
        .hasMessageContaining(told)
        .hasMessageContaining(file.toString());
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new java.util.LinkedHashMap<>();
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> one : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(one.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          java.util.zip.CRC32 sum = new java.util.zip.CRC32();
          sum.update(one.getValue());
          entry.setSize(one.getValue().length);
          entry.setCrc(sum.getValue());
        }
        out.putNextEntry(entry);
        out.write(one.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
