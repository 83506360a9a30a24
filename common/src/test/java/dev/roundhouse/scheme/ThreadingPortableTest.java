package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
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
    return PortableBehaviour.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) {
    return PortableBehaviour.value(payload);
  }

  @Test
  void refusesAResultThatCannotBeEncoded() throws Exception {
    long task = submit(open(1), Behaviour.returnsUnserialisable());
    assertThat(error(task).kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(error(task).type()).isEqualTo("not-serializable");
    assertThat(error(task).message()).contains("Unserialisable");
  }
}
