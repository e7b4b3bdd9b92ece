package io.chronoshard.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On any other file system, none of which promises a rename that refuses an existing target: looks
 * before and after, which is right as long as one run writes at a time.
 *
 * <p>{@link FileSystem#rename} moves a folder <em>inside</em> an existing one and says yes, so its
 * answer is not enough.
 */
record SingleWriterMedium(FileSystem files) implements Medium {

  private static final Set<URI> TOLD = ConcurrentHashMap.newKeySet();
  private static final Logger LOG = LoggerFactory.getLogger(SingleWriterMedium.class);

  /** Tells the operator once what this file system cannot do. */
  static SingleWriterMedium on(FileSystem files) {
    if (TOLD.add(files.getUri())) {
      LOG.warn(
          "{} has no rename that refuses an existing target: let only one run at a time write there",
          files.getUri());
    }
    return new SingleWriterMedium(files);
  }

  @Override
  public Outcome publish(Path staged, Path target) throws IOException {
    if (!files.exists(staged)) {
      return Outcome.GONE;
    }
    if (files.exists(target)) {
      return Outcome.TAKEN;
    }
    move(staged, target);
    Path inside = new Path(target, staged.getName());
    if (files.exists(inside)) {
      throw new IOException(
          "another run published "
              + target
              + " at the same time, and this one's folder lies in it as "
              + inside.getName());
    }
    return Outcome.PUBLISHED;
  }

  @Override
  public void replace(Path staged, Path file) throws IOException {
    files.delete(file, false);
    move(staged, file);
  }

  @Override
  public void addFolder(Path folder) throws IOException {
    if (!files.exists(folder.getParent())) {
      throw new FileNotFoundException(folder.getParent() + " does not exist");
    }
    if (!files.mkdirs(folder)) {
      throw new IOException(folder + " was not made");
    }
  }

  @Override
  public void addFolder(Path folder, FsPermission mode) throws IOException {
    boolean isNew = !files.exists(folder);
    addFolder(folder);
    if (isNew) {
      files.setPermission(folder, mode);
    }
  }

  @Override
  public FSDataOutputStream create(Path file, FsPermission mode) throws IOException {
    FSDataOutputStream out = files.createFile(file).overwrite(true).permission(mode).build();
    try {
      files.setPermission(file, mode);
      return out;
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  @Override
  public boolean isOther(Path path) throws IOException {
    try {
      return files.getFileLinkStatus(path).isSymlink();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * What was there has another name, where nothing had it: then it was this rename, whatever it
   * says.
   */
  private void move(Path from, Path to) throws IOException {
    boolean isDone;
    try {
      isDone = files.rename(from, to);
    } catch (IOException e) {
      if (files.exists(from) || !files.exists(to)) {
        throw e;
      }
      isDone = true;
    }
    if (!isDone || files.exists(from) || !files.exists(to)) {
      throw new IOException(files.getUri() + " did not rename " + from + " to " + to);
    }
  }
}
