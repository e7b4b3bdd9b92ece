package io.chronoshard.jobs.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk under the scheme {@code hooked}, where something happens when a file is opened.
 */
public final class HookedFileSystem extends RawLocalFileSystem {

  /** Takes the path of the next file that is opened, once. */
  static final AtomicReference<Consumer<java.nio.file.Path>> ON_OPEN = new AtomicReference<>();

  /** The setting that makes it known. */
  static final String SETTING = "spark.hadoop.fs.hooked.impl";

  @Override
  public URI getUri() {
    return URI.create("hooked:///");
  }

  @Override
  public String getScheme() {
    return "hooked";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    Consumer<java.nio.file.Path> hook = ON_OPEN.getAndSet(null);
    if (hook != null) {
      hook.accept(java.nio.file.Path.of(path.toUri().getPath()));
    }
    return super.open(path, bufferSize);
  }
}
