package dev.roundhouse.profile;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Keeps what commands and the page choose: {@code choices.conf} of a profile. */
public final class Choices {

  private static final String HEADER =
      "# Written by the program; your own settings belong in profile.conf.\n";

  private Choices() {}

  /**
   * Keeps choices, over earlier ones of the same keys, and reads the profile again. The file is
   * replaced whole, and only if the profile is valid with the choices.
   *
   * @param choices full keys ({@code roundhouse.schemes.cluster.enabled}) with booleans, numbers,
   *     texts or lists of them
   * @return the profile with the choices
   * @throws SetupException a choice is no valid setting
   */
  public static Profile keep(Profile profile, Map<String, Object> choices) {
    Path lock = profile.directory().resolve("choices.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Path file = profile.choices();
      Config before =
          Files.exists(file) ? ConfigFactory.parseFile(file.toFile()) : ConfigFactory.empty();
      Config after = before;
      for (Map.Entry<String, Object> choice : choices.entrySet()) {
        after =
            after.withValue(
                choice.getKey(), ConfigValueFactory.fromAnyRef(choice.getValue(), "choice"));
      }
      return replace(profile, file, after, held);
    } catch (IOException e) {
      throw new UncheckedIOException("the choices of profile " + profile.name() + ": " + e, e);
    }
  }

  private static Profile replace(Profile profile, Path file, Config content, FileLock held)
      throws IOException {
    if (!held.isValid()) {
      throw new IOException("lost the lock of " + file);
    }
    ConfigRenderOptions readable =
        ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);
    Path draft = profile.directory().resolve("choices.draft.conf");
    OwnerOnly.write(draft, HEADER + content.root().render(readable));
    try {
      Profile changed = Profiles.reopen(profile, draft);
      OwnerOnly.write(file, Files.readString(draft));
      return changed;
    } catch (SetupException e) {
      throw refused(profile, draft, e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** The draft is gone when a person reads of it. */
  private static SetupException refused(Profile profile, Path draft, SetupException e) {
    List<SettingProblem> problems =
        e.problems().stream()
            .filter(problem -> problem.where().startsWith(draft.toString()))
            .map(problem -> new SettingProblem("choice", problem.key(), problem.message()))
            .toList();
    if (problems.isEmpty()) {
      return e;
    }
    StringBuilder text = new StringBuilder("profile " + profile.name() + " cannot be changed so:");
    problems.forEach(
        problem -> text.append("\n  ").append(problem.key()).append(' ').append(problem.message()));
    return new SetupException(text.toString(), problems, "choose a value that is allowed");
  }
}
