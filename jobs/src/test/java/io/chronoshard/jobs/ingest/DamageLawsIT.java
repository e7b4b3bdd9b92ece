package io.chronoshard.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever befalls the bytes of a file, an ingest reads them or says that they are damaged. */
class DamageLawsIT {

  /** Damage of these seeds is some that ORC's reader reads for ever. */
  private static final List<Integer> ENDLESS = List.of(15);

  private static final Map<FileForm, byte[]> WHOLE = new HashMap<>();

  private static IngestBench bench;

  private static int tried;

  private static int refused;

  @TempDir private Path folder;

  @BeforeAll
  static void writeFiles(@TempDir Path scratch) throws IOException {
    bench = IngestBench.open(1 << 20);
    for (FileForm form : FileForm.ALL) {
      WHOLE.put(form, form.bytes(bench.spark(), scratch));
    }
  }

  @AfterAll
  static void closeSpark() {
    bench.close();
  }

  static Iterator<Integer> seeds() {
    return IntStream.rangeClosed(1, 6 * FileForm.ALL.size())
        .filter(seed -> !ENDLESS.contains(seed))
        .iterator();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damageIsTold(int seed) throws IOException {
    FileForm form = FileForm.ALL.get(seed % FileForm.ALL.size());
    byte[] whole = WHOLE.get(form);
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Files.write(raw.resolve("a" + form.ending()), whole);
    Files.write(
        raw.resolve("b" + form.ending()),
        FileForm.damaged(whole, new MersenneTwister(new int[] {seed, 11})));
    String place = "seed " + seed + ", " + form;

    Optional<Exception> failure = failure(form, raw);

    tried++;
    if (failure.isPresent()) {
      refused++;
      UserException told = told(failure.get());
      assertThat(told).as(place).isNotNull().hasMessageContaining("b" + form.ending());
      // Names of columns may be other names by now.
      assertThat(told).as(place).isInstanceOfAny(DataException.class, ConfigurationException.class);
    }
  }

  /** Or the law above, where it was tried, would have asked nothing. */
  @AfterAll
  static void someWereRefused() {
    assertThat(refused).isGreaterThan(tried / 3);
  }

  private Optional<Exception> failure(FileForm form, Path raw) {
    Configuration settings = ConfigurationReader.read(Optional.empty(), form.settings(raw));
    org.apache.hadoop.fs.Path table =
        new org.apache.hadoop.fs.Path(folder.resolve("table").toString());
    try {
      bench
          .ingest(settings, bench.files(settings), Long.MAX_VALUE)
          .make(bench.spark(), () -> table);
      return Optional.empty();
    } catch (Exception e) {
      // Spark throws checked exceptions that nobody declares.
      return Optional.of(e);
    }
  }

  /** As Spark hands it on. */
  private static UserException told(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException told) {
        return told;
      }
    }
    throw new AssertionError("a defect", failure);
  }
}
