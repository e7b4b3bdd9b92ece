package io.chronoshard.model;

import io.chronoshard.config.ClipSettings;
import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.kernel.Updater;
import io.chronoshard.kernel.Updater.Sgd.Look;
import io.chronoshard.layer.KernelUpdater;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Turns an architecture into the configuration of a Deeplearning4j network, as its JSON. */
public final class Networks {

  private Networks() {}

  /**
   * Layers of the training's engine with Keras' defaults: Glorot's uniform weights and a forget
   * gate's bias of 1. The network reads {@code [sample][feature][time]} of each input and gives
   * {@code [sample][horizon · output]} of each head; its loss is the mean over samples and terms,
   * and the weighted sum over heads.
   */
  public static String json(
      Architecture architecture, TrainingSettings training, Objectives objectives) {
    boolean hasOwnLayers = training.engine().hasOwnLayers();
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(training.seed())
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .updater(clipped(updater(training.optimizer()), training.clip()))
            // Our own loss is a mean already.
            .miniBatch(!hasOwnLayers);
    if (hasOwnLayers && !architecture.isStack()) {
      return new OwnGraph(builder.graphBuilder(), architecture, training.penalty())
          .configuration(objectives)
          .toJson();
    }
    NeuralNetConfiguration.ListBuilder list = builder.list();
    if (hasOwnLayers) {
      new OwnLayers(list, architecture, training.penalty()).add(objectives.heads().get(0));
    } else {
      StockLayers.requireStack(architecture, objectives);
      new StockLayers(list, architecture)
          .add(objectives.heads().get(0).objective().loss(), training.penalty());
    }
    return list.build().toJson();
  }

  /** The same configuration of a network whose initial weights follow from another seed. */
  public static String withSeed(String json, long seed) {
    try {
      ObjectMapper mapper = NeuralNetConfiguration.mapper();
      JsonNode network = mapper.readTree(json);
      network.findParents("seed").forEach(node -> ((ObjectNode) node).put("seed", seed));
      return mapper.writeValueAsString(network);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no configuration of a network", e);
    }
  }

  /**
   * Refuses what the training's engine has no layers for.
   *
   * @throws io.chronoshard.error.ConfigurationException which names the layer
   */
  public static void requireLayers(
      Architecture architecture, TrainingSettings training, Objectives objectives) {
    if (!training.engine().hasOwnLayers()) {
      json(architecture, training, objectives);
    }
  }

  private static KernelUpdater updater(OptimizerSettings optimizer) {
    double rate = optimizer.learningRate();
    double momentum = optimizer.momentum();
    double epsilon = optimizer.epsilon();
    return KernelUpdater.of(
        switch (optimizer.type()) {
          case ADAM -> new Updater.Adam(rate, optimizer.beta1(), optimizer.beta2(), epsilon, 0);
          case RMSPROP -> new Updater.RmsProp(rate, optimizer.rho(), momentum, epsilon);
          case SGD ->
              new Updater.Sgd(rate, momentum, optimizer.nesterov() ? Look.AHEAD : Look.HERE);
        });
  }

  private static KernelUpdater clipped(KernelUpdater updater, ClipSettings clip) {
    if (clip.norm() > 0) {
      return updater.clippedByNorm(clip.norm());
    }
    return clip.value() > 0 ? updater.clippedByValue(clip.value()) : updater;
  }
}
