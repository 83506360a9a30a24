package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.work.TaskError;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What schemes promise whose tasks compute in processes of their own. */
public abstract class IsolatingSchemeContract extends SchemeContract {

  @Test
  void triesATaskAgainThatTakesItsProcessDownAndGivesUpInTheEnd() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.exits(3));
    TaskError error = error(task);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.SYSTEM);
    assertThat(error.message()).contains("3 times", "exit code 3");
    assertThat(log.awaitEnd(task).attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.LOST, Attempt.Status.LOST, Attempt.Status.LOST);
    assertThat(log.awaitEnd(task).attempts())
        .extracting(attempt -> attempt.place().pid())
        .doesNotHaveDuplicates();
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
  }

  @Test
  void triesALostTaskAsOftenAsItSays() throws Exception {
    TaskOptions once = new TaskOptions(1, 0, Optional.empty(), Optional.empty(), 0, false);
    long task = submit(open(1), Behaviour.exits(4), once);
    assertThat(error(task).message()).contains("exit code 4");
    assertThat(log.awaitEnd(task).attempts()).hasSize(1);
  }

  @Test
  void keepsWhatALostTaskPrinted() throws Exception {
    TaskOptions once = new TaskOptions(1, 0, Optional.empty(), Optional.empty(), 0, false);
    long task = submit(open(1), Behaviour.printsThenExits("last words", 5), once);
    assertThat(error(task).message()).contains("exit code 5");
    assertThat(log.awaitEnd(task).output().stdout()).isEqualTo("last words");
  }

  @Test
  void doesNotBlameTasksThatOnlySharedTheProcess() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    for (int i = 0; i < 20; i++) {
      submit(scheme, Behaviour.returns("short"));
    }
    long bad = submit(scheme, Behaviour.exits(3));
    long good = submit(scheme, Behaviour.holds(gate));
    release(gate);
    assertThat(error(bad).message()).contains("3 times");
    assertThat(result(good)).isEqualTo("released");
    assertThat(log.awaitEnd(good).attempts()).hasSize(1);
  }

  @Test
  void refusesAResultThatCannotBeSerialised() throws Exception {
    long task = submit(open(1), Behaviour.returnsUnserialisable());
    assertThat(error(task).kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(error(task).message()).contains("Unserialisable");
  }
}
