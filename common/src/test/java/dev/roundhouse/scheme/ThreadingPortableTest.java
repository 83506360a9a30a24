package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import org.junit.jupiter.api.Test;

/** Threads keep the contract for portable work too. */
class ThreadingPortableTest extends SchemeContract {

  @Override
  protected Scheme create(int size, Scheme.Listener listener) {
    return ThreadingSchemeTest.create(ThreadingSchemeTest.settings(size), listener);
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return SerialRunner.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) throws Exception {
    return payload instanceof Payload.Encoded encoded
        ? SerialRunner.decode(encoded.bytes())
        : ((Payload.Live) payload).value();
  }

  @Test
  void failsATaskWhoseResultCannotBeEncoded() throws Exception {
    long task = submit(open(1), Behaviour.returnsUnserialisable());
    assertThat(error(task).message()).contains("Unserialisable");
  }
}
