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
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * On a local disk: {@code rename(2)}, which refuses a target that is a file or a folder with
 * content when a folder is moved. A file that is moved would take another file's place, so files
 * are published by one writer alone.
 */
record LocalMedium(RawLocalFileSystem files) implements Medium {

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
