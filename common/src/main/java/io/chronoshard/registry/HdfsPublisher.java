package io.chronoshard.registry;

import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;

/**
 * On HDFS: the name node's rename without overwrite, which is atomic and refuses any target that
 * exists.
 */
record HdfsPublisher(FileContext files) implements FolderPublisher {

  @Override
  public Outcome publish(Path staged, Path target) throws IOException {
    try {
      files.rename(staged, target);
      return Outcome.PUBLISHED;
    } catch (FileAlreadyExistsException e) {
      return Outcome.TAKEN;
    } catch (RemoteException e) {
      // What the name node says of a folder that is to become a file has no class of its own.
      if (files.util().exists(target) && files.util().exists(staged)) {
        return Outcome.TAKEN;
      }
      throw e;
    }
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    files.rename(staged, file, Rename.OVERWRITE);
  }
}
