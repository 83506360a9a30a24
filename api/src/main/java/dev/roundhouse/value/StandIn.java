package dev.roundhouse.value;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the JDK's stream for a record, and for what has a tag but is not serialisable. Records
 * are always stood in for, since the JDK silently reads a record that holds itself as null.
 */
final class StandIn implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable Object value;

  private StandIn(Object value) {
    this.value = value;
  }

  /** What is written in place of the object: itself, or its stand-in. */
  static Object forStream(Object object) {
    Tag tag = Kinds.of(object.getClass());
    if (tag == Tag.RECORD || (tag != Tag.JAVA && !(object instanceof Serializable))) {
      return new StandIn(object);
    }
    return object;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    Object stoodFor = Objects.requireNonNull(value, "value");
    Tag tag = Kinds.of(stoodFor.getClass());
    out.writeByte(tag.ordinal());
    switch (tag.family()) {
      case SCALAR -> {
        Output bytes = new Output(32);
        Scalars.write(tag, stoodFor, bytes);
        out.writeObject(bytes.toBytes());
      }
      case COLLECTION -> out.writeObject(((Collection<?>) stoodFor).toArray());
      case MAP -> out.writeObject(new LinkedHashMap<>((Map<?, ?>) stoodFor));
      default -> {
        if (tag == Tag.OPTIONAL) {
          out.writeObject(((Optional<?>) stoodFor).orElse(null));
        } else if (tag == Tag.ENTRY) {
          out.writeObject(((Map.Entry<?, ?>) stoodFor).getKey());
          out.writeObject(((Map.Entry<?, ?>) stoodFor).getValue());
        } else {
          out.writeObject(stoodFor.getClass());
          writeComponents(stoodFor, out);
        }
      }
    }
  }

  private static void writeComponents(Object value, ObjectOutputStream out) throws IOException {
    RecordShape shape = RecordShape.of(value.getClass());
    out.writeInt(shape.fingerprint());
    for (int i = 0; i < shape.size(); i++) {
      out.writeObject(shape.get(value, i));
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    Tag tag = Tag.of(in.readUnsignedByte());
    value =
        switch (tag.family()) {
          case SCALAR -> {
            byte[] bytes = (byte[]) in.readObject();
            yield Scalars.read(tag, new Input(bytes, 0, bytes.length));
          }
          case COLLECTION -> collection(tag, (Object[]) in.readObject());
          case MAP -> in.readObject();
          default ->
              switch (tag) {
                case OPTIONAL -> Optional.ofNullable(part(in));
                case ENTRY -> Containers.entry(part(in), part(in));
                default -> readRecord(in);
              };
        };
  }

  private static Object collection(Tag tag, @Nullable Object[] elements) {
    Collection<@Nullable Object> collection = Containers.collection(tag, elements.length);
    for (Object element : elements) {
      collection.add(element);
    }
    return collection;
  }

  private static Object readRecord(ObjectInputStream in)
      throws IOException, ClassNotFoundException {
    Class<?> type = (Class<?>) in.readObject();
    if (Kinds.of(type) != Tag.RECORD) {
      throw new InvalidObjectException(type.getName() + " is no record");
    }
    RecordShape shape = RecordShape.of(type);
    if (in.readInt() != shape.fingerprint()) {
      throw new InvalidObjectException(
          type.getName() + " has other components here than where the value was written");
    }
    Object[] values = new Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = part(in);
    }
    return shape.make(values);
  }

  private static @Nullable Object part(ObjectInputStream in)
      throws IOException, ClassNotFoundException {
    Object part = in.readObject();
    if (part instanceof StandIn) {
      throw new InvalidObjectException("a record that holds itself cannot be made again");
    }
    return part;
  }

  private Object readResolve() throws InvalidObjectException {
    Object made = value;
    if (made == null) {
      throw new InvalidObjectException("a stand-in for nothing");
    }
    return made;
  }
}
