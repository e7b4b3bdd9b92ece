package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file of any form ends a run with its code, and the table is as it was. */
class DamagedFormatsIT {

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 14, 21, 24, 42, 71, 86})
  void aDamagedFileLeavesTheTableAsItWas(int seed) throws IOException {
    FileForm form = FileForm.ALL.get(seed % FileForm.ALL.size());
    byte[] whole = whole(form);
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Files.write(raw.resolve("a" + form.ending()), whole);
    RunMain main =
        new RunMain(
                folder,
                String.join("\n", form.settings(raw)) + "\nhistory.table = \"%1$s/table\"\n")
            .on("local[2]");
    main.require("ingest");
    Path snapshots = folder.resolve("table/_chronoshard/snapshots");
    byte[] snapshot = Files.readAllBytes(snapshots.resolve("000001/files.json"));
    Files.write(
        raw.resolve("b" + form.ending()),
        FileForm.damaged(whole, new MersenneTwister(new int[] {seed, 11})));

    assertThat(main.run("ingest")).as(main.err()).isEqualTo(3);

    assertThat(main.err()).contains("b" + form.ending()).doesNotContain("\tat ");
    assertThat(main.out()).isEmpty();
    assertThat(names(folder)).noneMatch(name -> name.contains("staging"));
    assertThat(names(snapshots)).containsExactly("000001");
    assertThat(snapshots.resolve("000001/files.json")).hasBinaryContent(snapshot);
  }

  private byte[] whole(FileForm form) throws IOException {
    try (SparkSession spark =
        Sessions.open("test", new SparkConf(false).set("spark.master", "local[2]"))) {
      return form.bytes(spark, folder);
    }
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
