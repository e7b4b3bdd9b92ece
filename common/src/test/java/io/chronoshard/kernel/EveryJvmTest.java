package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Engines give the same bits in JVMs that interpret, compile, or have vectors of other widths. */
class EveryJvmTest {

  private static final int CASES = 150;

  /** Interpreted, an operation on a vector takes a microsecond. */
  private static final int INTERPRETED = 10;

  /**
   * A JVM of its own.
   *
   * @param bytes of its vectors; 0 for as many as the processor has
   */
  private record Jvm(int bytes, Engine engine, int cases, List<String> options) {

    private Process start() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"));
      command.addAll(options);
      command.add("-cp");
      command.add(place(EngineBits.class) + File.pathSeparator + place(Engine.class));
      command.add(EngineBits.class.getName());
      command.add(engine.name());
      command.add(Integer.toString(cases));
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
  }

  private static Path place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @Test
  void enginesGiveTheSameBitsInterpretedAndCompiledAndAtAnyWidth()
      throws IOException, InterruptedException {
    List<Jvm> jvms =
        List.of(
            new Jvm(0, Engine.VECTOR, INTERPRETED, List.of("-Xint")),
            new Jvm(0, Engine.SCALAR, CASES, List.of("-Xint")),
            new Jvm(0, Engine.VECTOR, CASES, List.of("-XX:TieredStopAtLevel=1")),
            new Jvm(0, Engine.VECTOR, CASES, List.of("-XX:-TieredCompilation")),
            new Jvm(0, Engine.VECTOR, CASES, List.of()),
            new Jvm(16, Engine.VECTOR, CASES, List.of("-XX:MaxVectorSize=16")),
            new Jvm(8, Engine.VECTOR, CASES, List.of("-XX:MaxVectorSize=8")));
    List<Process> processes = new ArrayList<>();
    for (Jvm jvm : jvms) {
      processes.add(jvm.start());
    }
    for (int i = 0; i < jvms.size(); i++) {
      assertGivesTheBits(jvms.get(i), processes.get(i));
    }
  }

  private static void assertGivesTheBits(Jvm jvm, Process process)
      throws IOException, InterruptedException {
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    String bits = String.format(Locale.ROOT, "%016x", EngineBits.of(Engine.SCALAR, jvm.cases()));
    assertThat(process.waitFor()).as("%s printed %s", jvm, printed).isZero();
    assertThat(printed).as("%s", jvm).endsWith(" " + bits);
    if (jvm.bytes() > 0) {
      assertThat(printed).as("%s", jvm).startsWith(jvm.bytes() + " ");
    }
  }
}
