package io.chronoshard.registry;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * Signatures of a model's promotions, each in the promotion's folder.
 *
 * @param versions those of the model, which promotions name
 */
record PromotionSignatures(Storage storage, VersionFolders versions) {

  /**
   * What a promotion is signed with, for the numbers that it may get.
   *
   * @param hash of the promoted version's manifest
   * @param promotion the bytes of its file
   */
  record Seal(Signing signing, String model, String hash, byte[] promotion) {

    private Optional<byte[]> of(int number) {
      return signing.sign(Statement.ofPromotion(model, number, hash, promotion));
    }
  }

  /**
   * How a promotion is signed; nothing where there is no key.
   *
   * @param hash of the promoted version's manifest, asked for where there is a key
   */
  Optional<Seal> seal(Supplier<String> hash, byte[] promotion) {
    Signing signing = versions.signing();
    return signing.signs()
        ? Optional.of(new Seal(signing, versions.model(), hash.get(), promotion))
        : Optional.empty();
  }

  /** Signs a promotion that is staged, for a number. */
  void sign(Path staged, Optional<Seal> seal, int number) {
    seal.flatMap(one -> one.of(number))
        .ifPresent(json -> storage.writeThrough(new Path(staged, SignatureFile.NAME), json));
  }

  /**
   * Sees to it that a promotion of a version that is there is signed as it must be.
   *
   * @param folder the promotion's
   * @param promotion the bytes of its file
   * @throws io.chronoshard.error.StorageException where it is not
   */
  void require(Path folder, Promotion of, byte[] promotion) {
    Signing signing = versions.signing();
    if (signing.isChecked()) {
      signing.require(
          Statement.ofPromotion(
              versions.model(), of.number(), versions.folder(of.version()).hash(), promotion),
          signature(folder),
          folder.toString());
    }
  }

  private Optional<byte[]> signature(Path folder) {
    return storage.readIfThere(new Path(folder, SignatureFile.NAME), SignatureFile.LIMIT);
  }
}
