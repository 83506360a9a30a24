package dev.roundhouse.profile;

import dev.roundhouse.profile.SetupException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The profiles of a home: opens, makes and lists them. */
public final class Profiles {

  private static final String FILE = "profile.conf";
  private static final String CHOICES = "choices.conf";
  private static final String OF_FILES = "profile-files";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Profiles() {}

  /**
   * Opens a profile. A shipped one ({@code default}, {@code lan}, {@code plain}, {@code test}) is
   * made on first use.
   *
   * @param nameOrFile a profile's name, or the path of a file with its settings
   * @throws SetupException there is none, or its settings are wrong
   */
  public static Profile open(Home home, String nameOrFile) {
    return open(home, nameOrFile, Map.of());
  }

  /**
   * Opens a profile with some settings changed.
   *
   * @param options full keys ({@code roundhouse.engine.slots}) with their values as HOCON
   */
  public static Profile open(Home home, String nameOrFile, Map<String, String> options) {
    home.ensure();
    ProfilePlace place = place(home, nameOrFile);
    Settings settings = Layers.read(place.name(), place.file(), place.choices(), options);
    return new Profile(place.name(), place.source(), place.directory(), home, settings);
  }

  /**
   * Every setting of a profile with its value and where that comes from, in the order in which
   * {@code reference.conf} documents them. A shipped profile is made on first use.
   *
   * @throws SetupException there is none, or its settings are wrong
   */
  public static List<SettingValue> settings(Home home, String nameOrFile) {
    home.ensure();
    ProfilePlace place = place(home, nameOrFile);
    return Layers.values(place.name(), place.file(), place.choices());
  }

  /**
   * Checks a profile and makes nothing, but a shipped one on its first use.
   *
   * @throws SetupException there is none, or its settings are wrong: with all problems
   */
  public static Settings check(Home home, String nameOrFile) {
    if (!isFile(nameOrFile)) {
      return open(home, nameOrFile).settings();
    }
    Path file = Path.of(nameOrFile).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw noFile(home, file);
    }
    return Layers.read(nameOf(file), file, file.resolveSibling(CHOICES), Map.of());
  }

  /** Whether a profile was made in this home; a shipped one is made on first use. */
  public static boolean isMade(Home home, String name) {
    return NAME.matcher(name).matches()
        && Files.exists(home.profiles().resolve(name).resolve(FILE));
  }

  /**
   * The shipped profile that a profile changes.
   *
   * @throws SetupException its settings are wrong
   */
  public static String base(Profile profile) {
    ProfilePlace place = place(profile.home(), profile.source());
    return Layers.base(place.name(), place.file(), place.choices());
  }

  /** The file with a profile's own settings. */
  public static Path file(Profile profile) {
    return place(profile.home(), profile.source()).file();
  }

  /** Whether a profile may have this name: letters, digits, '.', '_' and '-', at most 64. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Puts a profile's own files in place: a new profile as a whole, or in the place of one that is
   * there, which keeps its logs, run files and choices.
   *
   * @param draft a directory beside the profiles with {@code profile.conf} and perhaps {@code
   *     security}, for their owner only; it is gone afterwards
   * @throws SetupException the settings are wrong; nothing was changed
   */
  public static Profile install(Home home, String name, Path draft) throws IOException {
    Path file = draft.resolve(FILE);
    Layers.read(name, file, draft.resolve(CHOICES), Map.of());
    Path directory = home.profiles().resolve(name);
    if (Files.isDirectory(directory)) {
      Path security = directory.resolve("security");
      Path former = draft.resolve("former-security");
      if (Files.exists(security)) {
        Files.move(security, former, StandardCopyOption.ATOMIC_MOVE);
      }
      if (Files.exists(draft.resolve("security"))) {
        Files.move(draft.resolve("security"), security, StandardCopyOption.ATOMIC_MOVE);
      }
      OwnerOnly.write(directory.resolve(FILE), Files.readString(file));
      OwnerOnly.delete(draft);
    } else {
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    }
    return open(home, name);
  }

  /** Reads a profile again with another file in the place of its choices. */
  static Profile reopen(Profile profile, Path choices) {
    ProfilePlace place = place(profile.home(), profile.source());
    return profile.with(Layers.read(place.name(), place.file(), choices, Map.of()));
  }

  /** The name of the profile in use: what {@link #use} said last, else {@code default}. */
  public static String inUse(Home home) {
    Path file = home.directory().resolve("profile-in-use");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "default";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a profile the one that is used where none is named, after checking it. */
  public static Profile use(Home home, String nameOrFile) {
    Profile profile = open(home, nameOrFile);
    try {
      OwnerOnly.write(home.directory().resolve("profile-in-use"), profile.source() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return profile;
  }

  /**
   * Makes a new profile with a free port of its own.
   *
   * @param base the shipped profile that it changes
   * @throws SetupException the name is taken or cannot be one
   */
  public static Profile create(Home home, String name, String base) {
    home.ensure();
    if (!NAME.matcher(name).matches()) {
      throw new SetupException(
          Code.UNKNOWN_PROFILE,
          "\"" + name + "\" cannot name a profile, expected letters, digits, '.', '_' or '-'",
          "");
    }
    if (Files.exists(home.profiles().resolve(name))) {
      throw new SetupException(
          Code.UNKNOWN_PROFILE,
          "there is a profile \"" + name + "\" already, in " + home.profiles().resolve(name),
          "choose another name");
    }
    if (!Layers.SHIPPED.contains(base)) {
      throw unknown(home, base);
    }
    NewProfile.make(home, name, base);
    return open(home, name);
  }

  /** The names of the profiles that were made in this home and of the shipped ones, sorted. */
  public static List<String> list(Home home) {
    TreeSet<String> names = new TreeSet<>(Layers.SHIPPED);
    if (Files.isDirectory(home.profiles())) {
      try (Stream<Path> directories = Files.list(home.profiles())) {
        directories
            .filter(directory -> Files.exists(directory.resolve(FILE)))
            .forEach(directory -> names.add(directory.getFileName().toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(names);
  }

  /**
   * Where the profiles of a home keep what is theirs, sorted: those that were made, and those of
   * files that were named in place of one. They need not be valid.
   */
  public static List<Path> directories(Home home) {
    List<Path> directories = new ArrayList<>();
    for (Path parent : List.of(home.profiles(), home.directory().resolve(OF_FILES))) {
      if (!Files.isDirectory(parent)) {
        continue;
      }
      try (Stream<Path> children = Files.list(parent)) {
        children
            .filter(
                child ->
                    Files.isDirectory(child) && !child.getFileName().toString().startsWith("."))
            .sorted()
            .forEach(directories::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(directories);
  }

  private static ProfilePlace place(Home home, String nameOrFile) {
    return isFile(nameOrFile) ? ofFile(home, Path.of(nameOrFile)) : ofName(home, nameOrFile);
  }

  private static boolean isFile(String nameOrFile) {
    return nameOrFile.contains("/") || nameOrFile.endsWith(".conf");
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.conf$", "");
  }

  private static ProfilePlace ofName(Home home, String name) {
    Path directory = home.profiles().resolve(name);
    if (NAME.matcher(name).matches() && !Files.exists(directory.resolve(FILE))) {
      if (!Layers.SHIPPED.contains(name)) {
        throw unknown(home, name);
      }
      NewProfile.make(home, name, name);
    }
    if (!NAME.matcher(name).matches()) {
      throw unknown(home, name);
    }
    return new ProfilePlace(name, name, directory, directory.resolve(FILE));
  }

  private static ProfilePlace ofFile(Home home, Path given) {
    Path file = given.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw noFile(home, file);
    }
    Path parent = Optional.ofNullable(file.getParent()).orElse(file);
    if (parent.getParent() != null && parent.getParent().equals(home.profiles())) {
      return ofName(home, parent.getFileName().toString());
    }
    String name = nameOf(file);
    Path directory = home.directory().resolve(OF_FILES).resolve(name + "-" + hash(file));
    try {
      OwnerOnly.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProfilePlace(name, file.toString(), directory, file);
  }

  private static String hash(Path file) {
    UUID id = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8));
    return id.toString().substring(0, 8);
  }

  private static SetupException noFile(Home home, Path file) {
    return new SetupException(
        Code.UNKNOWN_PROFILE,
        "there is no profile file " + file,
        "name an existing file, or one of the profiles " + String.join(", ", list(home)));
  }

  private static SetupException unknown(Home home, String name) {
    return new SetupException(
        Code.UNKNOWN_PROFILE,
        "there is no profile \"" + name + "\", expected one of " + String.join(", ", list(home)),
        "make it with: roundhouse profile create " + name);
  }

  private record ProfilePlace(String name, String source, Path directory, Path file) {
    Path choices() {
      return directory.resolve(CHOICES);
    }
  }
}
