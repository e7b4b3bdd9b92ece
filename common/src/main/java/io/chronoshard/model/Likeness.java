package io.chronoshard.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** How much networks are alike, by their configurations in Deeplearning4j's JSON. */
public final class Likeness {

  /** What training is told, and what it leaves: neither changes what parameters mean. */
  private static final Set<String> OF_TRAINING =
      Set.of(
          "seed",
          "iterationcount",
          "epochcount",
          "iupdater",
          "biasupdater",
          "regularization",
          "regularizationbias",
          "variables");

  private Likeness() {}

  /**
   * Whether two networks of the same parameters compute the same and minimise the same, penalties
   * aside.
   */
  public static boolean ofLayers(String one, String other) {
    return layers(tree(one)).equals(layers(tree(other)));
  }

  /** Whether the state of one network's updater is one of the other's: their kinds are the same. */
  public static boolean ofUpdaters(String one, String other) {
    return updaters(tree(one)).equals(updaters(tree(other)));
  }

  private static JsonNode tree(String json) {
    try {
      return NeuralNetConfiguration.mapper().readTree(UnbuiltNetwork.of(json).json());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no configuration of a network", e);
    }
  }

  private static JsonNode layers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !OF_TRAINING.contains(name.toLowerCase(Locale.ROOT)));
      object.remove(names);
    }
    node.forEach(Likeness::layers);
    return node;
  }

  private static Set<String> updaters(JsonNode network) {
    Set<String> kinds = new TreeSet<>();
    for (JsonNode updater : network.findValues("iupdater")) {
      kinds.add(updater.path("@class").asText() + " " + updater.path("kind").asText());
    }
    return kinds;
  }
}
