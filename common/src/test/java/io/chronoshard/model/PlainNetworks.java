package io.chronoshard.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.util.ModelSerializer;

/** Networks as Deeplearning4j opens their files, without anything of ours but the layers. */
public final class PlainNetworks {

  private PlainNetworks() {}

  /** A stack or a graph, with its updater's state. */
  public static ModelNetwork read(byte[] zip) throws IOException {
    boolean isGraph;
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      entries.getNextEntry();
      isGraph = new String(entries.readAllBytes(), UTF_8).contains("\"vertices\"");
    }
    return isGraph
        ? new GraphNetwork(
            ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip), true))
        : new StackNetwork(
            ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), true));
  }
}
