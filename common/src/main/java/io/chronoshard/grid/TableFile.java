package io.chronoshard.grid;

/**
 * A file of a history table.
 *
 * @param name its name, which no other file of the table ever has
 * @param length bytes
 */
public record TableFile(String name, long length) {}
