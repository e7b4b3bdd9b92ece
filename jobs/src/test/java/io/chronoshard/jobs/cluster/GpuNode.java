package io.chronoshard.jobs.cluster;

import io.chronoshard.jobs.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * This machine with an {@code nvidia-smi} of the test's: a node with GPUs that are not there.
 *
 * @param path where programs are looked for
 */
record GpuNode(String path) {

  /** The script by which Spark finds GPUs. */
  static final Path SCRIPT = ProjectFolder.path().resolve("scripts/discover-gpus");

  /**
   * A node.
   *
   * @param folder takes the program
   * @param answer what the program does when it is asked for the numbers of GPUs, in the shell
   */
  static GpuNode of(Path folder, String answer) throws IOException {
    Path program = Files.createTempDirectory(folder, "bin").resolve("nvidia-smi");
    Files.writeString(
        program,
        "#!/bin/sh\n[ \"$*\" = \"--query-gpu=index --format=csv,noheader\" ] || exit 99\n"
            + answer
            + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GpuNode(program.getParent() + ":" + System.getenv("PATH"));
  }

  /** Variables of processes on the node. */
  Map<String, String> environment() {
    return Map.of("PATH", path);
  }
}
