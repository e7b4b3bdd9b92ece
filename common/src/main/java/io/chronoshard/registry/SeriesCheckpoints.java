package io.chronoshard.registry;

import io.chronoshard.config.PermissionSettings;
import io.chronoshard.error.StorageException;
import io.chronoshard.registry.HeadedFile.RefusedException;
import io.chronoshard.train.SeriesResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Networks of single series that are trained, kept until the run's version is published. Those who
 * have trained them write them: what a file holds follows from its name, so that it does not matter
 * who is the last to write one.
 *
 * <pre>
 * runs/&lt;run-id&gt;/checkpoints/series/0123456789abcdef.bin    some series, one behind the other
 * </pre>
 *
 * @param folder where they are, with its scheme and from the root
 * @param identity hash of all that decides what is trained
 * @param permissions of files
 */
public record SeriesCheckpoints(String folder, String identity, PermissionSettings permissions) {

  private static final String FOLDER = "series";
  private static final HeadedFile KIND = new HeadedFile("CSSN", 1);

  /**
   * A series that was trained.
   *
   * @param zip its network's file; empty where it has none
   */
  public record Kept(SeriesResult result, byte[] zip) {}

  /**
   * Where a series lies.
   *
   * @param file that holds it
   * @param offset where its network begins
   * @param length bytes of its network; 0 where it has none
   * @param sha256 of these
   */
  public record Place(SeriesResult result, String file, long offset, int length, String sha256) {}

  private record Head(String identity, List<Entry> series) {

    Head {
      series = List.copyOf(series);
    }
  }

  private record Entry(SeriesResult result, int length, String sha256) {}

  /** Those of a run, for one training; makes their folder. */
  public static SeriesCheckpoints of(
      RunFolder run, String identity, PermissionSettings permissions) {
    Path folder = new Path(run.path(), "checkpoints/" + FOLDER);
    run.storage().makeFolder(folder);
    return new SeriesCheckpoints(folder.toString(), identity, permissions);
  }

  /**
   * What there is.
   *
   * @param places by series
   * @param refused why files are of no use
   */
  public record Found(Map<String, Place> places, List<String> refused) {

    /** Copies what it is given. */
    public Found {
      places = Map.copyOf(places);
      refused = List.copyOf(refused);
    }
  }

  /** Looks at all files; goes through each for its hash, and keeps no network. */
  public Found found(Configuration hadoop) {
    Storage storage = Storage.of(new Path(folder), hadoop);
    Map<String, Place> places = new TreeMap<>();
    List<String> refused = new ArrayList<>();
    for (String name : storage.names(new Path(folder))) {
      if (name.startsWith(".")) {
        continue;
      }
      try {
        for (Place place : places(storage, new Path(folder, name))) {
          places.put(place.result().series(), place);
        }
      } catch (StorageException e) {
        refused.add(name + ": " + Checkpoints.reason(e));
      }
    }
    return new Found(places, refused);
  }

  private List<Place> places(Storage storage, Path file) {
    return KIND.read(
        storage,
        file,
        Head.class,
        (head, in, bytes) -> {
          if (!head.identity.equals(identity)) {
            throw new RefusedException("it is of another training");
          }
          requireFit(head, bytes);
          long offset = storage.length(file) - bytes - HeadedFile.HASH;
          List<Place> places = new ArrayList<>();
          for (Entry entry : head.series) {
            places.add(
                new Place(entry.result, file.toString(), offset, entry.length, entry.sha256));
            offset += entry.length;
          }
          return places;
        });
  }

  private static void requireFit(Head head, long bytes) throws IOException {
    long sum = head.series.stream().mapToLong(Entry::length).sum();
    if (sum != bytes || head.series.stream().anyMatch(entry -> entry.length < 0)) {
      throw new RefusedException("its networks are not as long as it says; it is damaged");
    }
  }

  /** Writes some series, in a file of their own. */
  public void write(List<Kept> some, Configuration hadoop) {
    Path file = new Path(folder, name(some) + ".bin");
    Storage storage = Storage.of(file, hadoop, permissions);
    Path staged = new Path(folder, "." + file.getName() + "." + Token.next());
    List<Entry> entries = new ArrayList<>();
    for (Kept one : some) {
      entries.add(new Entry(one.result(), one.zip().length, Sha256.of(one.zip())));
    }
    KIND.write(
        storage,
        staged,
        new Head(identity, entries),
        out -> {
          for (Kept one : some) {
            out.write(one.zip());
          }
        });
    storage.replace(staged, file);
  }

  private String name(List<Kept> some) {
    List<String> parts = new ArrayList<>(List.of(identity));
    some.forEach(one -> parts.add(one.result().series()));
    return RunId.of(parts.toArray(String[]::new));
  }

  /**
   * Reads a series.
   *
   * @throws StorageException where what lies there is not what was found
   */
  public static Kept read(Place place, Configuration hadoop) {
    Path file = new Path(place.file());
    byte[] zip =
        place.length() == 0
            ? new byte[0]
            : Storage.of(file, hadoop).read(file, place.offset(), place.length());
    if (!Sha256.of(zip).equals(place.sha256())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has changed since it was looked at: the network of \"%s\" is damaged; run this again",
              file,
              place.result().series()));
    }
    return new Kept(place.result(), zip);
  }
}
