package io.chronoshard.jobs.submit;

import io.chronoshard.registry.SubmissionFolder;
import io.chronoshard.registry.SubmissionFolder.Output;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Prints here what the driver of a submitted job prints there. */
final class Follower {

  private final SubmissionFolder folder;
  private final Map<Output, PrintStream> here = new EnumMap<>(Output.class);
  private final Map<Output, Long> printed = new EnumMap<>(Output.class);
  private int attempt;

  Follower(SubmissionFolder folder, PrintStream out, PrintStream err) {
    this.folder = folder;
    here.put(Output.OUT, out);
    here.put(Output.ERR, err);
    forget();
  }

  /** Prints what has come since the last look; of each attempt all, one after the other. */
  void look() {
    int newest = folder.newest();
    while (attempt < newest) {
      printRest();
      attempt++;
      forget();
      if (attempt > 1) {
        here.get(Output.ERR)
            .println(
                String.format(
                    Locale.ROOT,
                    "the driver is gone, and the cluster has started another one (attempt %d)",
                    attempt));
      }
    }
    printRest();
  }

  /** The number of the attempt that was looked at last; 0 where there is none. */
  int attempt() {
    return attempt;
  }

  private void forget() {
    for (Output output : Output.values()) {
      printed.put(output, 0L);
    }
  }

  private void printRest() {
    if (attempt == 0) {
      return;
    }
    for (Output output : Output.values()) {
      byte[] more = folder.read(attempt, output, printed.get(output));
      while (more.length > 0) {
        here.get(output).writeBytes(more);
        here.get(output).flush();
        printed.merge(output, (long) more.length, Long::sum);
        more = folder.read(attempt, output, printed.get(output));
      }
    }
  }
}
