package dev.roundhouse.upkeep;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything that can be wrong with a machine, a home and a profile before anything starts. */
public final class Checkup {

  private Checkup() {}

  /**
   * Checks everything; changes nothing, but makes a shipped profile on its first use.
   *
   * @param nameOrFile of the profile
   * @param answers whether a controller with the profile's keys answers at its address
   * @throws SetupException there is no such profile
   */
  public static List<Finding> of(Home home, String nameOrFile, Predicate<Profile> answers) {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    List<Finding> ofHome = HomeChecks.all(home, Instant.now());
    findings.addAll(ofHome);
    if (ofHome.stream().noneMatch(finding -> finding.status() == Finding.Status.FAIL)) {
      findings.addAll(ofProfile(home, nameOrFile, answers));
    }
    return List.copyOf(findings);
  }

  private static List<Finding> ofProfile(Home home, String nameOrFile, Predicate<Profile> answers) {
    try {
      return ProfileChecks.all(Profiles.open(home, nameOrFile), answers, Instant.now());
    } catch (SetupException e) {
      if (e.kind() == SetupException.Code.UNKNOWN_PROFILE) {
        throw e;
      }
      return List.of(Finding.fail("profile", String.valueOf(e.getMessage()), e.hint()));
    }
  }
}
