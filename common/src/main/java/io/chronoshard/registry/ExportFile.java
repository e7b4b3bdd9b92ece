package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A version as one file, to be carried to another registry: a zip file that stores its entries as
 * they are, first {@link ExportHead}, then the manifest, then the files that it names, by name,
 * then its signature where it is signed. The same version gives the same bytes wherever and
 * whenever it is written.
 */
final class ExportFile {

  private static final int HEAD_LIMIT = 1 << 16;

  /** Of all entries: when the version was made is told elsewhere. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private ExportFile() {}

  /** Writes a version, and leaves the stream open. */
  static void write(ExportHead head, VersionSource source, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    add(zip, ExportHead.FILE, Json.bytes(head));
    byte[] manifest = source.read(Manifest.FILE, ManifestFiles.MANIFEST_LIMIT);
    add(zip, Manifest.FILE, manifest);
    for (String file : files(manifest, source.path())) {
      CheckedOutputStream sum =
          new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
      source.copy(file, sum);
      zip.putNextEntry(entry(file, source.length(file), sum.getChecksum().getValue()));
      source.copy(file, zip);
      zip.closeEntry();
    }
    if (source.names().contains(SignatureFile.NAME)) {
      add(zip, SignatureFile.NAME, source.read(SignatureFile.NAME, SignatureFile.LIMIT));
    }
    zip.finish();
  }

  private static List<String> files(byte[] manifest, String path) {
    return List.copyOf(new TreeMap<>(Manifest.read(manifest, path).files()).keySet());
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    zip.putNextEntry(entry(name, content.length, sum.getValue()));
    zip.write(content);
    zip.closeEntry();
  }

  private static ZipEntry entry(String name, long length, long sum) {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(length);
    entry.setCrc(sum);
    entry.setTimeLocal(TIME);
    return entry;
  }

  /**
   * What was read.
   *
   * @param source the version's files, of which nothing is known but that they are all
   */
  record Archive(ExportHead head, ArchiveSource source) {}

  /**
   * Reads what {@link #write} wrote, and nothing that differs from it by a byte; what the files
   * hold is looked at by who opens the version.
   *
   * @param path the file, for messages
   * @throws StorageException where it is anything else
   */
  static Archive read(byte[] bytes, String path) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      byte[] head = next(zip, ExportHead.FILE, HEAD_LIMIT, path);
      Format.require(head, ExportHead.FORMAT, path, "export it again");
      Map<String, byte[]> files = new TreeMap<>();
      byte[] manifest = next(zip, Manifest.FILE, ManifestFiles.MANIFEST_LIMIT, path);
      files.put(Manifest.FILE, manifest);
      for (String file : files(manifest, path)) {
        files.put(file, next(zip, file, bytes.length, path));
      }
      ZipEntry last = zip.getNextEntry();
      if (last != null) {
        files.put(
            SignatureFile.NAME, content(zip, last, SignatureFile.NAME, SignatureFile.LIMIT, path));
      }
      Archive archive =
          new Archive(
              Json.read(head, ExportHead.class, path + "!" + ExportHead.FILE),
              new ArchiveSource(path, files));
      requireSame(archive, bytes, path);
      return archive;
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          path
              + " is no exported version that can be read: "
              + e.getMessage()
              + "; export it again",
          e);
    }
  }

  private static byte[] next(ZipInputStream zip, String name, int limit, String path)
      throws IOException {
    return content(zip, zip.getNextEntry(), name, limit, path);
  }

  private static byte[] content(
      ZipInputStream zip, @Nullable ZipEntry entry, String name, int limit, String path)
      throws IOException {
    if (entry == null || !entry.getName().equals(name)) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s holds %s where an exported version has %s; it is damaged, or none: export it again",
              path,
              entry == null ? "nothing" : Json.text(entry.getName()),
              name));
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > limit) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s holds %s packed, or of more than %d bytes; it is damaged, or none of ours: export"
                  + " it again",
              path,
              name,
              limit));
    }
    return zip.readNBytes(limit);
  }

  /** So nothing hides between entries, behind them, or in their list at the end. */
  private static void requireSame(Archive archive, byte[] bytes, String path) throws IOException {
    Compared compared = new Compared(bytes);
    write(archive.head, archive.source, compared);
    if (compared.differs || compared.at != bytes.length) {
      throw new StorageException(
          path
              + " holds more than the version in it; it is damaged, or none of ours: export it again");
    }
  }

  /** Compares what is written with what should be. */
  private static final class Compared extends OutputStream {

    private final byte[] expected;
    private int at;
    private boolean differs;

    Compared(byte[] expected) {
      this.expected = expected;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      for (int i = 0; i < count; i++) {
        differs |= at >= expected.length || expected[at] != bytes[from + i];
        at += at < expected.length ? 1 : 0;
      }
    }
  }
}
