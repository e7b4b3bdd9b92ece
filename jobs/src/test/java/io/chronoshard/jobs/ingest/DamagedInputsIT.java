package io.chronoshard.jobs.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file that comes to a table ends the ingest, and the table is as it was. */
class DamagedInputsIT {

  private static final String CONFIG =
      """
      history { input = ["%1$s/raw"], table = "%1$s/table" }
      grid.step = 10 minutes
      """;

  private static final String ROWS =
      "time,x\n2020-01-01 00:10:00,1\n2020-01-01 00:20:00,2\n2020-01-01 00:30:00,3\n";

  @TempDir private Path folder;
  private RunMain main;
  private byte[] snapshot = new byte[0];

  @BeforeEach
  void aTableIsThere() throws IOException {
    main = new RunMain(folder, CONFIG).on("local[2]");
    Files.createDirectories(folder.resolve("raw"));
    Files.writeString(folder.resolve("raw/a.csv"), ROWS);
    main.require("ingest");
    snapshot = Files.readAllBytes(folder.resolve("table/_chronoshard/snapshots/000001/files.json"));
  }

  @Test
  void aCompressedFileThatIsCutOff() throws IOException {
    StringBuilder rows = new StringBuilder(ROWS);
    MersenneTwister random = new MersenneTwister(new int[] {1});
    for (int i = 0; i < 50_000; i++) {
      rows.append("2020-01-02 00:10:00,").append(random.nextInt()).append('\n');
    }
    byte[] whole = gzip(rows.toString());
    add("b.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    refused(3, "b.csv.gz, line ", "the file is damaged or cut off (Unexpected end");
  }

  @Test
  void aCompressedFileThatIsNone() throws IOException {
    add("b.csv.gz", noise(5000));
    refused(3, "b.csv.gz, line 1: the file is damaged or cut off (not a gzip file)");
  }

  @Test
  void aLengthThatAsksForMoreMemoryThanThereIs() throws IOException {
    add("b.csv.lz4", new byte[] {0, 0, 0, 9, 127, -1, -1, -1, 0, 0});
    refused(3, "b.csv.lz4, line 1: the file is damaged or cut off (Requested array size exceeds");
  }

  @Test
  void aCodecThatIsNotHere() throws IOException {
    add("b.csv.zst", noise(100));
    refused(2, "b.csv.zst: this Hadoop reads no .zst (native zStandard library not available");
  }

  @Test
  void noise() throws IOException {
    add("b.csv", noise(100_000));
    refused(2, "b.csv");
  }

  @Test
  void noiseBehindAHeader() throws IOException {
    byte[] noise = noise(100_000);
    byte[] header = "time,x\n".getBytes(UTF_8);
    byte[] both = Arrays.copyOf(header, header.length + noise.length);
    System.arraycopy(noise, 0, both, header.length, noise.length);
    add("b.csv", both);
    refused(3, "b.csv, line 2: ", "rows that cannot be read");
  }

  @Test
  void aHeaderWithoutRowsIsNoDamage() throws IOException {
    add("b.csv", "time,x\n".getBytes(UTF_8));
    add("c.csv", new byte[0]);
    main.require("ingest");
    assertThat(
            TableSnapshots.of(folder.resolve("table").toString(), Sessions.hadoop())
                .latest()
                .orElseThrow()
                .inputs())
        .hasSize(3);
  }

  private void add(String name, byte[] content) throws IOException {
    Files.write(folder.resolve("raw").resolve(name), content);
  }

  private void refused(int code, String... messages) throws IOException {
    assertThat(main.run("ingest")).as(main.err()).isEqualTo(code);
    assertThat(main.err()).contains(messages).doesNotContain("\tat ");
    assertThat(main.out()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.contains("staging"));
    }
    try (Stream<Path> snapshots = Files.list(folder.resolve("table/_chronoshard/snapshots"))) {
      assertThat(snapshots).hasSize(1);
    }
    assertThat(folder.resolve("table/_chronoshard/snapshots/000001/files.json"))
        .hasBinaryContent(snapshot);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new MersenneTwister(new int[] {7}).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }
}
