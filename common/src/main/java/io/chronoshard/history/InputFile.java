package io.chronoshard.history;

/**
 * A file to be read.
 *
 * @param path with scheme and from the root
 * @param below what its path is below the folder that was named, or that a glob begins with
 * @param length bytes
 * @param modifiedMillis when it was last written, since 1970 in UTC
 */
public record InputFile(String path, String below, long length, long modifiedMillis) {

  /** The last part of its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
