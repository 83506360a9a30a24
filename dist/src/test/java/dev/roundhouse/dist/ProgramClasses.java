package dev.roundhouse.dist;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.roundhouse.state.Moves;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of the program, as a machine reads them. */
final class ProgramClasses {

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.roundhouse");

  private static final Pattern PLACE =
      Pattern.compile("/([a-z]+)/target/classes/|roundhouse-([a-z]+)-[^/]*\\.jar");

  private ProgramClasses() {}

  /** The Maven module that a class lies in; empty for classes from elsewhere. */
  static String room(JavaClass type) {
    return type.getSource()
        .map(source -> PLACE.matcher(source.getUri().toString()))
        .filter(Matcher::find)
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .orElse("");
  }

  /** The constants that hold the legal moves of their enums. */
  static List<JavaField> moves() {
    return ALL.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getRawType().isEquivalentTo(Moves.class))
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .toList();
  }
}
