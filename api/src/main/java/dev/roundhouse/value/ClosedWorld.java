package dev.roundhouse.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fixed set of record and enum classes, named by the fingerprint of name and content. */
final class ClosedWorld implements World {
  private final Map<Integer, Class<?>> byFingerprint;
  private final Set<Class<?>> allowed;
  private final ForeignCodec foreign;

  ClosedWorld(Set<Class<?>> allowed, ForeignCodec foreign) {
    this.allowed = Set.copyOf(allowed);
    this.foreign = foreign;
    Map<Integer, Class<?>> names = new HashMap<>();
    for (Class<?> type : this.allowed) {
      if (!type.isRecord() && !type.isEnum()) {
        throw new IllegalArgumentException(
            type.getName() + " cannot be allowed, expected a record or an enum");
      }
      Class<?> other = names.put(World.fingerprint(type), type);
      if (other != null) {
        throw new IllegalArgumentException(
            type.getName() + " has the same fingerprint as " + other.getName() + "; rename one");
      }
    }
    this.byFingerprint = Map.copyOf(names);
  }

  @Override
  public boolean keepsReferences() {
    return false;
  }

  @Override
  public Tag tag(Class<?> type) {
    Tag tag = Kinds.of(type);
    return switch (tag) {
      case OBJECTS, CLASS, LAMBDA -> Tag.JAVA;
      case RECORD -> allowed.contains(type) ? tag : Tag.JAVA;
      default -> tag;
    };
  }

  @Override
  public void name(Class<?> type, Output out) {
    if (!allowed.contains(type)) {
      throw ValueException.unserialisable(type, "it is not among the codec's allowed classes");
    }
    out.i32(World.fingerprint(type));
  }

  @Override
  public Class<?> find(Input in) {
    int fingerprint = in.i32();
    Class<?> type = byFingerprint.get(fingerprint);
    if (type == null) {
      throw new ValueException(
          "class with fingerprint "
              + Integer.toHexString(fingerprint)
              + " is unknown here; the sender is of another version");
    }
    return type;
  }

  @Override
  public Optional<String> encodeForeign(Object value) {
    return foreign.encode(value);
  }

  @Override
  public Object decodeForeign(String text) {
    return foreign.decode(text);
  }
}
