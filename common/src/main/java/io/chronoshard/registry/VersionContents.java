package io.chronoshard.registry;

import io.chronoshard.model.ModelNetwork;

/** All that a version holds. */
public record VersionContents(
    ModelNetwork network,
    Pipeline pipeline,
    Metrics metrics,
    Provenance provenance,
    Samples samples) {}
