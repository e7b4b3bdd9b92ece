package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * The networks of single series in one zip file that stores them as they are: each lies in one
 * piece, and can be read without the others. One file, for file systems of a cluster keep account
 * of each in memory.
 */
final class SeriesFile {

  /** The zip file. */
  static final String FILE = "members.zip";

  /** The list of what it holds. */
  static final String LIST = "series.json";

  /** Bytes that the list may have. */
  static final int LIST_LIMIT = 256 << 20;

  /** Of all networks: when they were made is told elsewhere. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private SeriesFile() {}

  /**
   * What was written.
   *
   * @param entries what lies where
   * @param file the file's length and hash
   */
  record Written(List<SeriesEntry> entries, Manifest.Entry file) {}

  /** Writes networks, one at a time. */
  static Written write(Storage storage, Path folder, Iterator<SeriesModel> models) {
    Path path = new Path(folder, FILE);
    List<SeriesEntry> entries = new ArrayList<>();
    HashedOutput hashed = new HashedOutput(storage.create(path));
    try (ZipOutputStream zip = new ZipOutputStream(hashed)) {
      while (models.hasNext()) {
        SeriesModel model = models.next();
        zip.putNextEntry(stored(entries.size(), model.zip()));
        entries.add(model.entry().at(hashed.length(), model.zip()));
        zip.write(model.zip());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw Storage.failure("cannot write", path, e);
    }
    return new Written(entries, new Manifest.Entry(hashed.length(), hashed.sha256()));
  }

  private static ZipEntry stored(int before, byte[] content) {
    ZipEntry entry = new ZipEntry(String.format(Locale.ROOT, "%06d.zip", before + 1));
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }

  /** Refuses a list that could not be read again. */
  static void requireRoom(long length) {
    if (length > LIST_LIMIT) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s would have %d bytes, and is read up to %d; the version is not published",
              LIST,
              length,
              LIST_LIMIT));
    }
  }

  /** Refuses a list that does not say where each network is. */
  static void require(List<SeriesEntry> entries, long length, String source) {
    String before = "";
    for (SeriesEntry entry : entries) {
      if (entry.series().compareTo(before) <= 0
          || entry.offset() < 0
          || entry.length() < 1
          || entry.offset() > length - entry.length()) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s says that the network of \"%s\" has %d bytes behind %d others of %d; the"
                    + " version is damaged, choose another one",
                source,
                entry.series(),
                entry.length(),
                entry.offset(),
                length));
      }
      before = entry.series();
    }
  }
}
