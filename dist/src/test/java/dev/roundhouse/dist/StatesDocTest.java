package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import dev.roundhouse.state.Moves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/states.md are those of the code: a row is a constant with its Javadoc and its
 * legal moves. What stands around the tables is written by hand.
 */
class StatesDocTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Path DOC = CHECKOUT.resolve("docs/states.md");
  private static final Pattern TABLE =
      Pattern.compile("(<!-- moves of (\\S+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
  private static final String REWRITE =
      "mvn -q -o -pl dist -am test -Dtest=StatesDocTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dstates.write=true";

  private final Map<String, JavaField> moves =
      ProgramClasses.moves().stream()
          .collect(Collectors.toMap(field -> name(field.getOwner()), Function.identity()));

  @Test
  void showsTheMovesOfTheCode() throws IOException {
    String there = Files.readString(DOC);
    String expected =
        TABLE.matcher(there).replaceAll(found -> Matcher.quoteReplacement(anew(found)));
    if (Boolean.getBoolean("states.write")) {
      Files.writeString(DOC, expected);
    } else {
      assertThat(there).as("docs/states.md, which this rewrites: " + REWRITE).isEqualTo(expected);
    }
  }

  @Test
  void showsEveryKindOfState() throws IOException {
    List<String> shown =
        TABLE.matcher(Files.readString(DOC)).results().map(found -> found.group(2)).toList();

    assertThat(shown).containsExactlyInAnyOrderElementsOf(moves.keySet());
  }

  /** Such as {@code Job.State}. */
  private static String name(JavaClass type) {
    return type.getEnclosingClass().map(outer -> name(outer) + ".").orElse("")
        + type.getSimpleName();
  }

  private String anew(MatchResult found) {
    JavaField field = moves.get(found.group(2));
    assertThat(field).as("legal moves of " + found.group(2)).isNotNull();
    return found.group(1) + table(field) + found.group(3);
  }

  private static String table(JavaField field) {
    String source = source(field.getOwner());
    return valueOf(field).rows().stream()
        .map(row -> row(row, source))
        .collect(Collectors.joining("", "| state | meaning | may become |\n|---|---|---|\n", ""));
  }

  private static Moves<?> valueOf(JavaField field) {
    try {
      Field constant = field.reflect();
      constant.setAccessible(true);
      return (Moves<?>) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field.getFullName(), e);
    }
  }

  private static String source(JavaClass type) {
    String name = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
    Path file = CHECKOUT.resolve(ProgramClasses.room(type)).resolve("src/main/java").resolve(name);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the source of " + type.getName(), e);
    }
  }

  private static String row(Moves.Row<?> row, String source) {
    String next = row.next().stream().map(StatesDocTest::word).collect(Collectors.joining(", "));
    return "| %s | %s | %s |\n"
        .formatted(word(row.from()), meaning(row.from(), source), next.isEmpty() ? "final" : next);
  }

  /** Such as {@code given-up}. */
  private static String word(Enum<?> state) {
    return "`" + state.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
  }

  /** The Javadoc of the constant. */
  private static String meaning(Enum<?> state, String source) {
    Matcher javadoc =
        Pattern.compile("/\\*\\*((?:[^*]|\\*(?!/))*+)\\*/\\s*" + state.name() + "\\b")
            .matcher(source);
    assertThat(javadoc.find()).as("Javadoc of " + state.getDeclaringClass() + " " + state).isTrue();
    return javadoc
        .group(1)
        .replaceAll("\\n *\\*", " ")
        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
