package dev.roundhouse.security;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.profile.SetupException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A profile for another machine: its settings and its keys, in a zip file. Who has it can run code
 * in the profile's cluster. Choices, logs and run files are a machine's own and stay there.
 */
public final class ProfileArchive {

  private static final String CONF = "profile.conf";
  private static final String SECURITY = "security/";
  private static final Map<String, Integer> LARGEST =
      Map.of(CONF, 1 << 20, SECURITY + Keys.STORE, 1 << 18, SECURITY + Keys.PASSWORD, 1 << 12);
  private static final long LARGEST_FILE = 4L << 20;
  private static final int MOST_ENTRIES = 16;

  private final String name;
  private final Map<String, byte[]> files;

  private ProfileArchive(String name, Map<String, byte[]> files) {
    this.name = name;
    this.files = files;
  }

  /**
   * Packs a profile; makes its keys where there are none yet.
   *
   * @throws SetupException the keys cannot be used
   * @throws IOException a file cannot be read
   */
  public static ProfileArchive of(Profile profile) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(CONF, conf(profile).getBytes(StandardCharsets.UTF_8));
    if (profile.settings().tls()) {
      Keys keys = Keys.open(profile);
      files.put(SECURITY + Keys.STORE, Files.readAllBytes(keys.store()));
      files.put(SECURITY + Keys.PASSWORD, keys.password().getBytes(StandardCharsets.UTF_8));
    }
    return new ProfileArchive(profile.name(), files);
  }

  /** By its name a shipped profile changes itself: under another name it must say so. */
  private static String conf(Profile profile) throws IOException {
    String own = Files.readString(Profiles.file(profile));
    boolean said =
        Profiles.settings(profile.home(), profile.source()).stream()
            .anyMatch(one -> one.key().equals("roundhouse.extends") && !one.value().equals(""));
    return said ? own : "roundhouse.extends = " + Profiles.base(profile) + "\n" + own;
  }

  /**
   * Reads an archive, and nothing else than what {@link #of} puts into one.
   *
   * @throws SetupException it is none, or it holds anything that it should not
   * @throws IOException the file cannot be read
   */
  public static ProfileArchive read(Path zip) throws IOException {
    if (Files.size(zip) > LARGEST_FILE) {
      throw invalid(zip, "has " + Files.size(zip) + " bytes, expected at most " + LARGEST_FILE);
    }
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      return read(zip, entries);
    } catch (ZipException | IllegalArgumentException e) {
      throw invalid(zip, "cannot be read: " + e.getMessage());
    }
  }

  private static ProfileArchive read(Path zip, ZipInputStream entries) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Optional<String> name = Optional.empty();
    int count = 0;
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (++count > MOST_ENTRIES) {
        throw invalid(zip, "has more than " + MOST_ENTRIES + " entries");
      }
      String path = entry.getName();
      int slash = path.indexOf('/');
      String top = slash < 0 ? "" : path.substring(0, slash);
      String rest = path.substring(slash + 1);
      boolean ours = Profiles.isName(top) && top.equals(name.orElse(top));
      if (ours && (rest.isEmpty() || rest.equals(SECURITY))) {
        continue;
      }
      Integer largest = LARGEST.get(rest);
      if (!ours || largest == null || files.containsKey(rest)) {
        throw invalid(
            zip,
            "holds \""
                + printable(path)
                + "\", expected only NAME/"
                + CONF
                + " and the keys in NAME/"
                + SECURITY
                + ", each once");
      }
      name = Optional.of(top);
      files.put(rest, bounded(zip, path, entries, largest));
    }
    if (name.isEmpty() || !files.containsKey(CONF)) {
      throw invalid(zip, "holds no NAME/" + CONF);
    }
    return new ProfileArchive(name.get(), files);
  }

  private static byte[] bounded(Path zip, String path, InputStream entry, int largest)
      throws IOException {
    byte[] bytes = entry.readNBytes(largest + 1);
    if (bytes.length > largest) {
      throw invalid(zip, "holds " + path + " with more than " + largest + " bytes");
    }
    return bytes;
  }

  private static String printable(String path) {
    String shown = path.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > 100 ? shown.substring(0, 100) + "…" : shown;
  }

  private static SetupException invalid(Path zip, String what) {
    return new SetupException(
        Code.INVALID_PROFILE,
        zip + " " + what,
        "make it with: roundhouse profile export " + zip.getFileName());
  }

  /** The name that the profile has where it comes from. */
  public String name() {
    return name;
  }

  /** Whether it holds keys; one without TLS has none. */
  public boolean hasKeys() {
    return files.containsKey(SECURITY + Keys.STORE);
  }

  /**
   * Writes it as a zip file, for its owner only.
   *
   * @throws IOException it cannot be written
   */
  public void write(Path zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(name + "/" + file.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    OwnerOnly.write(zip, bytes.toByteArray());
  }

  /**
   * Makes it a profile of a home, with all files for their owner only; one of that name is
   * replaced, but for its choices, logs and run files.
   *
   * @param as the name to give it
   * @throws SetupException its settings are wrong or its keys cannot be used; nothing was changed
   * @throws IOException a file cannot be written
   */
  public Profile install(Home home, String as) throws IOException {
    Objects.requireNonNull(as, "as");
    home.ensure();
    OwnerOnly.createDirectories(home.profiles());
    Path draft = OwnerOnly.createTemporaryDirectory(home.profiles(), "." + as + "-");
    try {
      OwnerOnly.createDirectories(draft.resolve(SECURITY));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        OwnerOnly.create(draft.resolve(file.getKey()), file.getValue());
      }
      if (hasKeys()) {
        Keys.read(draft.resolve(SECURITY));
      } else {
        Files.delete(draft.resolve(SECURITY));
      }
      if (Profiles.check(home, draft.resolve(CONF).toString()).tls() && !hasKeys()) {
        throw new SetupException(
            Code.KEYS,
            "the profile " + name + " says TLS, but comes without keys",
            "export it again where its keys are");
      }
      return Profiles.install(home, as, draft);
    } finally {
      OwnerOnly.delete(draft);
    }
  }
}
