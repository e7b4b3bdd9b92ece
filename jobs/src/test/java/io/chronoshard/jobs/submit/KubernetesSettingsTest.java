package io.chronoshard.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.chronoshard.jobs.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.deploy.k8s.Config$;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.Kryo$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** What an operator copies for Kubernetes, as far as it can be looked at without one. */
class KubernetesSettingsTest {

  private static final Path CONF = ProjectFolder.path().resolve("conf");

  /** Names that begin so end as an operator likes. */
  private static final String ENVIRONMENT = "spark\\.(kubernetes\\.driverEnv|executorEnv)\\..+";

  private static Map<String, String> settings(String file) {
    return JavaConverters.mapAsJavaMap(Utils.getPropertiesFromFile(CONF.resolve(file).toString()));
  }

  private static Map<String, String> kubernetes() {
    return settings("kubernetes/spark.properties");
  }

  @Test
  void sparkKnowsEachOfThem() {
    // They are known once they are asked for.
    assertThat(Config$.MODULE$.KUBERNETES_NAMESPACE().key())
        .isEqualTo("spark.kubernetes.namespace");
    assertThat(Kryo$.MODULE$.KRYO_REGISTRATION_REQUIRED().key())
        .isEqualTo("spark.kryo.registrationRequired");
    assertThat(UI$.MODULE$.UI_SHOW_CONSOLE_PROGRESS().key())
        .isEqualTo("spark.ui.showConsoleProgress");
    assertThat(package$.MODULE$.DRIVER_MEMORY().key()).isEqualTo("spark.driver.memory");
    assertThat(ConfigEntry.findEntry("spark.kubernetes.nameSpace")).isNull();
    assertThat(kubernetes().keySet())
        .filteredOn(key -> !key.matches(ENVIRONMENT) && !key.startsWith("spark.sql."))
        .hasSizeGreaterThan(15)
        .allSatisfy(key -> assertThat(ConfigEntry.findEntry(key)).as(key).isNotNull());
  }

  /** Spark reads that file alone where one is named. */
  @Test
  void whatHoldsForEachClusterHoldsThereToo() {
    Map<String, String> here = kubernetes();
    assertThat(here).containsAllEntriesOf(settings("spark-defaults.conf"));
  }

  @Test
  void thePodIsOneThatSparkFillsIn() throws IOException {
    Map<String, String> here = kubernetes();
    assertThat(here.get("spark.kubernetes.driver.podTemplateFile"))
        .isEqualTo(here.get("spark.kubernetes.executor.podTemplateFile"))
        .isEqualTo("conf/kubernetes/pod.yaml");
    JsonNode pod = new YAMLMapper().readTree(CONF.resolve("kubernetes/pod.yaml").toFile());
    assertThat(pod.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(pod.path("kind").asText()).isEqualTo("Pod");
    assertThat(pod.at("/spec/volumes/0/name").asText())
        .startsWith("spark-local-dir-")
        .isEqualTo(pod.at("/spec/containers/0/volumeMounts/0/name").asText());
    assertThat(pod.at("/spec/containers").size())
        .as("containers, of which Spark takes the first")
        .isOne();
    assertThat(pod.path("spec").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("terminationGracePeriodSeconds", "containers", "volumes");
  }
}
