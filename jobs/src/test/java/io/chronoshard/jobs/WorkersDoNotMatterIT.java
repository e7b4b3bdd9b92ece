package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.Json;
import io.chronoshard.registry.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The law: the same readings, configuration and seed give the same model, whoever computes it. */
class WorkersDoNotMatterIT {

  private static final String CONFIG =
      """
      simulate {
        output = "%1$s/raw"
        steps = 900
        series = 2
        channels = 3
        rows-per-file = 400
        faults { repeated = 0.01, unsorted = 0.02, gaps = 0.01, longest-gap = 6, missing = 0.002 }
      }
      history {
        input = ["%1$s/raw/*.csv"]
        series.column = series
        missing = ["-9999"]
        table = "%1$s/history"
      }
      grid { fill = 3, block-steps = 128 }
      features { calendar = [hour-of-day], derived = [{ type = difference, channel = "p (mbar)", steps = 6 }] }
      window { length = 6, sampling = 2, stride = 2, lead = 3, targets = ["T (degC)"] }
      model.layers = [{ type = lstm, units = 3 }, { type = dropout, rate = 0.2 }]
      training { epochs = 2, batch = 32, shards = 3, period = 2 }
      registry { path = "%1$s/registry", model = weather }
      """;

  @TempDir private static Path two;

  private static String hash = "";

  @BeforeAll
  static void aModelOfTwoThreads() throws IOException {
    hash = modelHash(two, simulated(two, "local[2]"));
  }

  @Test
  void oneThreadMakesTheSameModel(@TempDir Path one) throws IOException {
    assertThat(modelHash(one, simulated(one, "local[1]"))).isEqualTo(hash);
  }

  @Test
  void enginesAndThreadsMakeTheSameModel(@TempDir Path folder) throws IOException {
    RunMain main = main(two, "local[2]");
    // So many samples that threads have something to share.
    String batch = "training.batch = 80";
    assertThat(main.run("train", batch, registry(folder, "plain"))).as(main.err()).isZero();
    String plain = hashIn(folder.resolve("plain"));
    assertThat(plain).isNotEqualTo(hash);
    assertThat(main.run("train", batch, "training.engine = scalar", registry(folder, "scalar")))
        .as(main.err())
        .isZero();
    assertThat(main.err()).contains("engine scalar: as configured");
    assertThat(hashIn(folder.resolve("scalar"))).isEqualTo(plain);
    // Three shards on seven cores: each has two.
    main.on("local[7]");
    assertThat(main.run("train", batch, registry(folder, "threads"))).as(main.err()).isZero();
    assertThat(main.err())
        .contains("engine vector on 2 threads a shard: the fastest on these processors");
    assertThat(hashIn(folder.resolve("threads"))).isEqualTo(plain);
  }

  @Test
  void stockLayersMakeAnotherModel(@TempDir Path folder) throws IOException {
    RunMain main = main(two, "local[2]");
    assertThat(main.run("train", "training.engine = deeplearning4j", registry(folder, "stock")))
        .as(main.err())
        .isZero();
    assertThat(main.err()).contains("engine deeplearning4j: as configured");
    assertThat(hashIn(folder.resolve("stock"))).isNotEqualTo(hash);
  }

  @Test
  void anEnsembleIsTheSameOnAnyThreads(@TempDir Path folder) throws IOException {
    String[] ensemble = {
      "model.members = [{ layers = [{ type = gru, units = 2 }] }]",
      "training { seeds = [5], combine = stacked }"
    };
    List<String> hashes = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      RunMain main = main(two, "local[" + threads + "]");
      String registry = registry(folder, "of-" + threads);
      assertThat(main.run("train", ensemble[0], ensemble[1], registry)).as(main.err()).isZero();
      assertThat(main.err()).contains("network 1 of 4: model 1 with seed 1");
      assertThat(main.err()).contains("network 4 of 4: model 2 with seed 5");
      assertThat(main.out())
          .contains("of 4 networks, on the part that their weights were found on");
      hashes.add(hashIn(folder.resolve("of-" + threads)));
    }
    assertThat(hashes).containsOnly(hashes.get(0));
    assertThat(hashes.get(0)).isNotEqualTo(hash);
  }

  /** Three shards of a network with two inputs, of which one is known ahead, and two heads. */
  @Test
  void enginesAndCoresMakeTheSameGraph(@TempDir Path folder) throws IOException {
    String[] graph = {
      "training.epochs = 1",
      "model.layers = null",
      "window.targets = [\"T (degC)\", \"p (mbar)\"]",
      "model.inputs = [{ name = past, length = 4 }, { name = hours, kind = ahead, length = 5 }]",
      "model.graph = [{ name = a, from = past, type = lstm, units = 3 },"
          + " { name = b, from = hours, type = gru, units = 3, recurrent-dropout = 0.2 },"
          + " { name = both, from = [a, b], type = multiply }]",
      "model.outputs = [{ name = warm, targets = [\"T (degC)\"] },"
          + " { name = rest, from = a, lead = 1, horizon = 2, weight = 0.5, loss = mse }]"
    };
    List<String> hashes = new ArrayList<>();
    for (String master : List.of("local[1]", "local[3]", "local[7]")) {
      for (String engine : List.of("scalar", "vector")) {
        String name = "graph-" + hashes.size();
        List<String> keys = new ArrayList<>(List.of(graph));
        keys.add("training.engine = " + engine);
        keys.add(registry(folder, name));
        RunMain main = main(two, master);
        assertThat(main.run("train", keys.toArray(String[]::new))).as(main.err()).isZero();
        hashes.add(hashIn(folder.resolve(name)));
      }
    }
    assertThat(hashes).containsOnly(hashes.get(0)).doesNotContain(hash);
  }

  private static String registry(Path folder, String name) {
    return "registry.path = \"" + folder.resolve(name) + "\"";
  }

  @Test
  void shuffledAndRenamedFilesMakeTheSameModel(@TempDir Path folder) throws IOException {
    int seed = 7;
    List<String> lines = new ArrayList<>();
    String header = "";
    try (Stream<Path> files = Files.list(two.resolve("raw"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        List<String> all = Files.readAllLines(file);
        header = all.get(0);
        lines.addAll(all.subList(1, all.size()));
      }
    }
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    for (int i = lines.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      lines.set(i, lines.set(other, lines.get(i)));
    }
    Path raw = Files.createDirectories(folder.resolve("raw"));
    int files = 5;
    for (int file = 0; file < files; file++) {
      List<String> some =
          new ArrayList<>(
              lines.subList(lines.size() * file / files, lines.size() * (file + 1) / files));
      some.add(0, header);
      Files.write(raw.resolve(String.format(Locale.ROOT, "%c %%41 {ü} [1].csv", 'z' - file)), some);
    }

    RunMain main = main(folder, "local[2]");
    String odd = "\"" + folder.resolve("a history {b} [c]*") + "\"";
    assertThat(main.run("ingest", "history.table = " + odd)).as(main.err()).isZero();
    assertThat(main.run("train", "history.table = " + odd)).as(main.err()).isZero();
    assertThat(hashIn(folder.resolve("registry"))).as("seed %d", seed).isEqualTo(hash);
    // The score of it, too, lies where it was asked for.
    String scores = "scores.output = \"" + folder.resolve("the scores [d]") + "\"";
    assertThat(main.run("score", "history.table = " + odd, scores)).as(main.err()).isZero();
    assertThat(folder.resolve("the scores [d]/_run.json")).exists();
  }

  @Test
  void aRunAgainElsewhereMakesTheSameModelAndHereNone(@TempDir Path folder) throws IOException {
    RunMain main = main(two, "local[2]");
    String elsewhere = "registry.path = \"" + folder + "\"";
    assertThat(main.run("train", elsewhere)).as(main.err()).isZero();
    assertThat(hashIn(folder)).isEqualTo(hash);

    for (String job : List.of("simulate", "ingest", "train")) {
      // Where nothing is left to do, nobody misses Spark.
      assertThat(main.on("no-such-master").run(job)).as(main.err()).isZero();
      assertThat(main.out()).contains(" is done since ", "choose another run.id to do it again");
    }
    assertThat(main.on("local[2]").run("train", elsewhere)).as(main.err()).isZero();
    for (Path registry : List.of(folder, two.resolve("registry"))) {
      try (Stream<Path> left = Files.list(registry.resolve("weather"))) {
        assertThat(left.filter(path -> path.getFileName().toString().startsWith("v"))).hasSize(1);
      }
    }
  }

  @Test
  void anIngestIsMadeAgainWhereItsTableIsGone(@TempDir Path folder) throws IOException {
    RunMain main = main(folder, "local[2]");
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Files.copy(two.resolve("raw/site-0001-00001.csv"), raw.resolve("a.csv"));
    assertThat(main.run("ingest")).as(main.err()).isZero();
    Files.move(folder.resolve("history"), folder.resolve("moved"));

    assertThat(main.run("ingest")).as(main.err()).isZero();

    assertThat(main.err()).contains("its output is gone; this is attempt 2");
    assertThat(folder.resolve("history/_chronoshard/snapshots/000001/history.json"))
        .hasSameBinaryContentAs(folder.resolve("moved/_chronoshard/snapshots/000001/history.json"));
  }

  private static RunMain main(Path folder, String master) throws IOException {
    return new RunMain(folder, CONFIG).on(master);
  }

  private static RunMain simulated(Path folder, String master) throws IOException {
    RunMain main = main(folder, master);
    assertThat(main.run("simulate")).as(main.err()).isZero();
    return main;
  }

  private static String modelHash(Path folder, RunMain main) throws IOException {
    assertThat(main.run("ingest")).as(main.err()).isZero();
    assertThat(main.run("train")).as(main.err()).isZero();
    return hashIn(folder.resolve("registry"));
  }

  private static String hashIn(Path registry) throws IOException {
    Path file = registry.resolve("weather/v000001/provenance.json");
    return Json.read(Files.readAllBytes(file), Provenance.class, file.toString()).modelHash();
  }
}
