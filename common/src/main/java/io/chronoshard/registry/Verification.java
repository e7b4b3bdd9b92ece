package io.chronoshard.registry;

import io.chronoshard.registry.Acceptance.Exactness;

/**
 * What was found of a version that is sound.
 *
 * @param version its number
 * @param files that were compared with the manifest
 * @param networks that were opened, those of single series not among them
 * @param modelHash recomputed, and as it should be
 * @param windows that were replayed
 * @param exactness how alike what was computed of them had to be
 * @param signature who has signed it
 */
public record Verification(
    int version,
    int files,
    int networks,
    String modelHash,
    int windows,
    Exactness exactness,
    SignedBy signature) {}
