package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which files hold a version's networks, in their order.
 *
 * @param members at least one
 */
record MemberFiles(List<Entry> members) {

  /** Networks of a version. */
  static final int MOST = 1000;

  private static final Pattern NAME = Pattern.compile("model\\.zip|member-\\d{6}\\.zip");

  /** Copies the list. */
  MemberFiles {
    members = List.copyOf(members);
  }

  /**
   * One network.
   *
   * @param file its name in the version's folder
   * @param seed that it was trained with
   * @param weight of its outputs in the version's
   */
  record Entry(String file, long seed, double weight) {}

  static MemberFiles of(List<Member> members) {
    List<Entry> entries = new ArrayList<>();
    for (Member member : members) {
      entries.add(new Entry(fileName(entries.size()), member.seed(), member.weight()));
    }
    return new MemberFiles(entries);
  }

  /** The file of a network: the first one stands where a version of one network has it. */
  static String fileName(int member) {
    return member == 0
        ? VersionFile.MODEL.fileName()
        : String.format(Locale.ROOT, "member-%06d.zip", member + 1);
  }

  /** Whether a network may have a file of that name. */
  static boolean isFileName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Refuses what nobody writes of networks, such as names that may lead anywhere. */
  void requireOwn(String source) {
    if (members.isEmpty() || members.size() > MOST) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s names %d networks, and a version has from 1 to %d; choose another one",
              source,
              members.size(),
              MOST));
    }
    for (int member = 0; member < members.size(); member++) {
      if (!members.get(member).file().equals(fileName(member))) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s names the file %s for network %d, and not %s; the version is damaged, choose another one",
                source,
                members.get(member).file(),
                member + 1,
                fileName(member)));
      }
      double weight = members.get(member).weight();
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s gives network %d the weight %s, which is none; the version is damaged, choose another one",
                source,
                member + 1,
                weight));
      }
    }
  }
}
