package io.chronoshard.jobs.ingest;

import io.chronoshard.error.StorageException;
import io.chronoshard.grid.TableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files that Spark wrote, by the partition that their names say. */
final class WrittenFiles {

  private static final Pattern PART = Pattern.compile("part-(\\d{5,})-.*");

  private WrittenFiles() {}

  /** Files of each partition, sorted by name; none for one that had no rows. */
  static List<List<TableFile>> bySlot(Path folder, int slots, Configuration hadoop) {
    List<List<TableFile>> files = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      files.add(new ArrayList<>());
    }
    try {
      FileStatus[] listed = folder.getFileSystem(hadoop).listStatus(folder);
      for (FileStatus status : listed) {
        Matcher matcher = PART.matcher(status.getPath().getName());
        if (matcher.matches()) {
          files
              .get(Integer.parseInt(matcher.group(1)))
              .add(new TableFile(status.getPath().getName(), status.getLen()));
        }
      }
    } catch (FileNotFoundException e) {
      throw new StorageException(
          String.format(Locale.ROOT, "%s is gone, which this run was writing", folder), e);
    } catch (IOException e) {
      throw new StorageException("cannot list " + folder + ": " + e.getMessage(), e);
    }
    files.forEach(some -> some.sort(java.util.Comparator.comparing(TableFile::name)));
    return files;
  }
}
