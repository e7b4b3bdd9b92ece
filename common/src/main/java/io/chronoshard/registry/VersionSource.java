package io.chronoshard.registry;

import java.io.OutputStream;
import java.util.List;

/** Where the files of a version are read from. */
sealed interface VersionSource permits FolderSource, ArchiveSource {

  /** What the whole is called, for messages. */
  String path();

  /** What a file is called, for messages and for those who read it elsewhere. */
  String path(String file);

  /**
   * The names of all files.
   *
   * @throws io.chronoshard.error.StorageException where the whole is no plain folder or file
   */
  List<String> names();

  /**
   * Bytes of a file.
   *
   * @throws io.chronoshard.error.StorageException where there is none, or no plain one
   */
  long length(String file);

  /**
   * All bytes of a plain file.
   *
   * @param limit bytes that it may have
   */
  byte[] read(String file, int limit);

  /** So many bytes of a file from a place on. */
  byte[] part(String file, long offset, int length);

  /** The SHA-256 of a file, however long it is, as 64 hexadecimal digits. */
  String sha256(String file);

  /** Copies all of a file, however long it is. */
  void copy(String file, OutputStream out);
}
