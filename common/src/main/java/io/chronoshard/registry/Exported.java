package io.chronoshard.registry;

/**
 * A version that was written as one file.
 *
 * @param version its number
 * @param file where it is now
 * @param length bytes
 * @param sha256 of the file, as 64 hexadecimal digits
 */
public record Exported(int version, String file, long length, String sha256) {}
