package io.chronoshard.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs jobs one after another in a process of its own, as what is one for a whole JVM wants it: who
 * is logged in, and which settings file systems find on the class path.
 */
public final class MainProcess implements AutoCloseable {

  /** How a job ended, and what it printed. */
  public record Outcome(int code, String out, String err) {}

  private final Process process;
  private final DataOutputStream commands;
  private final DataInputStream outcomes;

  private MainProcess(Process process) {
    this.process = process;
    commands = new DataOutputStream(process.getOutputStream());
    outcomes = new DataInputStream(process.getInputStream());
  }

  /**
   * Starts the process.
   *
   * @param log takes what nothing else does
   * @param conf a folder that comes first on the class path
   * @param environment variables beside those of this process
   * @param options of its JVM
   */
  public static MainProcess start(
      Path log, Path conf, Map<String, String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dlog4j2."))
        .forEach(command::add);
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            conf + File.pathSeparator + System.getProperty("java.class.path"),
            MainProcess.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new MainProcess(builder.start());
  }

  /** Runs a command line to its end. */
  public Outcome run(List<String> arguments) throws IOException {
    commands.writeInt(arguments.size());
    for (String argument : arguments) {
      commands.writeUTF(argument);
    }
    commands.flush();
    return new Outcome(outcomes.readInt(), text(outcomes), text(outcomes));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process: as many command lines as it is given. */
  public static void main(String[] none) throws IOException {
    DataInputStream commands = new DataInputStream(System.in);
    DataOutputStream outcomes = new DataOutputStream(System.out);
    System.setOut(System.err);
    while (true) {
      String[] arguments = new String[commands.readInt()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = commands.readUTF();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code =
          Main.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
      outcomes.writeInt(code);
      for (ByteArrayOutputStream printed : List.of(out, err)) {
        outcomes.writeInt(printed.size());
        printed.writeTo(outcomes);
      }
      outcomes.flush();
    }
  }
}
