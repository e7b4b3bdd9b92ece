package io.chronoshard.registry;

import io.chronoshard.registry.SoakedRegistry.Work;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The long version of {@link KilledLaws} and {@link StoppedLaws}, by the command line's own
 * processes: for {@code scripts/soak registry}.
 */
public final class RegistrySoak {

  private static final int SEED = 7;

  private RegistrySoak() {}

  /**
   * Prints a table; fails where a law does not hold.
   *
   * @param arguments the script that runs jobs, a folder that is empty, how many processes are
   *     killed on each kind of storage, and how many holders of a lock are stopped
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path script = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    int kills = Integer.parseInt(arguments[2]);
    int holders = Integer.parseInt(arguments[3]);
    System.out.println("storage     what      killed  undone  lock left");
    on(
        "local disk",
        script,
        folder.resolve("disk"),
        folder.toUri(),
        kills,
        holders,
        new Configuration());
    try (MiniHdfs.Running hdfs = new MiniHdfs.Running()) {
      MiniHdfs.Reached reached = hdfs.reached();
      on(
          "HDFS",
          script,
          folder.resolve("hdfs"),
          reached.root().toUri(),
          kills,
          holders,
          reached.hadoop());
    }
    // Threads of the mini-cluster may go on.
    System.exit(0);
  }

  private static void on(
      String name,
      Path script,
      Path folder,
      URI storage,
      int kills,
      int holders,
      Configuration hadoop)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(storage);
    WholeRegistry whole =
        new WholeRegistry(new org.apache.hadoop.fs.Path(root, "registry"), hadoop);
    Map<Work, KilledCommands.Count> counts =
        new KilledCommands(script, new SoakedRegistry(folder, whole), SEED).run(kills);
    counts.forEach(
        (work, count) ->
            System.out.printf(
                Locale.ROOT,
                "%-10s  %-8s  %6d  %6d  %9d%n",
                name,
                work.toString().toLowerCase(Locale.ROOT),
                count.killed(),
                count.undone(),
                count.locked()));
    StoppedHolders.Came came =
        new StoppedHolders(folder, new org.apache.hadoop.fs.Path(root, "holders"), hadoop)
            .run(holders, holders, SEED);
    System.out.printf(
        Locale.ROOT,
        "%-10s  %d holders, stopped %d times: %d commits, %d times the lock was lost%n",
        name,
        holders,
        holders,
        came.commits(),
        came.lost());
    if (came.lost() == 0) {
      throw new AssertionError(
          "no holder was stopped while it held the lock, so nothing is shown; let more of them run");
    }
  }
}
