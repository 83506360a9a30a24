package dev.roundhouse.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** The JDK's serialisation of a whole value. */
final class JavaWriter extends ObjectOutputStream {
  JavaWriter(OutputStream out) throws IOException {
    super(out);
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object object) {
    return StandIn.forStream(object);
  }

  @Override
  protected void annotateClass(Class<?> type) {
    Jshell.refuse(type);
  }
}
