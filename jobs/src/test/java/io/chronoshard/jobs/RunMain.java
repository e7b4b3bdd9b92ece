package io.chronoshard.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.jobs.cli.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs jobs through {@link Main} as a command line would, and keeps what they print. */
public final class RunMain {

  private final Path config;
  private String out = "";
  private String err = "";
  private String master = "local[*]";

  /**
   * With a configuration.
   *
   * @param folder where its file goes
   * @param hocon the configuration; {@code %1$s} stands for the folder
   */
  public RunMain(Path folder, String hocon) throws IOException {
    config =
        Files.writeString(
            Files.createTempFile(folder, "job", ".conf"), hocon.replace("%1$s", folder.toString()));
  }

  /**
   * Runs a job with settings over the configuration, each {@code key=value}; returns the exit code.
   */
  public int run(String job, String... sets) {
    List<String> args = new ArrayList<>(List.of(job, "--config", config.toString()));
    for (String set : sets) {
      args.add("--set");
      args.add(set);
    }
    return runWith(args);
  }

  /** Runs a job that must succeed. */
  public void require(String job, String... sets) {
    int code = run(job, sets);
    if (code != 0) {
      throw new AssertionError(job + " ended with code " + code + ":\n" + err);
    }
  }

  /** Runs the jobs that follow on another Spark master than {@code local[*]}. */
  public RunMain on(String newMaster) {
    master = newMaster;
    return this;
  }

  /** Runs a command line. */
  public int runWith(List<String> args) {
    return runWith(args, Main::run);
  }

  /** Runs a command line with a job that the test has made. */
  public int runWith(List<String> args, Job job) {
    return runWith(args, new Cli(List.of(job))::run);
  }

  /** Takes arguments and streams, and gives the exit code. */
  private interface Run {

    int run(String[] args, PrintStream out, PrintStream err);
  }

  private int runWith(List<String> args, Run run) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setProperty("spark.master", master);
    System.setProperty("spark.ui.enabled", "false");
    int code;
    try {
      code =
          run.run(
              args.toArray(new String[0]),
              new PrintStream(outBytes, true, UTF_8),
              new PrintStream(errBytes, true, UTF_8));
    } finally {
      System.clearProperty("spark.master");
      System.clearProperty("spark.ui.enabled");
    }
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return code;
  }

  /** Where the configuration is. */
  public Path config() {
    return config;
  }

  /** What the last job wrote to standard output. */
  public String out() {
    return out;
  }

  /** What the last job wrote to standard error. */
  public String err() {
    return err;
  }
}
