package io.chronoshard.registry;

import io.chronoshard.config.Configuration.RegistrySettings;
import java.io.File;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, on which something happens just before a name is asked for the first time. */
public final class MeetingFileSystem extends LocalFileSystem {

  private static final ThreadLocal<Meeting> MEETING = new ThreadLocal<>();

  private record Meeting(String name, Runnable happens) {}

  /** With a raw file system underneath. */
  public MeetingFileSystem() {
    super(new Asked());
  }

  /**
   * A model {@code pump} in which something happens.
   *
   * @param name the end of the path that is asked for
   */
  static ModelRegistry open(Path root, Configuration hadoop, String name, Runnable happens) {
    meeting(hadoop, name, happens);
    return ModelRegistry.open(root.toString(), "pump", hadoop);
  }

  /** A registry to publish into, in which something happens. */
  static ModelRegistry open(
      RegistrySettings settings, Configuration hadoop, String name, Runnable happens) {
    meeting(hadoop, name, happens);
    return ModelRegistry.toPublish(settings, hadoop);
  }

  private static void meeting(Configuration hadoop, String name, Runnable happens) {
    hadoop.setClass("fs.file.impl", MeetingFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    MEETING.set(new Meeting(name, happens));
  }

  private static final class Asked extends RawLocalFileSystem {

    @Override
    public File pathToFile(org.apache.hadoop.fs.Path path) {
      Meeting meeting = MEETING.get();
      if (meeting != null && path.toString().endsWith(meeting.name())) {
        MEETING.remove();
        meeting.happens().run();
      }
      return super.pathToFile(path);
    }
  }
}
