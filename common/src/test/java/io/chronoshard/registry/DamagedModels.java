package io.chronoshard.registry;

import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Opens a thousand damaged model files, in a process of its own and of little memory: in a registry
 * with and without a manifest that fits them, and as exported versions.
 */
final class DamagedModels {

  private static final Configuration HADOOP = new Configuration();
  private static final List<Damage> DAMAGES = List.of(Damage.values());

  private final Path root;
  private final ModelRegistry registry;
  private final Path version;
  private final byte[] model;
  private final Manifest manifest;
  private final List<Path> watched;

  private DamagedModels(Path root, Path temporary) throws IOException {
    this.root = root;
    this.registry = ModelRegistry.open(root.resolve("a").toString(), "pump", HADOOP);
    registry.publish(Versions.of("run-a", 1));
    this.version = root.resolve("a/pump/v000001");
    this.model = Files.readAllBytes(version.resolve("model.zip"));
    this.manifest =
        Manifest.read(Files.readAllBytes(version.resolve("manifest.json")), version.toString());
    this.watched = List.of(root, temporary);
  }

  /** With a folder to fill, the folder of temporary files, and a number of files. */
  public static void main(String[] arguments) throws IOException {
    DamagedModels models = new DamagedModels(Path.of(arguments[0]), Path.of(arguments[1]));
    int count = Integer.parseInt(arguments[2]);
    for (int seed = 0; seed < count; seed++) {
      models.refuse(seed);
    }
    System.out.println("refused " + count);
  }

  private void refuse(int seed) throws IOException {
    Damage damage = DAMAGES.get(seed % DAMAGES.size());
    Random random = new Random(seed);
    boolean isRefused = false;
    while (!isRefused) {
      byte[] damaged = damage.of(model, random);
      isRefused =
          switch (seed / DAMAGES.size() % 3) {
            case 0 -> unfitting(damaged);
            case 1 -> fitting(damaged);
            default -> exported(damaged);
          };
      // A few bits of a zip file mean nothing, such as those of its times.
      if (!isRefused && damage != Damage.BITS) {
        throw new AssertionError("seed " + seed + ": " + damage + " was opened");
      }
    }
    if (Damage.Sprung.touched) {
      throw new AssertionError("seed " + seed + ": " + damage + " has run code");
    }
  }

  private boolean unfitting(byte[] damaged) throws IOException {
    Files.write(version.resolve("manifest.json"), Json.bytes(manifest));
    Files.write(version.resolve("model.zip"), damaged);
    return refused(() -> registry.verify(1, Optional.empty()));
  }

  private boolean fitting(byte[] damaged) throws IOException {
    Files.write(version.resolve("model.zip"), damaged);
    Files.write(
        version.resolve("manifest.json"),
        Json.bytes(manifest.with("model.zip", Manifest.Entry.of(damaged))));
    return refused(() -> registry.verify(1, Optional.empty()));
  }

  private boolean exported(byte[] damaged) throws IOException {
    Path file = root.resolve("pump.chronoshard");
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (String name : manifest.files().keySet()) {
      files.put(name, Files.readAllBytes(version.resolve(name)));
    }
    files.put("model.zip", damaged);
    files.put("manifest.json", Json.bytes(manifest.with("model.zip", Manifest.Entry.of(damaged))));
    try (var out = Files.newOutputStream(file)) {
      ExportFile.write(
          new ExportHead(ExportHead.FORMAT, "pump", 1), new ArchiveSource("made", files), out);
    }
    ModelRegistry other = ModelRegistry.open(root.resolve("b").toString(), "pump", HADOOP);
    return refused(() -> other.exchange().importFrom(file.toString(), Versions.LOCK, HADOOP));
  }

  /** Whether something was refused for a reason that is told, with nothing written. */
  private boolean refused(Runnable opening) throws IOException {
    List<String> before = files();
    try {
      opening.run();
      return false;
    } catch (UserException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("refused without a reason", e);
      }
      if (!files().equals(before)) {
        throw new AssertionError("something was written: " + before + ", " + files(), e);
      }
      return true;
    }
  }

  private List<String> files() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path folder : watched) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted().toList()) {
          all.add(path + " " + Files.getLastModifiedTime(path) + " " + Files.size(path));
        }
      }
    }
    return all;
  }
}
