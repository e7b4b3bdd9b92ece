package io.chronoshard.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project's scripts and configurations are. */
public final class ProjectFolder {

  private ProjectFolder() {}

  /** The folder that holds {@code scripts} and {@code conf}. */
  public static Path path() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve("scripts/chronoshard")))
        .findFirst()
        .orElseThrow();
  }
}
