package dev.roundhouse.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.roundhouse.RoundhouseException;
import dev.roundhouse.state.Moves;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, and what else of it a machine can see. */
class ArchitectureTest {

  private static final JavaClasses PROGRAM = ProgramClasses.ALL;

  private static final Set<String> COPIES =
      Set.of("dev.roundhouse.client.RunFeed", "dev.roundhouse.client.RunRecorder");

  @Test
  void seesEveryRoom() {
    Set<String> rooms = PROGRAM.stream().map(ProgramClasses::room).collect(Collectors.toSet());

    assertThat(rooms)
        .contains("api", "common", "controller", "engine", "client", "toolbox", "examples");
  }

  @Test
  void apiNeedsNothingButTheJdk() {
    classes()
        .that(in("api"))
        .should()
        .onlyDependOnClassesThat(
            in("api")
                .or(JavaClass.Predicates.resideInAnyPackage("java..", "javax..", "org.jspecify.."))
                .or(JavaClass.Predicates.equivalentTo(Object[].class)))
        .check(PROGRAM);
  }

  @Test
  void arrowsBetweenRoomsPointOneWay() {
    mayUse("common", "api");
    mayUse("controller", "api", "common");
    mayUse("engine", "api", "common");
    mayUse("client", "api", "common");
    mayUse("toolbox", "api", "common", "client", "controller");
    mayUse("examples", "api", "common", "client");
  }

  @Test
  void coresReadNoClockNoFileNoSettingsAndKnowNoActors() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Core")
        .and(in("controller", "engine", "client", "common"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pekko..", "com.typesafe..", "java.nio.file..", "java.io..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(PROGRAM);
  }

  @Test
  void whatAProgramSeesOfAClientShowsNoActors() {
    Set<String> shown =
        PROGRAM.stream()
            .filter(type -> type.getPackageName().equals("dev.roundhouse.client"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(ArchitectureTest::showsActors)
            .map(JavaMethod::getFullName)
            .collect(Collectors.toSet());

    assertThat(shown).isEmpty();
  }

  @Test
  void whatTheProductThrowsHasOneRootWithAStableCode() {
    classes()
        .that()
        .arePublic()
        .and()
        .areAssignableTo(RuntimeException.class)
        .should()
        .beAssignableTo(RoundhouseException.class)
        .check(PROGRAM);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.(Abstract\\w+|\\w+(Impl|Utils?|Helpers?))")
        .check(PROGRAM);
  }

  /** What {@link #COPIES} know of a state was told to them, and may come late. */
  @Test
  void statesChangeOnlyAlongTheirMoves() {
    Set<JavaClass> states =
        ProgramClasses.moves().stream().map(JavaField::getOwner).collect(Collectors.toSet());
    Set<String> astray =
        PROGRAM.stream()
            .filter(type -> !COPIES.contains(type.getName()))
            .flatMap(type -> type.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
            .filter(access -> states.contains(access.getTarget().getRawType()))
            .filter(access -> access.getOrigin() instanceof JavaMethod method && !moves(method))
            .map(JavaFieldAccess::getDescription)
            .collect(Collectors.toSet());

    assertThat(states).isNotEmpty();
    assertThat(astray).isEmpty();
  }

  private static boolean moves(JavaMethod method) {
    return method.getMethodCallsFromSelf().stream()
        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Moves.class));
  }

  private void mayUse(String room, String... others) {
    DescribedPredicate<JavaClass> allowed =
        in(Stream.concat(Stream.of(room), Stream.of(others)).toArray(String[]::new));
    noClasses()
        .that(in(room))
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.roundhouse..")
                .and(DescribedPredicate.not(allowed)))
        .check(PROGRAM);
  }

  private static boolean showsActors(JavaMethod method) {
    return Stream.concat(
            Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .anyMatch(type -> type.getPackageName().startsWith("org.apache.pekko"));
  }

  private static DescribedPredicate<JavaClass> in(String... rooms) {
    return DescribedPredicate.describe(
        "in " + String.join(", ", rooms),
        type ->
            Stream.of(rooms).anyMatch(ProgramClasses.room(type.getBaseComponentType())::equals));
  }
}
