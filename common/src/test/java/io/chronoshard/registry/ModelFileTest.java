package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.train.ModelState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  private static final String SOURCE = "registry/pump/v000001/model.zip";
  private static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";

  @Test
  void aNetworkComesBackWithAllThatTrainingChanged() throws IOException {
    ModelNetwork network = Versions.network(1);

    ModelNetwork read = ModelFile.read(zip(entries()), SOURCE);

    assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    assertThat(read.json()).isEqualTo(network.json());
  }

  @Test
  void withoutTheUpdatersStateItBeginsAnew() {
    ModelNetwork network = Versions.network(1);

    ModelNetwork read = ModelFile.read(ModelFile.writeParameters(network), SOURCE);

    assertThat(FrozenNetwork.of(read).parameters())
        .isEqualTo(FrozenNetwork.of(network).parameters());
    assertThat(ModelState.of(read).updater()).isNotEmpty().containsOnly(0);
    assertThat(ModelFile.parameters(ModelFile.writeParameters(network), SOURCE))
        .isEqualTo(FrozenNetwork.of(network).parameters());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preprocessor.bin",
        "normalizer.bin",
        "updater.bin",
        "noParams.marker",
        "../../evil",
        "/etc/passwd",
        "a/"
      })
  void whatIsNoPartOfAModelIsRefusedUnread(String entry) throws IOException {
    for (int place = 0; place <= 3; place++) {
      List<Map.Entry<String, byte[]>> entries = new ArrayList<>(entries().entrySet());
      entries.add(place, Map.entry(entry, new byte[] {1, 2, 3}));

      refused(
          zip(entries),
          SOURCE
              + " holds "
              + entry
              + ", and a model file of ours holds nothing but [configuration.json,"
              + " coefficients.bin, updaterState.bin], once and in this order; it is not opened");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIGURATION, PARAMETERS, UPDATER})
  void aPartThatIsThereTwiceIsRefused(String entry) throws IOException {
    List<Map.Entry<String, byte[]>> entries = new ArrayList<>(entries().entrySet());
    entries.add(Map.entry(entry + "2", entries().get(entry)));
    String twice = new String(zip(entries), java.nio.charset.StandardCharsets.ISO_8859_1);

    refused(
        twice
            .replace(entry + "2", entry + "\u0000")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "and a model file of ours holds nothing but");
  }

  @ParameterizedTest
  @ValueSource(strings = {CONFIGURATION, PARAMETERS})
  void aModelWithoutAPartIsRefused(String entry) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.remove(entry);

    refused(zip(entries), "once and in this order");
    refused(zip(Map.of()), "holds no configuration.json where it should be");
    refused(
        zip(Map.of(CONFIGURATION, entries().get(CONFIGURATION))),
        "holds no coefficients.bin where it should be");
  }

  @Test
  void whatIsNoZipFileIsRefused() {
    refused(new byte[1000], "or is no zip file");
    refused(new byte[0], "or is no zip file");
  }

  @Test
  void aFileThatEndsAnywhereIsRefused() throws IOException {
    byte[] whole = zip(entries());
    byte[] parameters = zip(Map.of(CONFIGURATION, entries().get(CONFIGURATION)));
    // Behind the last entry there is a directory, which nobody needs.
    for (int length = 0; length < parameters.length; length += 7) {
      refused(Arrays.copyOf(whole, length), SOURCE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"org.nd4j.linalg.activations.impl.ActivationTanH\"', '\"javax.script.Evil\"',"
        + " 'names the class javax.script.Evil, which is no part of a network'",
    "'\"org.nd4j.linalg.activations.impl.ActivationTanH\"',"
        + " '\"org.nd4j.linalg.activations.impl.ActivationGELU\"', 'names the class"
        + " org.nd4j.linalg.activations.impl.ActivationGELU'",
    "'\"org.nd4j.linalg.activations.impl.ActivationTanH\"', '{}', names a class by what is no name",
    "'\"org.nd4j.linalg.activations.impl.ActivationTanH\"', '[]', names a class by what is no name",
    "'\"org.nd4j.linalg.activations.impl.ActivationTanH\"', 'null', names a class by what is no name",
    "'\"hasBias\" : true', '\"dist\" : { \"type\" : \"javax.script.Evil\" }', names the class"
        + " javax.script.Evil",
    "'\"hasBias\" : true', '\"type\" : 3', names a class by what is no name",
    "'\"hasBias\" : true', '\"a\" : 1, \"a\" : 2', Duplicate field 'a'",
    "'\"nin\" : 2', '\"nin\" : 2097152', says nin = 2097152",
    "'\"nin\" : 2', '\"nin\" : -2097152', says nin = -2097152",
    "'\"nin\" : 2', '\"nin\" : 99999999999999999999', says nin = 99999999999999999999",
    "'\"nin\" : 2', '\"nin\" : 1e15', says nin = 1000000000000000",
    "'\"nin\" : 2', '\"nin\" : \"1000000000\"', says nin = 1000000000",
    "'\"seed\" : 1', '\"seed\" : 99999999999999999999', says seed = 99999999999999999999",
    "'\"nout\" : 3', '\"nout\" : 2000000', ' of a network of '",
    "'\"nin\" : 2', '\"nin\" : 2000000', 'holds 76 numbers, and its network has '",
    "'\"nin\" : 2', '\"nin\" : 3', 'holds 76 numbers, and its network has '",
    "'\"confs\"', '\"nothing\"', 'cannot be built: '",
    "'\"layer\"', '\"nothing\"', 'cannot be built: '",
    "'\"@class\"', '\"nothing\"', 'cannot be built: '",
  })
  void aConfigurationOfAnythingElseIsRefusedUnbuilt(String part, String by, String told)
      throws IOException {
    refused(
        with(CONFIGURATION, json -> new String(json, UTF_8).replace(part, by).getBytes(UTF_8)),
        told);
  }

  @Test
  void aConfigurationThatIsNoneIsRefused() throws IOException {
    String deep = "[".repeat(1_000_000);
    String wide = "{\"a\": [" + "[],".repeat(200_000) + "[]]}";
    String text = "{\"a\": \"" + "x".repeat(1 << 17) + "\"}";
    refusedJson("", "holds no object");
    refusedJson("[]", "holds no object");
    refusedJson("{}", "cannot be built: ");
    refusedJson("{", "cannot be read: ");
    refusedJson("{} {}", "goes on behind its end");
    refusedJson("{\"a\":" + deep, "nest");
    refusedJson(wide, "holds more than 131072 keys and values");
    refusedJson(text, "maximum length");
    refusedJson("{\"a\": \"" + "x".repeat(17 << 20) + "\"}", "of more than 16777216 bytes");
  }

  private void refusedJson(String json, String told) throws IOException {
    refused(with(CONFIGURATION, old -> json.getBytes(UTF_8)), told);
  }

  @Test
  void numbersThatAreNotThoseOfTheNetworkAreRefused() throws IOException {
    for (String entry : List.of(PARAMETERS, UPDATER)) {
      byte[] whole = entries().get(entry);
      for (int length = 0; length < whole.length; length += 11) {
        int cut = length;
        refused(with(entry, old -> Arrays.copyOf(old, cut)), SOURCE + "!" + entry);
      }
      refused(with(entry, old -> Arrays.copyOf(old, old.length + 1)), "goes on behind its numbers");
      refused(with(entry, old -> row("FLOAT", Long.MAX_VALUE, 0)), "may have");
      refused(with(entry, old -> row("FLOAT", 1L << 40, 0)), "may have");
      refused(with(entry, old -> row("FLOAT", -1, 0)), "may have");
      refused(with(entry, old -> row("FLOAT", 5, 5)), "holds 5 numbers, and its network has");
      refused(with(entry, old -> row("DOUBLE", 5, 5)), "no numbers of the type FLOAT");
      refused(with(entry, old -> row("COMPRESSED", 5, 5)), "no numbers of the type FLOAT");
    }
  }

  @Test
  void aStateOfANetworkWithoutOneIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    byte[] zip =
        ModelFile.write(
            Versions.network(
                1,
                new io.chronoshard.kernel.Updater.Sgd(
                    0.1, 0, io.chronoshard.kernel.Updater.Sgd.Look.HERE)));
    entries.put(CONFIGURATION, entries(zip).get(CONFIGURATION));

    refused(zip(entries), "holds updaterState.bin");
  }

  @Test
  void aLargeFileThatIsNothingButZerosIsRefused() throws IOException {
    byte[] zip = with(PARAMETERS, old -> row("FLOAT", 1 << 20, 1 << 20));
    assertThat(zip).hasSizeLessThan(50_000);

    assertThatThrownBy(() -> ModelFile.parameters(zip, SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("it says to have 1048576 numbers, and may have 262144");
  }

  private static byte[] row(String type, long length, int zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("LONG_SHAPE");
      out.writeLong(8);
      out.writeUTF("LONG");
      for (long one : new long[] {2, 1, length, 1, 1, 8192, 1, 'c'}) {
        out.writeLong(one);
      }
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(length);
      out.writeUTF(type);
      out.write(new byte[4 * zeros]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void refused(byte[] zip, String told) {
    assertThatThrownBy(() -> ModelFile.read(zip, SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(SOURCE)
        .hasMessageContaining(told);
  }

  private static byte[] with(String entry, UnaryOperator<byte[]> change) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.computeIfPresent(entry, (name, old) -> change.apply(old));
    return zip(entries);
  }

  private static Map<String, byte[]> entries() throws IOException {
    return entries(ModelFile.write(Versions.network(1)));
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    return zip(List.copyOf(entries.entrySet()));
  }

  private static byte[] zip(List<Map.Entry<String, byte[]>> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
