package io.chronoshard.registry;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * On a local disk: {@code rename(2)}, which refuses a target that is a file or a folder with
 * content when a folder is moved. A file that is moved would take another file's place, so either
 * files are published by one writer alone, or they get a second name before they lose the first.
 */
record LocalMedium(RawLocalFileSystem files) implements Medium {

  private static final String MODE = "unix:mode";
  private static final int NINE_BITS = 0x1ff;

  @Override
  public Outcome publish(Path staged, Path target) throws IOException {
    java.nio.file.Path from = local(staged);
    java.nio.file.Path to = local(target);
    try {
      Files.move(from, to, ATOMIC_MOVE);
      return Outcome.PUBLISHED;
    } catch (FileSystemException e) {
      if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        return Outcome.GONE;
      }
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        return Outcome.TAKEN;
      }
      throw e;
    }
  }

  /** By a second name, which is refused where there is one: a rename would take a file's place. */
  @Override
  public Outcome publishFile(Path staged, Path target) throws IOException {
    java.nio.file.Path from = local(staged);
    java.nio.file.Path to = local(target);
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      return Outcome.TAKEN;
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        return Outcome.GONE;
      }
      return publishedByPlace(from, to);
    }
    Files.delete(from);
    return Outcome.PUBLISHED;
  }

  /**
   * Where a file cannot have two names, as on FAT and some network drives: takes the name with an
   * empty file, which is refused where there is one, and then moves over its own.
   */
  static Outcome publishedByPlace(java.nio.file.Path from, java.nio.file.Path to)
      throws IOException {
    try {
      Files.createFile(to);
    } catch (FileAlreadyExistsException e) {
      return Outcome.TAKEN;
    }
    try {
      Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
      return Outcome.PUBLISHED;
    } catch (IOException e) {
      Files.delete(to);
      throw e;
    }
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    Files.move(local(staged), local(file), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  @Override
  public void addFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(local(folder));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(local(folder))) {
        throw e;
      }
    }
  }

  @Override
  public void addFolder(Path folder, FsPermission mode) throws IOException {
    java.nio.file.Path local = local(folder);
    try {
      Files.createDirectory(local, attribute(mode));
      set(local, mode);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(local)) {
        throw e;
      }
    }
  }

  /** Nobody may open it before it has its mode: what it is to hold would be his. */
  @Override
  public FSDataOutputStream create(Path file, FsPermission mode) throws IOException {
    java.nio.file.Path local = local(file);
    if (!Files.isDirectory(local)) {
      Files.deleteIfExists(local);
      Files.createFile(local, attribute(mode));
    }
    FSDataOutputStream out = files.createFile(file).overwrite(true).permission(mode).build();
    try {
      set(local, mode);
      return out;
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  private static FileAttribute<?> attribute(FsPermission mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode.toString()));
  }

  /** What the umask has left out comes in; that a folder hands its group down stays. */
  private static void set(java.nio.file.Path path, FsPermission mode) throws IOException {
    int now = (Integer) Files.getAttribute(path, MODE);
    int then = (now & ~NINE_BITS) | mode.toShort();
    if (now != then) {
      Files.setAttribute(path, MODE, then);
    }
  }

  @Override
  public boolean isOther(Path path) throws IOException {
    try {
      BasicFileAttributes of =
          Files.readAttributes(local(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return of.isSymbolicLink() || of.isOther();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private java.nio.file.Path local(Path path) {
    return files.pathToFile(path).toPath();
  }
}
