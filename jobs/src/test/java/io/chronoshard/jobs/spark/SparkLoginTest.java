package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.error.ConfigurationException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkLoginTest {

  private static final SecuritySettings NONE = new SecuritySettings("", "");

  private static final SecuritySettings PLANT =
      new SecuritySettings("plant@CHRONOSHARD.TEST", "plant.keytab");

  @Test
  void sparkGetsTokensByTheSamePrincipalAndKeytab() {
    SparkConf conf = SparkLogin.with(PLANT, new SparkConf(false));

    assertThat(conf.get("spark.kerberos.principal")).isEqualTo("plant@CHRONOSHARD.TEST");
    assertThat(conf.get("spark.kerberos.keytab"))
        .isEqualTo(Path.of("plant.keytab").toAbsolutePath().toString());
    assertThat(SparkLogin.with(NONE, new SparkConf(false)).getAll()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"spark.submit.deployMode, cluster", "spark.kubernetes.submitInDriver, true"})
  void aKeytabOfAnotherMachineIsRefused(String key, String value) {
    SparkConf conf = new SparkConf(false).set(key, value);

    assertThatThrownBy(() -> SparkLogin.requireKeytabHere(PLANT, conf))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("in cluster mode")
        .hasMessageContaining("give --principal and --keytab before the job's name");
    assertThatCode(() -> SparkLogin.requireKeytabHere(NONE, conf)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://a:7077", "local-cluster[2,1,1024]"})
  void executorsOfAStandaloneClusterGetNoTokens(String master) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);

    assertThatThrownBy(() -> SparkLogin.requireTokens(conf, hadoop("kerberos")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--master " + master)
        .hasMessageContaining("take yarn, k8s://URL or local[N]");
    assertThatCode(() -> SparkLogin.requireTokens(conf, hadoop("simple")))
        .doesNotThrowAnyException();
    conf.set("spark.executorEnv.HADOOP_TOKEN_FILE_LOCATION", "/etc/tokens");
    assertThatCode(() -> SparkLogin.requireTokens(conf, hadoop("kerberos")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "local[2]", "k8s://https://a"})
  void othersDoOrNeedNone(String master) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);

    assertThatCode(() -> SparkLogin.requireTokens(conf, hadoop("KERBEROS")))
        .doesNotThrowAnyException();
  }

  private static Configuration hadoop(String authentication) {
    Configuration hadoop = new Configuration(false);
    hadoop.set("hadoop.security.authentication", authentication);
    return hadoop;
  }
}
