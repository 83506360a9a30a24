package dev.roundhouse.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JDK's own tool for keys, run as a program: the JDK has no public class that signs. */
final class KeyTool {

  private static final long SECONDS = 60;

  private KeyTool() {}

  /**
   * Makes a key store with one new key pair (EC, P-256) and its self-signed certificate.
   *
   * @param store the file to make
   * @param passwordFile holds the store's password
   * @param name the certificate's common name
   * @param validity since when and for how many days it is valid, as keytool takes it
   * @throws IOException keytool failed; the message has what it said
   */
  static void makeKeys(Path store, Path passwordFile, String name, Validity validity)
      throws IOException {
    run(
        store.resolveSibling("keytool.log"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            // The password is random and lies beside the store: ten thousand hash rounds would
            // guard
            // nothing, and cost every process of ours at every start.
            "-J-Dkeystore.pkcs12.macIterationCount=1",
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-genkeypair",
            "-alias",
            Keys.ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            "SHA256withECDSA",
            "-dname",
            "CN=" + name,
            "-startdate",
            validity.start(),
            "-validity",
            String.valueOf(validity.days()),
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass:file",
            passwordFile.toString()));
  }

  private static void run(Path output, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("keytool did not end within " + SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "keytool ended with code " + process.exitValue() + ": " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool made the keys", e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /** Since when ({@code -1d} is yesterday) and for how many days a certificate is valid. */
  record Validity(String start, int days) {
    // From yesterday, so that a machine whose clock is behind believes it too.
    static final Validity TEN_YEARS = new Validity("-1d", 3_650);
  }
}
