package io.chronoshard.registry;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** All that a version holds. */
public record VersionContents(
    MultiLayerNetwork network,
    Pipeline pipeline,
    Metrics metrics,
    Provenance provenance,
    Samples samples) {}
