package dev.roundhouse.security;

import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.profile.SetupException.Code;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The key pair and self-signed certificate of a profile, in {@code security/} of its directory: a
 * PKCS#12 store and the file with its password, both for their owner only. Immutable; made once,
 * the same on every machine of the cluster.
 */
public final class Keys {

  static final String ALIAS = "roundhouse";
  static final String STORE = "keys.p12";
  static final String PASSWORD = "password";

  private final Path store;
  private final String password;
  private final KeyStore content;
  private final X509Certificate certificate;

  private Keys(Path store, String password, KeyStore content, X509Certificate certificate) {
    this.store = store;
    this.password = password;
    this.content = content;
    this.certificate = certificate;
  }

  /**
   * Opens the keys of a profile and makes them where there are none yet.
   *
   * @throws SetupException they can be read by others, have expired, or are broken
   */
  public static Keys open(Profile profile) {
    return open(profile, KeyTool.Validity.TEN_YEARS);
  }

  static Keys open(Profile profile, KeyTool.Validity validity) {
    Path directory = profile.security();
    try {
      if (!Files.exists(directory.resolve(STORE))) {
        make(profile, directory, validity);
      }
    } catch (IOException e) {
      throw unusable("no keys can be made in " + directory + ": " + e, remake(directory))
          .causedBy(e);
    }
    return read(directory);
  }

  /**
   * Opens the keys in a directory, which must be there.
   *
   * @throws SetupException they can be read by others, have expired, or are broken
   */
  public static Keys read(Path directory) {
    try {
      requireOwnerOnly(directory, "700");
      requireOwnerOnly(directory.resolve(STORE), "600");
      requireOwnerOnly(directory.resolve(PASSWORD), "600");
      return load(directory);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("the keys in " + directory + " cannot be used: " + e, remake(directory))
          .causedBy(e);
    }
  }

  /** The file with key pair and certificate, PKCS#12. */
  public Path store() {
    return store;
  }

  /** Opens the store and the key in it. */
  public String password() {
    return password;
  }

  /** What the store holds. */
  KeyStore content() {
    return content;
  }

  /** When the certificate expires. */
  public Instant expiry() {
    return certificate.getNotAfter().toInstant();
  }

  /** SHA-256 of the certificate in hexadecimal: the same on all machines of a cluster. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Names the file, never the password. */
  @Override
  public String toString() {
    return "Keys[" + store + "]";
  }

  private static void make(Profile profile, Path directory, KeyTool.Validity validity)
      throws IOException {
    Path draft = OwnerOnly.createTemporaryDirectory(profile.directory(), ".security-");
    try {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      OwnerOnly.write(draft.resolve(PASSWORD), HexFormat.of().formatHex(secret));
      Path made = draft.resolve(STORE);
      KeyTool.makeKeys(made, draft.resolve(PASSWORD), "roundhouse " + profile.name(), validity);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(directory.resolve(STORE))) {
        throw e;
      }
      // Another process made the profile's keys at the same time, and was first: they are the keys.
    } finally {
      delete(draft);
    }
  }

  private static void delete(Path draft) throws IOException {
    if (Files.exists(draft)) {
      try (Stream<Path> files = Files.list(draft)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(draft);
    }
  }

  private static void requireOwnerOnly(Path path, String mode) throws IOException {
    if (!OwnerOnly.isOwnerOnly(path)) {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      throw unusable(
          path
              + " can be used by others ("
              + permissions
              + "), expected its owner only: who has"
              + " these keys can run code",
          "chmod " + mode + " " + path + ", and make new keys if somebody may have read them");
    }
  }

  private static Keys load(Path directory) throws IOException, GeneralSecurityException {
    Path store = directory.resolve(STORE);
    String password = Files.readString(directory.resolve(PASSWORD)).strip();
    KeyStore content = KeyStore.getInstance(store.toFile(), password.toCharArray());
    if (!(content.getCertificate(ALIAS) instanceof X509Certificate certificate)
        || !content.isKeyEntry(ALIAS)) {
      List<String> found = Collections.list(content.aliases());
      throw new GeneralSecurityException("expected a key named " + ALIAS + ", found " + found);
    }
    try {
      certificate.checkValidity();
    } catch (CertificateNotYetValidException e) {
      throw unusable(
              "the certificate in "
                  + store
                  + " is valid from "
                  + certificate.getNotBefore().toInstant()
                  + " on: this machine's clock is behind",
              "set the clock")
          .causedBy(e);
    } catch (CertificateExpiredException e) {
      throw unusable(
              "the certificate in "
                  + store
                  + " expired on "
                  + certificate.getNotAfter().toInstant(),
              remake(directory))
          .causedBy(e);
    }
    return new Keys(store, password, content, certificate);
  }

  private static String remake(Path directory) {
    return "end the profile's processes and delete "
        + directory
        + ": new keys are made on the next start; copy them to the cluster's other machines";
  }

  private static SetupException unusable(String message, String remedy) {
    return new SetupException(Code.KEYS, message, remedy);
  }
}
