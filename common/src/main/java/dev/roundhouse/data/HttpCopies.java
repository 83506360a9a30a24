package dev.roundhouse.data;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * Copies of what was fetched, under the home's {@code cache/http}, for their owner only. A copy is
 * a body, named by its content, and a description that names the body, each put in place at once,
 * so that processes may share them.
 */
final class HttpCopies {

  private final Path directory;

  HttpCopies(Home home) {
    directory = home.cache().resolve("http");
  }

  /** The copy for a request; empty where there is none that is whole. */
  Optional<HttpCopy> find(String request) {
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(description(request))) {
      known.load(reader);
      byte[] body = Files.readAllBytes(directory.resolve(known.getProperty("body", "none")));
      if (!hash(body).equals(known.getProperty("body"))) {
        return Optional.empty();
      }
      return Optional.of(
          new HttpCopy(
              body,
              Optional.ofNullable(known.getProperty("type")),
              Optional.ofNullable(known.getProperty("etag")),
              Optional.ofNullable(known.getProperty("last-modified")),
              known.getProperty("fetched", "an unknown time")));
    } catch (IOException | IllegalArgumentException missing) {
      return Optional.empty();
    }
  }

  void keep(String request, HttpCopy copy) throws IOException {
    Properties known = new Properties();
    String body = hash(copy.body());
    known.setProperty("body", body);
    known.setProperty("fetched", copy.fetched());
    copy.type().ifPresent(type -> known.setProperty("type", type));
    copy.etag().ifPresent(etag -> known.setProperty("etag", etag));
    copy.lastModified().ifPresent(time -> known.setProperty("last-modified", time));
    StringWriter text = new StringWriter();
    known.store(text, null);
    OwnerOnly.createDirectories(directory);
    OwnerOnly.write(directory.resolve(body), copy.body());
    OwnerOnly.write(description(request), text.toString());
  }

  private Path description(String request) {
    return directory.resolve(hash(request.getBytes(StandardCharsets.UTF_8)) + ".properties");
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
