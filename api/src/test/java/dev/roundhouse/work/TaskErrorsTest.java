package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.RoundhouseException;
import org.junit.jupiter.api.Test;

class TaskErrorsTest {
  private static final ClassLoader LOADER = TaskErrorsTest.class.getClassLoader();

  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Object thread = Thread.currentThread();

    Unsendable(String message, Throwable cause) {
      super(message + " in " + Thread.class.getSimpleName(), cause);
    }

    Object thread() {
      return thread;
    }
  }

  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void anExceptionWithoutAMessageGivesItsType() {
    assertThat(TaskErrors.from(new StackOverflowError()).message()).isEqualTo("StackOverflowError");
    assertThat(TaskErrors.from(new IllegalStateException(" ")).message())
        .isEqualTo("IllegalStateException");
  }

  @Test
  void anExceptionComesBackAsItself() {
    Exception thrown = new IllegalStateException("no", new ArithmeticException("zero"));
    TaskError error = TaskErrors.from(thrown);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.USER);
    assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.message()).isEqualTo("no");
    assertThat(error.stackTrace()).contains("anExceptionComesBackAsItself", "Caused by:", "zero");
    Throwable back = TaskErrors.toThrowable(error, LOADER);
    assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(back).hasRootCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void anExceptionThatCannotBeSentBecomesARemoteOne() {
    Unsendable thrown = new Unsendable("lost", new ArithmeticException("zero"));
    TaskError error = TaskErrors.from(thrown);
    assertThat(error.throwable()).isEmpty();
    Throwable back = TaskErrors.toThrowable(error, LOADER);
    assertThat(back)
        .isInstanceOf(RemoteTaskException.class)
        .hasMessage(Unsendable.class.getName() + ": lost in Thread");
    assertThat(back.toString())
        .contains("Remote trace: ", "Caused by: java.lang.ArithmeticException");
    assertThat(((RemoteTaskException) back).type()).isEqualTo(Unsendable.class.getName());
  }

  @Test
  void anExceptionOfUnknownClassBecomesARemoteOne() {
    TaskError error = TaskErrors.from(new Broken());
    Throwable back = TaskErrors.toThrowable(error, ClassLoader.getPlatformClassLoader());
    assertThat(back).isInstanceOf(RemoteTaskException.class);
  }

  @Test
  void anExceptionThatCannotTellItsMessageIsStillReported() {
    TaskError error = TaskErrors.from(new Broken());
    assertThat(error.type()).isEqualTo(Broken.class.getName());
    assertThat(error.message()).isEqualTo("its getMessage threw java.lang.IllegalStateException");
    assertThat(error.stackTrace()).contains(Broken.class.getName());
  }

  @Test
  void longTextsLoseTheirMiddle() {
    TaskError error = TaskErrors.from(new IllegalStateException("x".repeat(1_000_000) + "end"));
    assertThat(error.message())
        .hasSizeLessThanOrEqualTo(TaskErrors.LONGEST_TEXT)
        .contains("characters left out")
        .endsWith("end");
    assertThat(error.stackTrace()).hasSizeLessThanOrEqualTo(TaskErrors.LONGEST_TEXT);
    assertThat(error.throwable()).isEmpty();
  }

  @Test
  void anEndlessRecursionIsReported() {
    TaskError error = TaskErrors.from(overflow());
    assertThat(error.type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(TaskErrors.toThrowable(error, LOADER).toString()).contains("StackOverflowError");
  }

  @Test
  void whatTheProductFoundKeepsItsCode() {
    WorkException refused =
        new WorkException("not-serializable", "its result: no", new IllegalStateException());
    TaskError error = TaskErrors.from(refused);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(error.type()).isEqualTo("not-serializable");
    Throwable back = TaskErrors.toThrowable(error, LOADER);
    assertThat(back).isInstanceOf(RoundhouseException.class).hasMessage("its result: no");
    assertThat(((RoundhouseException) back).code()).isEqualTo("not-serializable");
  }

  private static Throwable overflow() {
    try {
      return recurse(0);
    } catch (StackOverflowError e) {
      return e;
    }
  }

  private static Throwable recurse(int depth) {
    return depth < 0 ? new IllegalStateException() : recurse(Math.abs(depth) + 1);
  }
}
