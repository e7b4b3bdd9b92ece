package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Adam;

class ModelFileTest {

  private static final String SOURCE = "registry/pump/v000001/model.zip";

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "updater.bin", "../../evil", "a/"})
  void whatIsNoPartOfAModelIsRefusedUnread(String entry) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put(entry, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> ModelFile.read(zip(entries), SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            SOURCE
                + " holds "
                + entry
                + ", and a model file of ours holds nothing but [coefficients.bin,"
                + " configuration.json, updaterState.bin]; it is not opened");
  }

  @Test
  void aClassThatIsNoPartOfANetworkIsRefusedUnbuilt() throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    assertThat(json).contains("org.nd4j.linalg.activations.impl.ActivationTanH");
    entries.put(
        "configuration.json",
        json.replace("org.nd4j.linalg.activations.impl.ActivationTanH", "javax.script.Evil")
            .getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> ModelFile.read(zip(entries), SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            SOURCE
                + " names the class javax.script.Evil, which is no part of a network; it is not"
                + " opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.json", "coefficients.bin"})
  void aModelWithoutAPartIsRefused(String entry) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.remove(entry);

    assertThatThrownBy(() -> ModelFile.read(zip(entries), SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(SOURCE + " cannot be opened by Deeplearning4j: ");
  }

  @Test
  void whatIsNoZipFileIsRefused() {
    assertThatThrownBy(() -> ModelFile.read(new byte[1000], SOURCE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(SOURCE);
  }

  @Test
  void aModelWithAllItsPartsIsOpened() throws IOException {
    assertThat(ModelFile.read(zip(entries()), SOURCE).parameters().length()).isPositive();
  }

  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] zip = ModelFile.write(Versions.network(1, new Adam(0.01)));
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
