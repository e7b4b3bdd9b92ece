package io.chronoshard.jobs.spark;

import io.chronoshard.registry.Token;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * An application that Spark submits to YARN and tells nobody of: YARN is asked for the one with a
 * tag that no other has.
 */
final class YarnApplication implements AutoCloseable {

  private final String tag = "chronoshard-" + Token.next();
  private final YarnClient yarn;

  /** That is not submitted yet, on the YARN that settings name. */
  YarnApplication(Configuration hadoop) {
    yarn = client(hadoop);
  }

  /** Asks the YARN that settings name; to be stopped. */
  static YarnClient client(Configuration hadoop) {
    YarnConfiguration settings = new YarnConfiguration(hadoop);
    settings.setBoolean(YarnConfiguration.TIMELINE_SERVICE_ENABLED, false);
    YarnClient client = YarnClient.createYarnClient();
    client.init(settings);
    client.start();
    return client;
  }

  String tag() {
    return tag;
  }

  /** As YARN has it; nothing where it has not taken one. */
  Optional<ApplicationReport> report() throws IOException, YarnException {
    List<ApplicationReport> found =
        yarn.getApplications(null, EnumSet.allOf(YarnApplicationState.class), Set.of(tag));
    return found.stream().findFirst();
  }

  void end(ApplicationId id) throws IOException, YarnException {
    yarn.killApplication(id, "it was not started within run.executor-wait");
  }

  /** What the cluster has, for an operator. */
  String room() throws IOException, YarnException {
    List<NodeReport> nodes = yarn.getNodeReports(NodeState.RUNNING);
    long megabytes = 0;
    long megabytesInUse = 0;
    int cores = 0;
    int coresInUse = 0;
    for (NodeReport node : nodes) {
      Resource all = node.getCapability();
      Resource used = node.getUsed();
      megabytes += all.getMemorySize();
      megabytesInUse += used == null ? 0 : used.getMemorySize();
      cores += all.getVirtualCores();
      coresInUse += used == null ? 0 : used.getVirtualCores();
    }
    return String.format(
        Locale.ROOT,
        "the cluster has %d nodes with %d MB and %d cores, of which %d MB and %d are in use",
        nodes.size(),
        megabytes,
        cores,
        megabytesInUse,
        coresInUse);
  }

  @Override
  public void close() {
    yarn.stop();
  }
}
