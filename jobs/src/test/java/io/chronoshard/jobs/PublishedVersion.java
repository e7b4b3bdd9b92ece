package io.chronoshard.jobs;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.Span;
import io.chronoshard.config.SplitSettings.Inputs;
import io.chronoshard.config.TargetExamples;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.kernel.Updater;
import io.chronoshard.layer.KernelUpdater;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.model.Summary;
import io.chronoshard.model.error.Further;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelHash;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.Samples;
import io.chronoshard.registry.VersionContents;
import io.chronoshard.scale.Ranges;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.train.TrainingHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A version of the smallest network, for jobs that read registries.
 *
 * @param runId the run that made it
 * @param seed of its weights
 * @param axis what its steps are
 * @param mae its error over the validation part
 * @param created when it was made
 */
public record PublishedVersion(
    String runId, long seed, TimeAxis axis, double mae, Instant created) {

  /** Hash of the data that it was trained on. */
  public static final String FINGERPRINT = "f";

  /** Publishes it as the next version of a model. */
  public int publish(Path registry, String model) {
    return publish(ModelRegistry.open(registry.toString(), model, new Configuration()));
  }

  /** Publishes it as the next version of a model. */
  public int publish(ModelRegistry registry) {
    MultiLayerNetwork stack =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .updater(KernelUpdater.of(new Updater.Sgd(0.1, 0, Updater.Sgd.Look.HERE)))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    stack.init();
    ModelNetwork network = new StackNetwork(stack);
    return registry.publish(
        new VersionContents(network, pipeline(), metrics(), provenance(network), Samples.NONE));
  }

  private Pipeline pipeline() {
    Span step = Span.ofSteps(1, "window.stride");
    Scaler identity = new Scaler(List.of(Scaler.Column.IDENTITY));
    WindowSettings window =
        new WindowSettings(1, step, step, step, 1, step, TargetExamples.channels("load"));
    return new Pipeline(
        axis,
        1024,
        List.of("load"),
        RecordedTimes.FROM_STEPS,
        ConfigurationReader.read(
                Optional.empty(), List.of("features { channels = [load], scale = none }"))
            .features(),
        FeatureFacts.NONE,
        window,
        ModelEnds.of(window),
        ConfigurationReader.read(Optional.empty(), List.of()).training().loss(),
        new Parts(
            Map.of(
                Part.TRAINING, new Interval(0, 50),
                Part.VALIDATION, new Interval(50, 75),
                Part.TEST, new Interval(75, 100)),
            Map.of(),
            Parts.Assignment.BY_TIME,
            Inputs.BEFORE,
            new Interval(0, 100)),
        identity,
        TargetScalerExamples.values(identity),
        List.of(0.0),
        List.of(0.0),
        Map.of(),
        new Ranges(List.of(Ranges.Range.UNBOUNDED)),
        Optional.empty(),
        List.of("load"),
        List.of("load"));
  }

  private Metrics metrics() {
    return new Metrics(
        new TrainingHistory(
            List.of(new TrainingHistory.Epoch(1, 1, 1, mae, 1)),
            1,
            new TrainingHistory.Epoch(1, 1, 1, mae, 1),
            1,
            TrainingHistory.End.EPOCHS,
            10,
            10),
        List.of(new Metrics.TargetErrors("load", mae, 0.25, Further.NONE)),
        List.of());
  }

  private Provenance provenance(ModelNetwork network) {
    return new Provenance(
        runId,
        "1.0",
        created,
        seed,
        "deeplearning4j",
        "as configured",
        new Provenance.TrainingData(1, FINGERPRINT, axis, 0, 100),
        Optional.empty(),
        ConfigurationReader.read(Optional.empty(), List.of("training.seed = " + seed))
            .canonical()
            .json(),
        "{}",
        ModelHash.of("{}", network),
        List.of(
            new Summary(
                List.of(new Summary.Node("output", "dense", "(None, 1)", 567, List.of())), 567)),
        Map.of(),
        "anna",
        new Provenance.Cluster("local[2]", 1, 2),
        1);
  }
}
