package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.chronoshard.error.StorageException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What lies in a version's folder.
 *
 * @param format how all files of the folder are to be read
 * @param model the name of the model that it is a version of
 * @param files length and hash of each
 */
@JsonPropertyOrder("format")
record Manifest(int format, String model, Map<String, Entry> files) {

  /** The format that this release writes and reads. */
  static final int FORMAT = 4;

  static final String FILE = "manifest.json";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Copies what it is given. */
  Manifest {
    files = Map.copyOf(files);
  }

  /**
   * One file.
   *
   * @param length bytes
   * @param sha256 64 hexadecimal digits
   */
  record Entry(long length, String sha256) {

    static Entry of(byte[] content) {
      return new Entry(content.length, Sha256.of(content));
    }
  }

  static Manifest of(String model, Map<String, byte[]> contents) {
    TreeMap<String, Entry> files = new TreeMap<>();
    contents.forEach((file, content) -> files.put(file, Entry.of(content)));
    return new Manifest(FORMAT, model, files);
  }

  /**
   * Reads what was written, once it is known to be of the format that is read.
   *
   * @param folder the version's, for messages
   * @throws StorageException where another release wrote it, or it is damaged
   */
  static Manifest read(byte[] json, String folder) {
    String source = folder + "/" + FILE;
    OptionalInt format = Json.number(json, "format", source);
    if (format.orElse(0) != FORMAT) {
      throw ofAnotherRelease(format, folder);
    }
    Manifest manifest = Json.read(json, Manifest.class, source);
    manifest.files.forEach((file, entry) -> require(file, entry, source));
    return manifest;
  }

  /** A manifest from outside may name anything, and say anything of it. */
  private static void require(String file, Entry entry, String source) {
    long limit =
        VersionFile.limit(file)
            .orElseThrow(
                () ->
                    new StorageException(
                        source
                            + " names "
                            + Json.text(file)
                            + ", which is no file of a version; the version is not opened"));
    if (entry.length < 0 || entry.length > limit || !SHA256.matcher(entry.sha256).matches()) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s says that %s has %d bytes and the SHA-256 %s, and such a file has at most %d and"
                  + " 64 hexadecimal digits; the version is not opened",
              source,
              file,
              entry.length,
              Json.text(entry.sha256),
              limit));
    }
  }

  private static StorageException ofAnotherRelease(OptionalInt format, String folder) {
    boolean isOlder = format.orElse(0) < FORMAT;
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s was made by %s release (format %s; this one reads %d): %s",
            folder,
            isOlder ? "an older" : "a newer",
            format.isPresent() ? String.valueOf(format.getAsInt()) : "without a number",
            FORMAT,
            isOlder ? "train again, or use that release" : "use that release, or train again"));
  }

  /** The same with one more file. */
  Manifest with(String file, Entry entry) {
    TreeMap<String, Entry> all = new TreeMap<>(files);
    all.put(file, entry);
    return new Manifest(format, model, all);
  }

  /** What the manifest says of a file. */
  Entry entry(String file, String folder) {
    Entry entry = files.get(file);
    if (entry == null) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s/%s does not name %s; the version is damaged, choose another one",
              folder,
              FILE,
              file));
    }
    return entry;
  }
}
