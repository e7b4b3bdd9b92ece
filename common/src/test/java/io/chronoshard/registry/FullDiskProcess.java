package io.chronoshard.registry;

import io.chronoshard.config.VersionChoice;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** A process that fills a disk to its end, publishes there all the same, and then makes room. */
public final class FullDiskProcess {

  private static final int LEFT = 12 << 10;

  private FullDiskProcess() {}

  /** Takes the disk's folder, which is empty. */
  public static void main(String[] arguments) throws IOException {
    Path disk = Path.of(arguments[0]);
    Path filler = disk.resolve("filler");
    ModelRegistry registry =
        ModelRegistry.open("file://" + disk.resolve("registry"), "pump", new Configuration());
    VersionContents second = Versions.of("run-2", 2);
    registry.publish(Versions.of("run-1", 1));

    fill(filler);
    try {
      registry.publish(second);
    } catch (StorageException full) {
      System.out.printf(
          Locale.ROOT, "full, code %d: %s%n", full.exitCode(), String.valueOf(full.getMessage()));
    }
    tell("then", registry);

    Files.delete(filler);
    registry.publish(second);
    tell("with room", registry);
  }

  /** But for some room, which is enough to begin with. */
  private static void fill(Path filler) throws IOException {
    byte[] page = new byte[1 << 12];
    long length = 0;
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(page);
        length += page.length;
      }
    } catch (IOException full) {
      try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
        file.truncate(length - LEFT);
      }
    }
  }

  private static void tell(String when, ModelRegistry registry) {
    for (int number : registry.numbers()) {
      registry.version(new VersionChoice.Numbered(number));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: versions %s, champion %d%n",
        when,
        registry.numbers(),
        registry.champion().orElseThrow());
  }
}
