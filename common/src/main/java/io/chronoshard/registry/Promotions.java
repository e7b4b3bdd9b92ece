package io.chronoshard.registry;

import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of a model is the champion, now and before.
 *
 * <p>Promotions are numbered folders that are published like versions and never change. The
 * champion is named by the newest one whose version is there. An operator needs no lock: whoever
 * promotes takes the number after the newest promotion that he has seen, and finds it taken where
 * somebody promoted meanwhile. What a run decides is promoted under its lock, and not at all where
 * that was taken over.
 */
public final class Promotions {

  private static final Logger LOG = LoggerFactory.getLogger(Promotions.class);

  /** In the folder from which a lock's holder publishes. */
  private static final String STAGED = "promotion";

  private final Storage storage;
  private final NumberedFolders folders;
  private final VersionFolders versions;
  private final PromotionSignatures signatures;
  private final Path staging;
  private final Clock clock;

  /**
   * The promotions of a model.
   *
   * @param model the model's folder
   */
  Promotions(Storage storage, Path model, VersionFolders versions, Clock clock) {
    this.storage = storage;
    this.folders = new NumberedFolders(storage, new Path(model, "promotions"), "");
    this.versions = versions;
    this.signatures = new PromotionSignatures(storage, versions);
    this.staging = new Path(model, ".staging/promotions");
    this.clock = clock;
  }

  /**
   * What a promotion has changed.
   *
   * @param before what was in force before; nothing where no version was the champion, or where
   *     nobody can tell
   * @param now what is in force; the same as before, where that version was the champion already
   */
  public record Change(Optional<Promotion> before, Promotion now) {}

  /** What the newest promotion was when somebody looked, and which one was in force. */
  private record Standing(int newest, Optional<Promotion> current) {

    int next() {
      return newest + 1;
    }
  }

  /**
   * All promotions, the oldest first.
   *
   * @throws StorageException where one of them is damaged or of another release
   */
  public List<Promotion> all() {
    return folders.numbers().stream().map(this::read).toList();
  }

  /**
   * The promotion in force, where any version is the champion.
   *
   * @throws StorageException where it is damaged, of another release, or not signed as it must be
   */
  public Optional<Promotion> current() {
    return standing().current();
  }

  /**
   * Which versions are or were the champion, for whoever only looks: a promotion in force that is
   * not signed as it must be is told beside them. An earlier promotion that cannot be read is told,
   * and left out: no version of its own is less for it.
   *
   * @throws StorageException where the promotion in force cannot be read
   */
  Standings standings() {
    Optional<Told> champion = told(folders.numbers());
    Set<Integer> promoted = new HashSet<>();
    for (int number : folders.numbers()) {
      try {
        promoted.add(read(number).version());
      } catch (StorageException e) {
        LOG.warn("nobody can tell which version promotion {} named: {}", number, e.getMessage());
      }
    }
    return new Standings(
        champion.map(told -> told.promotion().version()),
        promoted,
        champion.flatMap(this::refusal));
  }

  private Optional<String> refusal(Told told) {
    try {
      require(told);
      return Optional.empty();
    } catch (StorageException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes a version the champion, once it has been opened and verified. Where it is the champion
   * already, nothing is written; where the promotion in force cannot be read, this one mends that.
   *
   * @throws ConfigurationException where there is no such version, with those that there are
   * @throws StorageException where it does not match its manifest
   * @throws BusyException where it is removed at the same time
   */
  public Change promote(int version) {
    return promote(version, byOperator(), this::readable, before -> {});
  }

  /**
   * Makes a version the champion in place of a certain one.
   *
   * @param champion the version that is the champion up to then
   * @throws BusyException where another version is, or becomes it before this one does
   */
  public Change promote(int version, int champion) {
    return promote(version, champion, byOperator());
  }

  /**
   * Makes a version the champion in place of a certain one, as a run has decided.
   *
   * @param champion the version that is the champion up to then
   * @param runId the run
   * @param decision what it has decided, which stays with the promotion
   * @param lock of the model, under which the run has decided
   * @throws BusyException where another version is the champion, or becomes it before this one
   *     does, or where the lock was taken over; then nothing is promoted
   */
  public Change promote(int version, int champion, String runId, Object decision, ModelLock lock) {
    PromotionGround ground = PromotionGround.of(runId, decision);
    return lock.guarded(
        () -> promote(version, champion, new By(ground, () -> LockedStage.in(lock, STAGED))));
  }

  private Change promote(int version, int champion, By by) {
    return promote(version, by, this::standing, before -> requireChampion(champion, before));
  }

  /**
   * Whether what a run has decided was ever promoted, whatever is the champion by now.
   *
   * @throws StorageException where a promotion cannot be read: it may be that one
   */
  public boolean has(String runId, Object decision) {
    PromotionGround ground = PromotionGround.of(runId, decision);
    return all().stream()
        .anyMatch(
            one -> one.runId().equals(ground.runId()) && one.decision().equals(ground.hash()));
  }

  /**
   * On whose account something is promoted.
   *
   * @param ground why
   * @param stages an empty folder, from which it is published
   */
  private record By(PromotionGround ground, Supplier<Stage> stages) {}

  private By byOperator() {
    return new By(PromotionGround.NONE, () -> begin(Token.next()));
  }

  private Stage begin(String name) {
    return Staging.begin(storage, staging, name);
  }

  /**
   * What was decided where a version was promoted.
   *
   * @param promotion one that has a decision
   * @throws StorageException where it is not what the promotion says
   */
  public <T> T decision(Promotion promotion, Class<T> type) {
    Path file = new Path(folders.path(promotion.number()), PromotionGround.FILE);
    byte[] json = storage.read(file, PromotionGround.LIMIT);
    if (!Optional.of(Sha256.of(json)).equals(promotion.decision())) {
      throw new StorageException(
          file + " is not what " + path(promotion.number()) + " says was decided; promote again");
    }
    return Json.read(json, type, file.toString());
  }

  /**
   * Makes the version the champion again that was it before the one that is it. Rolling back again
   * goes back further; promoting a version starts anew from there.
   *
   * @throws ConfigurationException where there was none before
   * @throws BusyException where somebody promotes a version at the same time
   * @throws StorageException where the version does not match its manifest
   */
  public Change rollback() {
    Standing standing = standing();
    Promotion now = standing.current().orElseThrow(versions::withoutChampion);
    Promotion before = before(now);
    String hash = verified(before.version());
    PromotionFile file = restoring(before);
    StagedPromotion staged = stage(file, byOperator(), () -> hash);
    if (staged.publish(standing.next()) == Medium.Outcome.TAKEN) {
      staged.discard();
      throw new BusyException(
          String.format(
              Locale.ROOT,
              "somebody promoted a version while this one went back from %s to %s, and nothing was"
                  + " changed; look which is the champion now, and roll back again if it still"
                  + " should be another",
              ModelVersion.name(now.version()),
              ModelVersion.name(before.version())));
    }
    return new Change(Optional.of(now), file.numbered(standing.next()));
  }

  /** Makes version 1 the champion, whoever comes first, where nothing was ever promoted. */
  void first(String runId) {
    if (folders.newest().isPresent() || !versions.has(1)) {
      return;
    }
    PromotionGround ground = PromotionGround.of(runId);
    PromotionFile file = file(1, Optional.empty(), ground);
    StagedPromotion staged =
        stage(file, new By(ground, () -> begin(runId)), versions.folder(1)::signedHash);
    if (staged.publish(1) == Medium.Outcome.TAKEN) {
      staged.discard();
    }
  }

  private Change promote(
      int version, By by, Supplier<Standing> look, Consumer<Optional<Promotion>> condition) {
    versions.require(version);
    String hash = verified(version);
    Standing standing = look.get();
    condition.accept(standing.current());
    if (isChampion(version, standing)) {
      return unchanged(standing);
    }
    PromotionFile file = file(version, Optional.empty(), by.ground());
    StagedPromotion staged = stage(file, by, () -> hash);
    while (staged.publish(standing.next()) == Medium.Outcome.TAKEN) {
      standing = look.get();
      try {
        condition.accept(standing.current());
      } catch (BusyException e) {
        staged.discard();
        throw e;
      }
      if (isChampion(version, standing)) {
        staged.discard();
        return unchanged(standing);
      }
    }
    return unlessRemoved(new Change(standing.current(), file.numbered(standing.next())), by);
  }

  /** Whoever removes versions looks for promotions after it has hidden one; so one of both sees. */
  private Change unlessRemoved(Change change, By by) {
    int version = change.now().version();
    if (versions.has(version)) {
      return change;
    }
    change.before().ifPresent(before -> restore(before, change.now().number() + 1, by));
    throw removed(version);
  }

  private static BusyException removed(int version) {
    return new BusyException(
        String.format(
            Locale.ROOT,
            "%s was removed while it was promoted, so the champion stays what it was; promote"
                + " another one",
            ModelVersion.name(version)));
  }

  /** The hash of the manifest of a version that is sound: what is signed is what was looked at. */
  private String verified(int version) {
    try {
      return versions.folder(version).verify();
    } catch (StorageException e) {
      if (versions.has(version)) {
        throw e;
      }
      BusyException removed = removed(version);
      removed.addSuppressed(e);
      throw removed;
    }
  }

  /** Where somebody promotes another one meanwhile, there is nothing left to restore. */
  private void restore(Promotion before, int number, By by) {
    PromotionFile file = restoring(before);
    StagedPromotion staged =
        stage(
            file,
            new By(PromotionGround.NONE, by.stages()),
            versions.folder(before.version())::hash);
    if (staged.publish(number) == Medium.Outcome.TAKEN) {
      staged.discard();
    }
  }

  private static boolean isChampion(int version, Standing standing) {
    return standing.current().map(Promotion::version).equals(Optional.of(version));
  }

  private static Change unchanged(Standing standing) {
    return new Change(standing.current(), standing.current().orElseThrow());
  }

  private static void requireChampion(int expected, Optional<Promotion> current) {
    if (!current.map(Promotion::version).equals(Optional.of(expected))) {
      throw new BusyException(
          String.format(
              Locale.ROOT,
              "%s, not %s as was expected, and nothing was changed; look who promoted it, and"
                  + " promote again if that still holds",
              current
                  .map(now -> ModelVersion.name(now.version()) + " is the champion")
                  .orElse("no version is the champion"),
              ModelVersion.name(expected)));
    }
  }

  /**
   * The promotion that was in force before another one was, of another version that is there.
   *
   * <pre>
   * promotion  1   2   3   4        4 went back from 3 to 2
   * version    7   8   9   8        before 4 was what was before 2: 1
   * </pre>
   */
  private Promotion before(Promotion promotion) {
    List<Integer> numbers = folders.numbers();
    int effective = promotion.effective();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (numbers.get(i) < effective) {
        Told told = told(numbers.get(i));
        Promotion before = told.promotion();
        if (versions.has(before.version())) {
          require(told);
          if (before.version() != promotion.version()) {
            return before;
          }
        }
        effective = before.effective();
      }
    }
    throw new ConfigurationException(
        String.format(
            Locale.ROOT,
            "no other version was the champion before %s, so there is none to go back to; promote"
                + " the one that is to be used",
            ModelVersion.name(promotion.version())));
  }

  /** What stands, without a champion where what names it is damaged or of another release. */
  private Standing readable() {
    try {
      return standing();
    } catch (StorageException e) {
      LOG.warn("nobody can tell which version was the champion: {}", e.getMessage());
      return new Standing(folders.newest().orElse(0), Optional.empty());
    }
  }

  private Standing standing() {
    List<Integer> numbers = folders.numbers();
    Optional<Told> told = told(numbers);
    told.ifPresent(this::require);
    return new Standing(
        numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1), told.map(Told::promotion));
  }

  /** A promotion as it is read, whoever has signed it. */
  private record Told(Promotion promotion, byte[] json) {}

  /** The newest one whose version is there. */
  private Optional<Told> told(List<Integer> numbers) {
    for (int i = numbers.size() - 1; i >= 0; i--) {
      Told told = told(numbers.get(i));
      if (versions.has(told.promotion().version())) {
        return Optional.of(told);
      }
    }
    return Optional.empty();
  }

  private Told told(int number) {
    byte[] json = bytes(number);
    return new Told(read(number, json), json);
  }

  private void require(Told told) {
    signatures.require(folders.path(told.promotion().number()), told.promotion(), told.json());
  }

  private Promotion read(int number) {
    return read(number, bytes(number));
  }

  private Promotion read(int number, byte[] json) {
    return PromotionFile.read(json, number, path(number).toString());
  }

  private byte[] bytes(int number) {
    return storage.read(path(number), PromotionFile.LIMIT);
  }

  private Path path(int number) {
    return new Path(folders.path(number), PromotionFile.NAME);
  }

  private PromotionFile restoring(Promotion before) {
    return file(before.version(), Optional.of(before.effective()), PromotionGround.NONE);
  }

  private PromotionFile file(int version, Optional<Integer> restores, PromotionGround ground) {
    return new PromotionFile(
        PromotionFile.FORMAT,
        version,
        restores,
        ground.runId(),
        ground.hash(),
        Operator.name(),
        clock.instant());
  }

  /**
   * Stages a promotion.
   *
   * @param hash of the manifest of the version that is meant; asked for where there is a key
   */
  private StagedPromotion stage(PromotionFile file, By by, Supplier<String> hash) {
    byte[] json = Json.bytes(file);
    Optional<PromotionSignatures.Seal> seal = signatures.seal(hash, json);
    Stage staged = by.stages().get();
    by.ground()
        .decision()
        .ifPresent(
            decision ->
                storage.writeThrough(new Path(staged.content(), PromotionGround.FILE), decision));
    storage.writeThrough(new Path(staged.content(), PromotionFile.NAME), json);
    return new StagedPromotion(staged, signatures, seal, folders::path);
  }
}
