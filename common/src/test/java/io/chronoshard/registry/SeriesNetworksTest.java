package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.train.ModelState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks of single series in a version. */
class SeriesNetworksTest {

  private static final int MANY = 6;

  @TempDir private Path folder;

  private final Map<String, float[]> parameters = new TreeMap<>();
  private ModelRegistry registry;

  @BeforeEach
  void publishes() {
    registry = ModelRegistry.open(folder.toString(), "m", new Configuration());
    List<SeriesModel> models = new ArrayList<>();
    TreeMap<String, String> hashes = new TreeMap<>();
    for (int series = 0; series < MANY; series++) {
      ModelNetwork network = Versions.network(series);
      String name = "site " + series + (series == 3 ? " / é" : "");
      parameters.put(name, network.parameters().toFloatVector());
      String hash = ModelState.hash(parameters.get(name));
      hashes.put(name, hash);
      models.add(
          new SeriesModel(
              new SeriesEntry(name, series, hash, 2, 5, 100, 0.5, 0.75, 0, 0, ""),
              SeriesModel.zip(network)));
    }
    models.sort(Comparator.comparing(model -> model.entry().series()));
    assertThat(registry.publish(contents(hashes), models)).isEqualTo(1);
  }

  private static VersionContents contents(SortedMap<String, String> hashes) {
    VersionContents one = Versions.of("run", 1);
    Provenance like = one.provenance();
    return new VersionContents(
        one.members(),
        one.pipeline(),
        one.metrics(),
        new Provenance(
            like.runId(),
            like.codeVersion(),
            like.created(),
            like.seed(),
            like.engine(),
            like.data(),
            like.configuration(),
            like.identity(),
            ModelHash.of(like.identity(), one.members(), hashes),
            like.models(),
            like.software(),
            like.operator(),
            like.cluster(),
            like.durationMillis()),
        one.samples());
  }

  private SeriesNetworks series() {
    return registry.version(new VersionChoice.Latest()).contents().series().orElseThrow();
  }

  private VersionFolder version() {
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(folder.resolve("m/v000001").toString());
    return new VersionFolder(Storage.of(path, new Configuration()), path, "m", Signing.NONE);
  }

  private Path file(String name) {
    return folder.resolve("m/v000001").resolve(name);
  }

  @Test
  void eachIsReadWhereItLies() {
    SeriesNetworks series = series();
    assertThat(series.entries())
        .extracting(SeriesEntry::series)
        .containsExactlyElementsOf(parameters.keySet());
    SeriesReader reader = new SeriesReader(series, new Configuration());
    List<String> names = new ArrayList<>(parameters.keySet());
    for (int i = MANY - 1; i >= 0; i--) {
      assertThat(reader.of(names.get(i))).contains(parameters.get(names.get(i)));
    }
    assertThat(reader.of("another")).isEmpty();
  }

  /** One file for all, of which each element is one that Deeplearning4j opens. */
  @Test
  void theyGoIntoAnotherRegistryAsTheyAre() {
    Path file = folder.resolve("exported");
    registry.exchange().export(1, file.toString(), Exchange.Present.REFUSED, new Configuration());
    registry = ModelRegistry.open(folder.resolve("other").toString(), "m", new Configuration());

    assertThat(
            registry
                .exchange()
                .importFrom(file.toString(), Versions.LOCK, new Configuration())
                .version())
        .isEqualTo(1);

    SeriesReader reader = new SeriesReader(series(), new Configuration());
    parameters.forEach((name, own) -> assertThat(reader.of(name).orElseThrow()).isEqualTo(own));
  }

  @Test
  void allLieInOneFileOfModelFiles() throws IOException {
    SeriesEntry fifth = series().entries().get(4);
    try (ZipFile zip = new ZipFile(file("members.zip").toFile())) {
      assertThat(zip.size()).isEqualTo(MANY);
      ZipEntry entry = zip.getEntry("000005.zip");
      byte[] content = zip.getInputStream(entry).readAllBytes();
      assertThat(content).hasSize(fifth.length());
      assertThat(ModelFile.read(content, "memory").parameters().toFloatVector())
          .isEqualTo(parameters.get(fifth.series()));
      assertThat(content).asString(StandardCharsets.ISO_8859_1).doesNotContain("updaterState.bin");
    }
    byte[] all = Files.readAllBytes(file("members.zip"));
    assertThat(
            Sha256.of(
                Arrays.copyOfRange(
                    all, (int) fifth.offset(), (int) fifth.offset() + fifth.length())))
        .isEqualTo(fifth.sha256());
  }

  @Test
  void damageIsToldWhereItIs() throws IOException {
    SeriesNetworks series = series();
    SeriesEntry third = series.entries().get(2);
    byte[] all = Files.readAllBytes(file("members.zip"));
    all[(int) third.offset() + third.length() / 2] ^= 1;
    Files.write(file("members.zip"), all);
    assertThatThrownBy(() -> version().verify())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("members.zip does not match its manifest: SHA-256");
    SeriesReader reader = new SeriesReader(series(), new Configuration());
    assertThat(reader.of(series.entries().get(1).series())).isPresent();
    assertThatThrownBy(() -> reader.of(third.series()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the network of \"" + third.series() + "\" is damaged");
    Files.write(file("members.zip"), Arrays.copyOf(all, all.length - 1));
    assertThatThrownBy(this::series)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("members.zip does not match its manifest: " + (all.length - 1));
    Files.delete(file("series.json"));
    assertThatThrownBy(this::series).isInstanceOf(StorageException.class);
  }

  @Test
  void aHashThatIsAnotherNetworksIsFound() throws IOException {
    List<SeriesEntry> entries = series().entries();
    byte[] list =
        Files.readString(file("series.json"))
            .replace(entries.get(1).hash(), entries.get(2).hash())
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file("series.json"), list);
    rewrite("series.json", list);
    TreeMap<String, String> hashes = new TreeMap<>();
    entries.forEach(entry -> hashes.put(entry.series(), entry.hash()));
    hashes.put(entries.get(1).series(), entries.get(2).hash());
    byte[] provenance = Json.bytes(contents(hashes).provenance());
    Files.write(file("provenance.json"), provenance);
    rewrite("provenance.json", provenance);

    SeriesReader reader = new SeriesReader(series(), new Configuration());
    assertThat(reader.of(entries.get(2).series())).isPresent();
    assertThatThrownBy(() -> reader.of(entries.get(1).series()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the network of \"site 1\" has the hash " + entries.get(1).hash())
        .hasMessageContaining("series.json says " + entries.get(2).hash());
    assertThatThrownBy(() -> version().verify())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the network of \"site 1\" has the hash");
  }

  private void rewrite(String name, byte[] content) throws IOException {
    Manifest manifest = Manifest.read(Files.readAllBytes(file("manifest.json")), "v000001");
    Files.write(file("manifest.json"), Json.bytes(manifest.with(name, Manifest.Entry.of(content))));
  }

  @Test
  void theHashCoversThemAll() {
    VersionContents one = Versions.of("run", 1);
    TreeMap<String, String> hashes = new TreeMap<>(Map.of("a", "1", "b", "2"));
    String hash = ModelHash.of("{}", one.members(), hashes);
    assertThat(hash)
        .isNotEqualTo(ModelHash.of("{}", one.members()))
        .isNotEqualTo(ModelHash.of("{}", one.members(), new TreeMap<>(Map.of("a", "1"))))
        .isNotEqualTo(ModelHash.of("{}", one.members(), new TreeMap<>(Map.of("a", "1", "b", "3"))))
        .isNotEqualTo(ModelHash.of("{}", one.members(), new TreeMap<>(Map.of("a", "1", "c", "2"))));
    assertThat(ModelHash.of("{}", one.members(), new TreeMap<>()))
        .isEqualTo(ModelHash.of("{}", one.members()));
  }

  @Test
  void aListThatLeadsElsewhereIsRefused() {
    SeriesEntry entry = new SeriesEntry("a", 1, "h", 1, 1, 1, 1, 1, 90, 20, "s");
    assertThatThrownBy(() -> SeriesFile.require(List.of(entry), 100, "series.json"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("series.json says that the network of \"a\" has 20 bytes behind 90");
    assertThatThrownBy(() -> SeriesFile.require(List.of(entry, entry), 1000, "series.json"))
        .isInstanceOf(StorageException.class);
    SeriesFile.require(List.of(entry), 110, "series.json");
  }
}
