package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedBytesTest {

  /** A storage that fails at once. */
  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("Input/output error");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("Input/output error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "deflate"})
  void damageIsNothingElseWhereverItIs(String ending) throws IOException {
    byte[] text = text();
    byte[] whole = compressed(text, ending);
    int refused = 0;
    for (int seed = 1; seed <= 400; seed++) {
      byte[] bytes = damaged(whole, new MersenneTwister(new int[] {seed, 12}));
      try (InputStream decoded = DecodedBytes.of(new ByteArrayInputStream(bytes), codec(ending))) {
        // Where the damage does not matter, all is there.
        assertThat(decoded.readAllBytes()).as("seed %d", seed).isEqualTo(text);
      } catch (DamagedBytesException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(350);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "deflate"})
  void aStorageThatFailsIsNoDamage(String ending) throws IOException {
    byte[] whole = compressed(text(), ending);
    InputStream stored =
        new SequenceInputStream(
            new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)), new Broken());

    assertThatThrownBy(() -> DecodedBytes.of(stored, codec(ending)).readAllBytes())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThatThrownBy(() -> DecodedBytes.of(new Broken(), codec(ending)).readAllBytes())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Input/output error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "deflate"})
  void filesOneBehindTheOtherAreOne(String ending) throws IOException {
    byte[] whole = compressed(text(), ending);
    InputStream twice =
        new SequenceInputStream(new ByteArrayInputStream(whole), new ByteArrayInputStream(whole));

    assertThat(DecodedBytes.of(twice, codec(ending)).readAllBytes()).hasSize(2 * text().length);
  }

  @Test
  void bytesComeOneByOneToo() throws IOException {
    byte[] text = {0, (byte) 255, 7};
    InputStream decoded =
        DecodedBytes.of(new ByteArrayInputStream(compressed(text, "gz")), codec("gz"));

    assertThat(new int[] {decoded.read(), decoded.read(), decoded.read(), decoded.read()})
        .containsExactly(0, 255, 7, -1);
  }

  private static byte[] damaged(byte[] whole, MersenneTwister random) {
    byte[] bytes = whole.clone();
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] text() {
    MersenneTwister random = new MersenneTwister(1);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 2000; row++) {
      text.append(row).append(",site,").append(random.nextInt(1000)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] compressed(byte[] text, String ending) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = codec(ending).createOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static CompressionCodec codec(String ending) {
    return new CompressionCodecFactory(new Configuration(false)).getCodec(new Path("a." + ending));
  }
}
