package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.jobs.DesignExamples;
import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.RecipesExamples;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.train.ModelDesign;
import io.chronoshard.train.ModelState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a model file may name is what the networks of this program are made of, and no more. */
class KnownNetworksTest {

  private static final String OWN = "io.chronoshard.layer.";

  @Test
  void networksOfRecipesAndOfDeeplearning4jNameAllOthers() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String json : networks()) {
      JsonNode configuration =
          Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class, "a network");
      configuration.findParents("@class").forEach(part -> names(part, named));
    }

    assertThat(KnownClasses.NAMES).containsAll(named);
    assertThat(known(name -> !name.startsWith(OWN)))
        .isEqualTo(
            named.stream()
                .filter(name -> !name.startsWith(OWN))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Also of what lies in a part. */
  private static void names(JsonNode part, Set<String> named) {
    named.add(part.get("@class").asText());
    part.forEach(inner -> inner.findParents("@class").forEach(deeper -> names(deeper, named)));
  }

  private static Set<String> known(Predicate<String> which) {
    return KnownClasses.NAMES.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachOfTheseNetworksIsTheSameAfterAModelFile() throws IOException {
    for (String json : networks()) {
      ModelNetwork network = ModelNetwork.fromJson(json);

      ModelNetwork read = ModelFile.read(ModelFile.write(network), "model.zip");

      assertThat(read.json()).isEqualTo(network.json());
      assertThat(ModelState.of(read)).isEqualTo(ModelState.of(network));
    }
  }

  private static List<String> networks() throws IOException {
    List<String> all = new ArrayList<>();
    List<Configuration> configured = new ArrayList<>(RecipesExamples.all());
    configured.add(flattened());
    for (Configuration settings : configured) {
      ModelDesign design = DesignExamples.of(settings);
      for (Architecture architecture : design.architectures()) {
        all.add(Networks.json(architecture, settings.training(), design.objectives()));
      }
    }
    for (String loss : List.of("mae", "mse")) {
      all.add(stock(loss, "type = flatten"));
      all.add(
          stock(
              loss,
              "type = lstm, units = 3, output = sequence",
              "type = dropout, rate = 0.5",
              "type = simple-rnn, units = 2",
              "type = dense, units = 3, activation = relu"));
    }
    return all;
  }

  /** A graph with a node that does nothing but flatten. */
  private static Configuration flattened() {
    return ConfigurationReader.read(
        Optional.of(ProjectFolder.path().resolve("conf/recipes/lstm-16.conf")),
        List.of(
            "model.layers = null",
            "model.graph = [{ name = a, type = lstm, units = 3 },"
                + " { name = flat, from = window, type = flatten },"
                + " { name = b, type = dense, units = 3 },"
                + " { name = c, from = [a, b], type = add }]"));
  }

  private static String stock(String loss, String... layers) {
    TrainingSettings training =
        TrainingSettingsExamples.with("engine = deeplearning4j", "loss = " + loss);
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.of(layers), new InputShape(4, 3), new OutputShape(1, 2));
    return Networks.json(
        architecture, training, Objectives.of(Objective.ofValues(training.loss(), 2)));
  }
}
