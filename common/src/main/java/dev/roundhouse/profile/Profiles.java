package dev.roundhouse.profile;

import dev.roundhouse.profile.SetupException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    boolean isFile = nameOrFile.contains("/") || nameOrFile.endsWith(".conf");
    ProfilePlace place = isFile ? ofFile(home, Path.of(nameOrFile)) : ofName(home, nameOrFile);
    Settings settings =
        Layers.read(place.name(), place.file(), place.directory().resolve("choices.conf"), options);
    return new Profile(place.name(), place.source(), place.directory(), home, settings);
  }

  /** Reads a profile again with another file in the place of its choices. */
  static Profile reopen(Profile profile, Path choices) {
    ProfilePlace place =
        profile.source().startsWith("/")
            ? ofFile(profile.home(), Path.of(profile.source()))
            : ofName(profile.home(), profile.source());
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
      throw new SetupException(
          Code.UNKNOWN_PROFILE,
          "there is no profile file " + file,
          "name an existing file, or one of the profiles " + String.join(", ", list(home)));
    }
    Path parent = Optional.ofNullable(file.getParent()).orElse(file);
    if (parent.getParent() != null && parent.getParent().equals(home.profiles())) {
      return ofName(home, parent.getFileName().toString());
    }
    String name = file.getFileName().toString().replaceFirst("\\.conf$", "");
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

  private static SetupException unknown(Home home, String name) {
    return new SetupException(
        Code.UNKNOWN_PROFILE,
        "there is no profile \"" + name + "\", expected one of " + String.join(", ", list(home)),
        "make it with: roundhouse profile create " + name);
  }

  private record ProfilePlace(String name, String source, Path directory, Path file) {}
}
