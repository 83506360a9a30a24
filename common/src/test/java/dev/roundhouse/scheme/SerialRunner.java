package dev.roundhouse.scheme;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;

/** Computes behaviours that came as portable work, encoded by the JDK's serialisation. */
final class SerialRunner implements CodeRunner {

  static Work work(Behaviour behaviour) {
    Code code = new Code("behaviour", Code.Kind.FUNCTION, List.of(), new byte[0]);
    try {
      return new Work.Portable(code, new Payload.Encoded(encode(behaviour)));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot encode " + behaviour, e);
    }
  }

  static Object decode(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  private static byte[] encode(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  @Override
  public byte[] run(Code code, byte[] argument, ModuleContext context) throws Exception {
    return encode(((Behaviour) decode(argument)).perform(context));
  }

  @Override
  public void forget(String codeId) {}

  @Override
  public void close() {}
}
