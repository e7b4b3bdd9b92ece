package io.chronoshard.jobs.security;

import io.chronoshard.jobs.ServerProcess;
import io.chronoshard.registry.SecureCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link SecureCluster}. */
record ClusterProcess(Path folder, ServerProcess server) implements AutoCloseable {

  /** Starts it, and waits until it serves. */
  static ClusterProcess start(Path folder) throws IOException {
    return new ClusterProcess(
        folder,
        ServerProcess.start(folder.resolve("cluster.log"), "512m", SecureCluster.class, folder));
  }

  /** Writes a ticket of the plant's that lasts for so long. */
  Path ticket(Duration lifetime) throws IOException {
    Path cache = folder.resolve("ticket-" + lifetime.toSeconds());
    server.tell(lifetime.toSeconds() + " " + cache);
    return cache;
  }

  @Override
  public void close() {
    server.close();
  }
}
