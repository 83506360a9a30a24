package dev.roundhouse.module;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts values to declared types.
 *
 * @param folder what relative paths are relative to
 * @param written the value was written by a person: text is read, and a structure is no string
 */
record Conversion(Path folder, boolean written) {

  Object to(Type target, Object value) {
    Type type = GenericTypes.box(GenericTypes.bound(target));
    Class<?> raw = GenericTypes.erase(type);
    if (raw == Optional.class) {
      return optional(new PortType(type).argument().type(), value);
    }
    if (raw == List.class || raw == Collection.class) {
      return list(new PortType(type).argument().type(), type, value);
    }
    if (raw == Set.class) {
      return new LinkedHashSet<>(list(new PortType(type).argument().type(), type, value));
    }
    if (raw == Map.class) {
      return map(type, value);
    }
    if (raw.isArray() && !raw.isInstance(value)) {
      return array(type, value);
    }
    if (raw.isRecord() && value instanceof Map<?, ?> fields) {
      return record(type, fields);
    }
    return new Scalars(folder, written).to(raw, value);
  }

  private Optional<Object> optional(Type argument, Object value) {
    Optional<?> given = value instanceof Optional<?> already ? already : Optional.of(value);
    return given.map(inner -> to(argument, inner));
  }

  private List<Object> list(Type element, Type whole, Object value) {
    List<Object> elements = elements(whole, value);
    for (int i = 0; i < elements.size(); i++) {
      Object given = elements.get(i);
      if (given != null) {
        elements.set(i, inside("element " + i, element, given));
      }
    }
    return Collections.unmodifiableList(elements);
  }

  private Object array(Type whole, Object value) {
    Type component = Assignability.component(whole);
    List<Object> elements = elements(whole, value);
    Object array = Array.newInstance(GenericTypes.erase(component), elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Array.set(array, i, inside("element " + i, component, elements.get(i)));
    }
    return array;
  }

  private List<Object> elements(Type whole, Object value) {
    if (value instanceof Collection<?> given) {
      return new ArrayList<>(given);
    }
    if (value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(Array.get(value, i));
      }
      return elements;
    }
    throw Scalars.unfit(value, TypeText.of(whole));
  }

  private Map<Object, Object> map(Type whole, Object value) {
    if (!(value instanceof Map<?, ?> given)) {
      throw Scalars.unfit(value, TypeText.of(whole));
    }
    List<Type> arguments = GenericTypes.arguments(whole);
    Type key = arguments.isEmpty() ? Object.class : arguments.get(0);
    Type entry = arguments.isEmpty() ? Object.class : arguments.get(1);
    Map<Object, Object> converted = new LinkedHashMap<>();
    given.forEach(
        (k, v) ->
            converted.put(
                inside("key " + k, key, k), v == null ? null : inside("key " + k, entry, v)));
    return Collections.unmodifiableMap(converted);
  }

  private Record record(Type type, Map<?, ?> fields) {
    RecordShape shape = RecordShape.of(type);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      String name = String.valueOf(field.getKey());
      Port port =
          shape
              .port(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          TypeText.of(type)
                              + " has no component "
                              + name
                              + ", "
                              + NearNames.hint(name, shape.names())));
      values.put(name, inside("component " + name, port.type().type(), field.getValue()));
    }
    return shape.make(values);
  }

  private Object inside(String where, Type type, Object value) {
    try {
      return to(type, value);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(where + ": " + unfit.getMessage(), unfit);
    }
  }
}
