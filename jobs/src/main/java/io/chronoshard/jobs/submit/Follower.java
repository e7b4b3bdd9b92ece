package io.chronoshard.jobs.submit;

import io.chronoshard.registry.SubmissionFolder;
import io.chronoshard.registry.SubmissionFolder.Output;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints here what the driver of a submitted job prints there. */
final class Follower {

  private final SubmissionFolder folder;
  private final List<Tail> tails;
  private final PrintStream err;
  private int attempt;

  Follower(SubmissionFolder folder, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.err = err;
    tails = List.of(new Tail(Output.OUT, out), new Tail(Output.ERR, err));
  }

  /** What is still to be printed of one output. */
  private final class Tail {

    private final Output output;
    private final PrintStream here;
    private long printed;

    Tail(Output output, PrintStream here) {
      this.output = output;
      this.here = here;
    }

    void print() {
      for (byte[] more = more(); more.length > 0; more = more()) {
        here.writeBytes(more);
        here.flush();
        printed += more.length;
      }
    }

    private byte[] more() {
      return folder.read(attempt, output, printed);
    }
  }

  /** Prints what has come since the last look; of each attempt all, one after the other. */
  void look() {
    int newest = folder.newest();
    printRest();
    while (attempt < newest) {
      attempt++;
      tails.forEach(tail -> tail.printed = 0);
      if (attempt > 1) {
        err.println(
            String.format(
                Locale.ROOT,
                "the driver is gone, and the cluster has started another one (attempt %d)",
                attempt));
      }
      printRest();
    }
  }

  /** The number of the attempt that was looked at last; 0 where there is none. */
  int attempt() {
    return attempt;
  }

  private void printRest() {
    if (attempt > 0) {
      tails.forEach(Tail::print);
    }
  }
}
