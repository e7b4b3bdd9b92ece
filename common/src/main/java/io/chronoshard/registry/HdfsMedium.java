package io.chronoshard.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * On HDFS: the name node's rename without overwrite, which is atomic and refuses any target that
 * exists.
 *
 * <p>A name node that is slow or restarts may rename and never say so; the client then asks again
 * and is told that there is nothing to rename, or that the target exists. What has the name then is
 * told apart by its inode, which it keeps when it is renamed.
 *
 * @param files HDFS with the umask of the client, which is what applies one
 * @param exact the same without any
 */
record HdfsMedium(FileContext files, FileContext exact, Patience patience) implements Medium {

  private static final FsPermission NO_UMASK = new FsPermission((short) 0);

  static HdfsMedium on(URI hdfs, Configuration hadoop, Patience patience) throws IOException {
    FileContext files = FileContext.getFileContext(hdfs, hadoop);
    FileContext exact = FileContext.getFileContext(files.getDefaultFileSystem(), hadoop);
    exact.setUMask(NO_UMASK);
    return new HdfsMedium(files, exact, patience);
  }

  @Override
  public Outcome publish(Path staged, Path target) throws IOException {
    OptionalLong inode = inode(staged);
    if (inode.isEmpty()) {
      return Outcome.GONE;
    }
    return patience.ask(
        () -> {
          try {
            files.rename(staged, target);
            return Outcome.PUBLISHED;
          } catch (IOException e) {
            return afterFailure(staged, target, inode.getAsLong(), e);
          }
        });
  }

  /**
   * What has become of a rename that failed.
   *
   * @throws IOException the failure, where nothing was renamed, so that it may be asked for again;
   *     a {@link RenameUnknownException} where nobody can tell
   */
  private Outcome afterFailure(Path staged, Path target, long inode, IOException failure)
      throws IOException {
    try {
      OptionalLong there = inode(target);
      if (there.isPresent() && there.getAsLong() == inode) {
        return Outcome.PUBLISHED;
      }
      OptionalLong left = inode(staged);
      if (left.isEmpty() || left.getAsLong() != inode) {
        return Outcome.GONE;
      }
      if (there.isPresent() || failure instanceof FileAlreadyExistsException) {
        return Outcome.TAKEN;
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw new RenameUnknownException(
          "nobody can tell whether "
              + staged
              + " was renamed to "
              + target
              + ", for the name node did not answer afterwards; run again, which finds out",
          failure);
    }
    throw failure;
  }

  /** What a name node knows a file or a folder by, whatever it is called; none where none is. */
  private OptionalLong inode(Path path) throws IOException {
    return patience.ask(() -> inodeNow(path));
  }

  private OptionalLong inodeNow(Path path) throws IOException {
    try {
      if (files.getFileStatus(path) instanceof HdfsFileStatus status) {
        return OptionalLong.of(status.getFileId());
      }
      throw new IOException(files.getDefaultFileSystem().getUri() + " does not tell inodes");
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    files.rename(staged, file, Rename.OVERWRITE);
  }

  @Override
  public void addFolder(Path folder) throws IOException {
    files.mkdir(folder, FsPermission.getDirDefault(), false);
  }

  @Override
  public void addFolder(Path folder, FsPermission mode) throws IOException {
    exact.mkdir(folder, mode, false);
  }

  @Override
  public FSDataOutputStream create(Path file, FsPermission mode) throws IOException {
    return exact.create(
        file, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.perms(mode));
  }

  @Override
  public boolean isOther(Path path) throws IOException {
    try {
      return files.getFileLinkStatus(path).isSymlink();
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
