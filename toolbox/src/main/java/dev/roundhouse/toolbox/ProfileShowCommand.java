package dev.roundhouse.toolbox;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SettingValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a profile's settings. */
@Command(
    name = "show",
    description = "Shows every setting of a profile, with its value and where that comes from.")
final class ProfileShowCommand implements ToolboxCommand {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A profile, or a file with its settings. Default: the one in use.")
  private @Nullable String name;

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    Profile profile = name == null ? context.profile() : context.profile(name);
    List<SettingValue> settings = Profiles.settings(home, profile.source());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("file", Profiles.file(profile).toString());
    document.put("directory", profile.directory().toString());
    document.put("settings", settings.stream().map(ProfileShowCommand::document).toList());
    context.output().result(document, text(profile, settings));
    return ExitCode.DONE;
  }

  private static Map<String, Object> document(SettingValue setting) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("key", setting.key());
    map.put("value", setting.value());
    map.put("where", setting.where());
    return map;
  }

  private static String text(Profile profile, List<SettingValue> settings) {
    int width = settings.stream().mapToInt(one -> assignment(one).length()).max().orElse(1);
    return "# profile "
        + profile.name()
        + ", in "
        + profile.directory()
        + "\n"
        + settings.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT, "%-" + width + "s  # %s", assignment(one), one.where()))
            .collect(Collectors.joining("\n"));
  }

  /** As a profile could say it. */
  private static String assignment(SettingValue setting) {
    String value =
        ConfigValueFactory.fromAnyRef(setting.value()).render(ConfigRenderOptions.concise());
    return setting.key() + " = " + value;
  }
}
