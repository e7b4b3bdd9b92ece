package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files from outside run no code, fill no memory and write nothing. */
class DamagedModelsIT {

  private static final int COUNT = 1000;

  @TempDir private Path folder;

  @Test
  void aThousandDamagedModelFilesAreRefused() throws IOException, InterruptedException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxbytes=128m",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            classPath(),
            DamagedModels.class.getName(),
            root.toString(),
            temporary.toString(),
            String.valueOf(COUNT)));

    int code =
        new ProcessBuilder(command)
            // What a name such as ../x leads to is looked at, too.
            .directory(Files.createDirectory(root.resolve("below")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(log).content().endsWith("refused " + COUNT + System.lineSeparator());
    assertThat(code).isZero();
  }

  /** From whatever folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
