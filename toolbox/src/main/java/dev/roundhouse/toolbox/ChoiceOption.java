package dev.roundhouse.toolbox;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of some words, and lists them as they are written where it is none. */
final class ChoiceOption<E extends Enum<E>> implements ITypeConverter<E> {

  private final Class<E> choices;

  ChoiceOption(Class<E> choices) {
    this.choices = Objects.requireNonNull(choices, "choices");
  }

  @Override
  public E convert(String value) {
    return Stream.of(choices.getEnumConstants())
        .filter(choice -> word(choice).equals(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\""
                        + value
                        + "\", expected "
                        + Stream.of(choices.getEnumConstants())
                            .map(ChoiceOption::word)
                            .collect(Collectors.joining(" or "))));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
