package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ResourceTypeInfo;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;
import org.apache.spark.SparkConf;

/**
 * Whether YARN can be asked for GPUs. Where it has no such resource, or this machine's settings do
 * not name it, Spark warns and asks for executors without: several would share what one finds.
 */
final class YarnGpus {

  private YarnGpus() {}

  /**
   * Asks YARN, where GPUs are asked for.
   *
   * @throws ClusterException where it cannot give them
   */
  static void require(SparkConf conf, Configuration hadoop) {
    GpuRequest request = GpuRequest.of(conf);
    if (!request.isForExecutors()) {
      return;
    }
    String name = conf.get("spark.yarn.resourceGpuDeviceName", "yarn.io/gpu");
    YarnClient yarn = YarnApplication.client(hadoop);
    try {
      Set<String> offered =
          yarn.getResourceTypeInfo().stream()
              .map(ResourceTypeInfo::getName)
              .collect(Collectors.toCollection(TreeSet::new));
      refusal(request, name, offered, ResourceUtils.getResourceTypes().keySet())
          .ifPresent(
              text -> {
                throw new ClusterException(text);
              });
    } catch (IOException | YarnException e) {
      throw new ClusterException(
          "YARN does not tell whether it has GPUs, which "
              + request
              + " asks for: "
              + YarnRefusal.line(String.valueOf(e.getMessage()))
              + "; see that its resource manager runs",
          e);
    } finally {
      yarn.stop();
    }
  }

  /**
   * Why YARN cannot give them; nothing where it can.
   *
   * @param name of the resource
   * @param offered resources that the resource manager knows
   * @param known resources that this machine's settings know
   */
  static Optional<String> refusal(
      GpuRequest request, String name, Set<String> offered, Set<String> known) {
    if (!offered.contains(name)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s, and YARN knows no resource %s, only %s; have it name the resource in yarn.resource-types"
                  + " (resource-types.xml of resource manager and nodes), name the one that it has by"
                  + " spark.yarn.resourceGpuDeviceName, or leave these settings out",
              request,
              name,
              String.join(", ", offered)));
    }
    if (!known.contains(name)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s, and YARN has the resource %s, but the settings that HADOOP_CONF_DIR names do not, so that Spark would"
                  + " not ask for it; set yarn.client.load.resource-types.from-server = true in its yarn-site.xml, or"
                  + " copy resource-types.xml there",
              request,
              name));
    }
    return Optional.empty();
  }
}
