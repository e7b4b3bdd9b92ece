package io.chronoshard.registry;

import io.chronoshard.config.LockSettings;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.KernelUpdater;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.Read;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.train.ModelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Small versions to publish, each told apart by its seed. */
final class Versions {

  /** How the lock is taken where it is free. */
  static final LockSettings LOCK = new LockSettings(Duration.ofMinutes(1), Duration.ZERO);

  private Versions() {}

  /** A version that a run made. */
  static VersionContents of(String runId, int seed) {
    return of(runId, seed, network(seed));
  }

  /** A version of three networks. */
  static VersionContents ensemble(String runId, int seed) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      members.add(new Member(network(seed + i), seed + i, 0.25 * (i + 1)));
    }
    VersionContents one = of(runId, seed);
    Provenance like = one.provenance();
    return new VersionContents(
        members,
        one.pipeline(),
        one.metrics(),
        new Provenance(
            runId,
            like.codeVersion(),
            like.created(),
            seed,
            like.engine(),
            like.engineReason(),
            like.data(),
            like.start(),
            like.configuration(),
            like.identity(),
            ModelHash.of(like.identity(), members),
            like.models(),
            like.software(),
            like.operator(),
            like.cluster(),
            like.durationMillis()),
        samples(members));
  }

  /** A version that holds networks of series besides, whose parameters have these hashes. */
  static VersionContents withSeries(String runId, int seed, SortedMap<String, String> hashes) {
    VersionContents one = of(runId, seed);
    Provenance like = one.provenance();
    return new VersionContents(
        one.members(),
        one.pipeline(),
        one.metrics(),
        new Provenance(
            like.runId(),
            like.codeVersion(),
            like.created(),
            like.seed(),
            like.engine(),
            like.engineReason(),
            like.data(),
            like.start(),
            like.configuration(),
            like.identity(),
            ModelHash.of(like.identity(), one.members(), hashes),
            like.models(),
            like.software(),
            like.operator(),
            like.cluster(),
            like.durationMillis()),
        one.samples());
  }

  /** The network of a series. */
  static SeriesModel ofSeries(String name, int seed, ModelNetwork network) {
    String hash = ModelState.hash(network.parameters().toFloatVector());
    return new SeriesModel(
        new SeriesEntry(name, seed, hash, 2, 5, 100, 0.5, 0.75, 0, 0, ""),
        SeriesModel.zip(network));
  }

  /** A version with that network. */
  static VersionContents of(String runId, int seed, ModelNetwork network) {
    RandomRecords random = new RandomRecords(seed);
    Provenance like = random.provenance();
    return new VersionContents(
        network,
        random.pipeline(),
        random.metrics(),
        new Provenance(
            runId,
            like.codeVersion(),
            like.created(),
            seed,
            "deeplearning4j",
            "as configured",
            like.data(),
            like.start(),
            like.configuration(),
            like.identity(),
            ModelHash.of(like.identity(), network),
            like.models(),
            Map.of("java", "17"),
            like.operator(),
            like.cluster(),
            like.durationMillis()),
        samples(List.of(new Member(network, seed, 1))));
  }

  /** Two windows, with what networks give for them. */
  static Samples samples(List<Member> members) {
    List<Samples.Sample> windows = new ArrayList<>();
    for (int window = 0; window < 2; window++) {
      float[][] rows = new float[5][2];
      for (int row = 0; row < rows.length; row++) {
        rows[row][0] = 0.1f * row - window;
        rows[row][1] = 0.25f * window;
      }
      INDArray inputs = Nd4j.create(rows).transpose().reshape(1, 2, 5);
      List<List<float[]>> outputs = new ArrayList<>();
      for (Member member : members) {
        outputs.add(Acceptance.outputs(member.network(), "s", Read.of(inputs)));
      }
      Ensemble together =
          new Ensemble(
              members.stream().map(Member::network).toList(),
              members.stream().map(Member::weight).toList());
      windows.add(
          new Samples.Sample(
              "s",
              7 + window,
              List.<float[][]>of(rows),
              new float[0],
              outputs,
              List.<float[][]>of(
                  new float[][] {Acceptance.outputs(together, "s", Read.of(inputs)).get(0)})));
    }
    return new Samples(
        List.of(Samples.Reading.SEQUENCE),
        List.of(List.of(new Samples.Meaning(Samples.Unit.NONE, 0))),
        windows);
  }

  /** A network that has trained a little, so that its updater has a state. */
  static ModelNetwork network(int seed) {
    return network(seed, new Updater.Adam(0.01, 0.9, 0.999, 1e-7, 0));
  }

  /** A network that has trained a little with another updater. */
  static ModelNetwork network(int seed, Updater updater) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .updater(KernelUpdater.of(updater))
            .list()
            .layer(
                new LastTimeStep(
                    new LSTM.Builder().nIn(2).nOut(3).activation(Activation.TANH).build()))
            .layer(
                new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                    .nIn(3)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    INDArray inputs = Nd4j.linspace(-1, 1, 40, DataType.FLOAT).reshape(4, 2, 5);
    INDArray targets = Nd4j.linspace(0, 1, 4, DataType.FLOAT).reshape(4, 1);
    for (int i = 0; i < 3; i++) {
      network.fit(inputs, targets);
    }
    return new StackNetwork(network);
  }
}
